import { describe, expect, it } from 'vitest';
import { cellMask, type TitlePlace } from '../../../../../common/csv/table';
import { contentsOf } from '../../../../../vault/transfer/contents';
import { keysFromTable } from '../../../../../vault/transfer/table/keys';
import { withTitles } from '../../../../../vault/transfer/table/read';
import { alibaba, huawei, must, plain } from './fixtures';

const ali = `${alibaba.accessKeyId},${alibaba.secret}`;
const hua = `${huawei.accessKeyId},${huawei.secret}`;

function read(text: string) {
  // An import takes it for a table, and for nothing else.
  const contents = contentsOf('keys.csv', Buffer.from(text));
  expect('table' in contents || contents.kind).toBe('table' in contents ? true : 'table');
  const { table, outline } = must(text);
  const { keys, problems } = keysFromTable(table, outline.mapping, null);
  return { titles: outline.titles, header: outline.header, keys: keys.map(plain), problems };
}

/** What was found, as `row name id`. */
const brief = (text: string) => {
  const { titles, keys, problems } = read(text);
  return {
    titles,
    keys: keys.map(({ place, name, accessKeyId }) => `${place} ${name} ${accessKeyId}`),
    problems: problems.map(({ row, problem }) => `${row} ${problem}`),
  };
};

const both = [`3 prod ${alibaba.accessKeyId}`, `4 obs ${huawei.accessKeyId}`];

describe('the header is the first row that names a pair', () => {
  it.each([
    [
      'below titles, a blank row and a comment',
      `Keys of 2024, all\n\n# by ops, "who asks"\nName,AK,SK\nprod,${ali}\nobs,${hua}`,
    ],
    ['below titles with quotation marks', `"Keys, all",,\n"of ""ops""",,\n,,\nName,AK,SK\nprod,${ali}\nobs,${hua}`],
    [
      'below a title that has a title’s words',
      `云账号密钥 AK / SK 台账,,\n密钥,,\n责任人,,\n名称,AK,SK\nprod,${ali}\nobs,${hua}`,
    ],
    ['below a legend', `AK = AccessKey ID,SK = AccessKey Secret\n\n\nName,AK,SK\nprod,${ali}\nobs,${hua}`],
  ])('%s', (_name, text) => {
    expect(brief(text)).toEqual({
      titles: 4,
      keys: [`5 prod ${alibaba.accessKeyId}`, `6 obs ${huawei.accessKeyId}`],
      problems: [],
    });
  });

  it('of two languages, either', () => {
    expect(brief(`名称,AK,SK\nName,AccessKey ID,AccessKey Secret\nprod,${ali}\nobs,${hua}`).keys).toEqual(both);
  });

  it('in other words: the first row with several of them', () => {
    const { titles, header, keys } = read(`Liste\nNom,Numéro,Valeur\nprod,${ali}`);
    expect({ titles, header }).toEqual({ titles: 2, header: ['Nom', 'Numéro', 'Valeur'] });
    expect(keys).toMatchObject([alibaba]);
  });

  it('and is none where the keys begin at once, titles above them or not', () => {
    expect(brief(`prod,${ali}\nAK,AK,SK\nobs,${hua}`)).toMatchObject({ titles: null });
    expect(brief(`Our keys\nprod,${ali}`)).toEqual({
      titles: null,
      keys: [`2  ${alibaba.accessKeyId}`],
      problems: ['1 missing'],
    });
  });

  it('of a table below it with other columns is understood, and titles that come again are no keys', () => {
    const text = [
      '名称,云平台,AK,SK',
      `prod,阿里云,${ali}`,
      '名称,云平台,AK,SK',
      `obs,华为云,${hua}`,
      '华为云（北京）',
      'SK,备注,AccessKey ID,名称',
      `${huawei.secret},x,EXAMPLE0000000000003,third`,
    ].join('\n');
    expect(brief(text)).toEqual({
      titles: 1,
      keys: [`2 prod ${alibaba.accessKeyId}`, `4 obs ${huawei.accessKeyId}`, '7 third EXAMPLE0000000000003'],
      problems: ['5 missing'],
    });
  });

  it('and what stands below the keys is listed as no key', () => {
    expect(brief(`AK,SK,Name\n${ali},prod\n合计：1 个\n制表人：运维,\n# end,`)).toEqual({
      titles: 1,
      keys: [`2 prod ${alibaba.accessKeyId}`],
      problems: ['3 not-a-key', '4 not-a-key', '5 not-a-key'],
    });
  });
});

describe('a table on its side', () => {
  it.each([
    ['of one key', `名称,prod\nAK,${alibaba.accessKeyId}\nSK,${alibaba.secret}`, [`2 prod ${alibaba.accessKeyId}`]],
    [
      'of several keys',
      `名称,prod,obs\nAK,${alibaba.accessKeyId},${huawei.accessKeyId}\nSK,${alibaba.secret},${huawei.secret}`,
      [`2 prod ${alibaba.accessKeyId}`, `3 obs ${huawei.accessKeyId}`],
    ],
    [
      'behind an empty column, with names as titles',
      `,,prod,obs\n,AK,${alibaba.accessKeyId},${huawei.accessKeyId}\n,SK,${alibaba.secret},${huawei.secret}`,
      [`3 prod ${alibaba.accessKeyId}`, `4 obs ${huawei.accessKeyId}`],
    ],
    [
      'below others',
      `阿里云\n名称,prod\nAK,${alibaba.accessKeyId}\nSK,${alibaba.secret}\n\n华为云\n名称,obs\n备注,x\nAK,${huawei.accessKeyId}\nSK,${huawei.secret}`,
      [`3 prod ${alibaba.accessKeyId}`, `9 obs ${huawei.accessKeyId}`],
    ],
    [
      'with a colon',
      `AccessKey ID：,${alibaba.accessKeyId}\nAccessKey Secret：,${alibaba.secret}`,
      [`1  ${alibaba.accessKeyId}`],
    ],
  ])('%s', (_name, text, keys) => {
    expect(brief(text)).toEqual({ titles: 'column', keys, problems: [] });
  });

  it('never shows what stands beside a secret’s title, however short', () => {
    const { outline } = must('名称,ops\nAK,example-1\nSK,hunter2');
    expect(outline).toMatchObject({ titles: 'column', header: ['名称', 'AK', 'SK'] });
    expect(JSON.stringify(outline)).not.toContain('hunter2');
  });
});

