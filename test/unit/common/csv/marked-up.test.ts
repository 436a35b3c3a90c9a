import { describe, expect, it } from 'vitest';
import { mayHaveMarkedUp, readMarkedUp } from '../../../../common/csv/marked-up';

const brief = (lines: string[]) =>
  [...readMarkedUp(lines.join('\n'))].map((record) =>
    'fault' in record ? `${record.row}!${record.fault}` : `${record.row}:${record.fields.join(',')}`,
  );

describe('rows between signs', () => {
  it.each([
    [
      'Markdown, in a note',
      [
        '# Keys',
        '',
        'See the table.',
        '',
        '| Name | AK |',
        '|:-----|---:|',
        '| `ops` | **a\\|b** |',
        '',
        'The end | x',
      ],
      ['5:Name,AK', '7:ops,a|b'],
    ],
    [
      'Markdown with an empty cell and no last sign',
      ['|Name|AK|SK', '|-|-|-', '|ops||x'],
      ['1:Name,AK,SK', '3:ops,,x'],
    ],
    ['Confluence and Jira', ['||Name||AK||', '|ops|{{a}}|'], ['1:Name,AK', '2:ops,a']],
    ['titles on the left', ['||AK|a|', '||SK|b|'], ['1:AK,a', '2:SK,b']],
    ['MoinMoin and Trac', ["|| '''Name''' || AK ||", '|| ops || a ||'], ['1:Name,AK', '2:ops,a']],
    ['DokuWiki', ['^ Name ^ AK ^', '| ops | a |', '^ ci | b |'], ['1:Name,AK', '2:ops,a', '3:ci,b']],
    ['AsciiDoc', ['|===', '|Name |AK', '', '|ops |a', '|==='], ['2:Name,AK', '4:ops,a']],
    [
      'what a tool prints',
      ['+------+----+', '| Name | AK |', '+======+====+', '| ops  | a  |', '+------+----+'],
      ['2:Name,AK', '4:ops,a'],
    ],
    [
      'MediaWiki',
      [
        '{| class="wikitable"',
        '|+ Keys',
        '! Name !! AK',
        '|-',
        '| ops || style="x" | a',
        '|-',
        '| ci',
        '| b',
        '|}',
        '| not in it',
      ],
      ['3:Name,AK', '5:ops,a', '7:ci,b', '10:not in it'],
    ],
    ['a table that is never closed', ['{|', '| a || b'], ['2:a,b']],
  ])('%s', (_name, lines, expected) => {
    expect(brief(lines)).toEqual(expected);
    expect(mayHaveMarkedUp(lines.join('\n')) || lines[0] === '{|' || lines[0]?.startsWith('{|')).toBe(true);
  });
});

it('takes no more columns and no longer lines than a table has', () => {
  expect([...readMarkedUp(`|${'x|'.repeat(500)}`)][0]).toMatchObject({ fields: { length: 100 } });
  expect(brief([`|${'x'.repeat(70_000)}|`, '|a|'])).toEqual(['1!too-long', '2:a']);
  expect(brief(['{|', `|${'x'.repeat(70_000)}`, '|-', '|a', '|}'])).toEqual(['2!too-long', '4:a']);
});
