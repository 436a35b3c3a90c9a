import { describe, expect, it } from 'vitest';
import { mostRecipients } from '../../../common/transfer/export';
import { readRecipients } from '../../../renderer/sheets/export/recipients';

// The recipient of the example in age's own README.
const known = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const another = (index: number) => `age1${'q'.repeat(56)}${'023456789acdefghjklmnpqrstuvwxyz'[index]}q`;

describe('typed recipients', () => {
  it('are read one a line, each once, without comments, and known by their lines', () => {
    expect(readRecipients(`# the team\n\n ${known} \r\n${another(1)}\n${known}\n`)).toEqual({
      recipients: [known, another(1)],
      lines: [3, 4],
      problem: null,
    });
  });

  it.each([
    ['nothing', '', { kind: 'required' }],
    ['comments only', '# nobody yet\n', { kind: 'required' }],
    ['another word', `${known}\nada@example.org`, { kind: 'bad-line', line: 2 }],
    ['two on a line', `${known} ${known}`, { kind: 'bad-line', line: 1 }],
    ['a secret identity', `${known}\nAGE-SECRET-KEY-1FAKE`, { kind: 'identity', line: 2 }],
  ])('say what is wrong with %s', (_, typed, problem) => {
    expect(readRecipients(typed).problem).toEqual(problem);
  });

  it('are so many at most', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => another(index)).join('\n');
    expect(readRecipients(lines(mostRecipients)).problem).toBeNull();
    expect(readRecipients(lines(mostRecipients + 1)).problem).toEqual({ kind: 'too-many' });
  });
});