describe('other separators', () => {
  it.each([
    ['pipes', ['Name | AK | SK', `prod | ${ali.replace(',', ' | ')}`, `obs | ${hua.replace(',', ' | ')}`], [2, 3]],
    [
      'pipes and a rule',
      ['Name | AK | SK', '--- | --- | ---', `prod | ${ali.replace(',', ' | ')}`, `obs | ${hua.replace(',', ' | ')}`],
      [3, 4],
    ],
    [
      'Markdown in a note',
      [
        '# Keys, all',
        '',
        '| Name | AK | SK |',
        '|---|:--|--:|',
        `| prod | \`${ali.replace(',', '` | `')}\` |`,
        `| obs | ${hua.replace(',', ' | ')} |`,
        '',
        'See, also: x',
      ],
      [5, 6],
    ],
    [
      'a wiki',
      [
        '|| Name || AK || SK ||',
        `|| prod || ${ali.replace(',', ' || ')} ||`,
        `|| obs || ${hua.replace(',', ' || ')} ||`,
      ],
      [2, 3],
    ],
    ['Confluence', ['||Name||AK||SK||', `|prod|${ali.replace(',', '|')}|`, `|obs|${hua.replace(',', '|')}|`], [2, 3]],
    [
      'apostrophes',
      ["'Name','AK','SK'", `'prod','${ali.replace(',', "','")}'`, `'obs','${hua.replace(',', "','")}'`],
      [2, 3],
    ],
    [
      'signs of full width',
      ['名称，AK，SK', `prod，${ali.replace(',', '，')}`, `obs，${hua.replace(',', '，')}`],
      [2, 3],
    ],
  ])('%s', (_name, lines, [first, second]) => {
    const { keys, problems } = read(lines.join('\n'));
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([
      { place: String(first), name: 'prod', provider: 'alibaba', ...alibaba },
      { place: String(second), name: 'obs', provider: 'huawei', ...huawei },
    ]);
  });
});

describe('a person says where the titles are', () => {
  const at = (text: string, place: TitlePlace) => {
    const { grid } = must(text);
    const found = withTitles(grid, place);
    if ('problem' in found) throw new Error(found.problem);
    return found;
  };

  it('and the columns are proposed anew', () => {
    const text = `Nom,Numéro,Valeur\nAK,SK,Name\n${ali},prod\n${hua},obs`;
    expect(must(text).outline).toMatchObject({ titles: 2 });
    expect(at(text, 1).outline).toMatchObject({
      titles: 1,
      rows: 3,
      // It could be a secret: that column has them.
      header: ['Nom', cellMask, 'Valeur'],
    });
    const none = at(text, null);
    expect(none.outline).toMatchObject({ titles: null, header: null, rows: 4 });
    expect(at(text, 99).outline).toMatchObject({ titles: null });
    expect(at(text, 4).outline).toMatchObject({ titles: 4, rows: 1, preview: [{ row: 3 }] });
    expect(at('AK,SK\na,b', 2).outline).toMatchObject({ titles: 2, rows: 0 });
    expect(at(`prod,${ali}`, 'column').outline).toMatchObject({ titles: 'column' });
  });

  it('sees the first rows, without what may be a secret', () => {
    const { top } = must(`台账\n名称,AK,密码\nprod,${alibaba.accessKeyId},hunter2`).outline;
    expect(top).toEqual([
      { row: 1, cells: ['台账'] },
      { row: 2, cells: ['名称', 'AK', '密码'] },
      { row: 3, cells: ['prod', alibaba.accessKeyId, cellMask] },
    ]);
  });

  it.each([
    ['a row of a key', `Name,AK,SK\nops,${alibaba.accessKeyId},hunter2\nci,${huawei.accessKeyId},t0psecret`],
    [
      'logins',
      'name,url,username,password\nMail,https://mail.example.com,me,hunter2\nBank,https://b.example.com,you,t0psecret',
    ],
    ['a table on its side', `Name,ops,ci\nAK,example-1,example-2\nSK,hunter2,t0psecret`],
    ['a key without titles', `ops,${alibaba.accessKeyId},hunter2\nci,${huawei.accessKeyId},t0psecret`],
  ])('and no secret is shown that was hidden before: %s', (name, text) => {
    const before = JSON.stringify(must(text).outline);
    for (const place of [1, 2, 3, 'column', null] as const) {
      for (const secret of ['hunter2', 't0psecret']) {
        // Without titles nothing says that a short word is a secret.
        if (name === 'a key without titles' && before.includes(secret)) continue;
        expect(JSON.stringify(at(text, place).outline)).not.toContain(secret);
      }
    }
  });
});
