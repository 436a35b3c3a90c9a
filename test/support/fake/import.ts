import type { EffectName } from '../../../common/effect-names';
import {
  choicesOf,
  type ImportChoice,
  type ImportPlan,
  type ImportRow,
  importChoices,
  importStates,
  type OpenedFile,
} from '../../../common/transfer/import';
import { fakePair } from '../fake-keys';
import type { Answers } from './operations';

/**
 * Makes a file of keys as the import sheet gets it. Fields that are left out are those of an export that isn't
 * encrypted.
 */
export function openedFile(given: Partial<OpenedFile> = {}): OpenedFile {
  return {
    fileName: 'keys.json',
    size: 2000,
    kind: 'keyfold-export',
    keys: 2,
    skipped: [],
    skippedInAll: 0,
    needs: null,
    recoveryKey: false,
    ...given,
  };
}

/** Makes one row of the file's keys. The key is new and will be added, unless the test says otherwise. */
export function importRow(name: string, given: Partial<Omit<ImportRow, 'index' | 'name'>> = {}): ImportRow {
  const state = given.state ?? 'new';
  return {
    index: 0,
    provider: 'pingan',
    name,
    accessKeyId: fakePair('pingan').accessKeyId,
    accountId: '',
    identityKind: 'subaccount',
    identityName: '',
    credential: 'long-term',
    state,
    choice: choicesOf[state][0],
    present: null,
    differs: [],
    issues: [],
    isDefault: false,
    ...given,
  };
}

/** Makes answers to the calls of a preview over these rows, with the choices that a person makes. */
export function importAnswers(given: readonly ImportRow[]): Answers<'import'> {
  const rows = given.map((row, index) => ({ ...row, index }));
  let takeDefaults = false;
  const numbers = <Name extends string>(names: readonly Name[], of: (row: ImportRow) => Name) =>
    Object.fromEntries(names.map((name) => [name, rows.filter((row) => of(row) === name).length])) as Record<
      Name,
      number
    >;
  const plan = (): ImportPlan => ({
    total: rows.length,
    states: numbers(importStates, (row) => row.state),
    choices: numbers(importChoices, (row) => row.choice),
    defaults: [...new Set(rows.filter((row) => row.isDefault && row.choice !== 'skip').map((row) => row.provider))],
    takeDefaults,
    effects: effectsOf(rows),
  });
  const give = (chosen: readonly ImportRow[], choice: ImportChoice) => {
    for (const row of chosen) if (choicesOf[row.state].includes(choice)) row.choice = choice;
    return plan();
  };
  return {
    'keyImport.plan': plan,
    'keyImport.rows': ({ offset, limit, state }) => {
      const all = rows.filter((row) => state === null || row.state === state);
      return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
    },
    'keyImport.choose': ({ what, choice }) =>
      give(
        rows.filter((row) => ('index' in what ? row.index === what.index : row.state === what.state)),
        choice,
      ),
    'keyImport.takeDefaults': ({ take }) => {
      takeDefaults = take;
      return plan();
    },
    'keyImport.source': () => ({ kind: 'none' }),
  };
}

/** The effects of what is chosen, as the vault would find them. */
function effectsOf(rows: readonly ImportRow[]): EffectName[] {
  const of: Readonly<Record<ImportChoice, EffectName[]>> = {
    skip: [],
    add: ['key.add'],
    'add-unassigned': ['key.add'],
    update: ['key.edit'],
    replace: ['key.replaceSecret', 'key.edit'],
  };
  return [...new Set([...rows.flatMap(({ choice }) => of[choice]), 'import.apply' as const])];
}
