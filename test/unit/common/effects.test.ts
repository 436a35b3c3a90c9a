import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditActions } from '../../../common/audit/actions';
import { effectNames } from '../../../common/effect-names';
import { type Effect, effects } from '../../../common/effects';
import { intentEffects } from '../../../common/intents';

/** The table of effects, and the document that has it for people. */

const verification: Readonly<Record<Effect['verify'], string>> = {
  never: 'no',
  always: 'always',
  create: 'if Settings say so: adding',
  status: 'if Settings say so: status',
  password: 'the master password',
  ticket: 'follows from one that was verified',
};

/** The table as docs/protection.md has it. */
const table = [
  '| Effect | Verification | Under the lock | Can be undone | In the log |',
  '|---|---|---|---|---|',
  ...effectNames.map((name) => {
    const { verify, locked, undo, action } = effects[name];
    const cells = [`\`${name}\``, verification[verify], locked ? 'the administrator' : 'the same', undo ? 'yes' : 'no'];
    return `| ${[...cells, `\`${action}\``].join(' | ')} |`;
  }),
].join('\n');

describe('effects', () => {
  test('stand in docs/protection.md as they are', () => {
    const document = readFileSync(join(import.meta.dirname, '../../../docs/protection.md'), 'utf8');
    expect(document).toContain(`\n${table}\n`);
  });

  test('each have an entry, and a row in the log that exists', () => {
    expect(Object.keys(effects).sort()).toEqual([...effectNames].sort());
    expect(effectNames.filter((name) => !auditActions.includes(effects[name].action))).toEqual([]);
  });

  test('that destroy something are never free of a verification while the lock is on', () => {
    const lost = effectNames.filter((name) => effects[name].danger && !effects[name].undo);
    const free = lost.filter((name) => effects[name].verify === 'never' && !effects[name].locked);
    expect(free).toEqual([]);
  });

  test('that let something leave are always verified, or follow from one that was', () => {
    const leaving = effectNames.filter((name) => name.startsWith('leave.'));
    expect(leaving.filter((name) => !['always', 'ticket'].includes(effects[name].verify))).toEqual([]);
    expect(Object.values(intentEffects).filter((name) => !effectNames.includes(name))).toEqual([]);
  });
});
