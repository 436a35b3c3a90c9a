import type { EffectName } from '../../../common/effect-names';
import { identityOf } from '../../../common/providers';
import {
  choicesOf,
  type ImportChoice,
  type ImportFilter,
  type ImportPlan,
  type ImportRow,
  importChoices,
  importStates,
  type Missing,
  type NearInFile,
  type OpenedFile,
  type SkippedEntry,
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
    keyType: '',
    endpoint: '',
    expiresAt: null,
    state,
    choice: choicesOf[state][0],
    present: null,
    differs: [],
    issues: [],
    missing: [],
    unusual: false,
    isDefault: false,
    ...given,
  };
}

/** Makes answers to the calls of a preview over these rows, with the choices that a person makes. */
export function importAnswers(
  given: readonly ImportRow[],
  skipped: readonly SkippedEntry[] = [],
  near: readonly NearInFile[] = [],
): Answers<'import'> {
  let asked = [...near];
  const rows = given.map((row, index) => ({ ...row, index }));
  let takeDefaults = false;
  const numbers = <Name extends string>(names: readonly Name[], of: (row: ImportRow) => Name) =>
    Object.fromEntries(names.map((name) => [name, rows.filter((row) => of(row) === name).length])) as Record<
      Name,
      number
    >;
  const unusual = () => rows.filter((row) => row.unusual);
  const wanting = () => rows.filter((row) => row.isDefault && row.choice !== 'skip');
  const isUnder = (row: ImportRow, filter: ImportFilter) => (filter === 'unusual' ? row.unusual : row.state === filter);
  const plan = (): ImportPlan => ({
    total: rows.length,
    states: numbers(importStates, (row) => row.state),
    choices: numbers(importChoices, (row) => row.choice),
    unusual: { keys: unusual().length, skipped: unusual().filter(({ choice }) => choice === 'skip').length },
    missing: missingOf(rows),
    near: asked,
    defaults: [...new Set(wanting().map((row) => row.provider))],
    takeDefaults,
    rootDefaults: takeDefaults
      ? wanting().filter((row) => identityOf(row.provider, row.identityKind)?.root === true).length
      : 0,
    effects: effectsOf(rows),
  });
  const give = (chosen: readonly ImportRow[], choice: ImportChoice) => {
    for (const row of chosen) if (choicesOf[row.state].includes(choice)) row.choice = choice;
    return plan();
  };
  return {
    'keyImport.plan': plan,
    'keyImport.rows': ({ offset, limit, state }) => {
      const all = rows.filter((row) => state === null || isUnder(row, state));
      return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
    },
    'keyImport.choose': ({ what, choice }) =>
      give(
        rows.filter((row) =>
          'index' in what
            ? row.index === what.index
            : isUnder(row, what.state) && (!row.unusual || choice === 'skip' || what.state === 'unusual'),
        ),
        choice,
      ),
    'keyImport.takeDefaults': ({ take }) => {
      takeDefaults = take;
      return plan();
    },
    'keyImport.complete': ({ details: { end, providers, known = [] } }) => {
      for (const { accountId, known: meant } of known) {
        asked = asked.filter((one) => one.accountId !== accountId);
        for (const row of rows) if (row.accountId === accountId) Object.assign(row, { accountId: meant, issues: [] });
      }
      for (const row of rows.filter(({ state }) => state === 'incomplete')) {
        const said = providers.find(({ provider }) => provider === row.provider);
        if (end?.kind === 'at' && row.missing.includes('expiresAt')) row.expiresAt = end.at;
        if (end) row.missing = row.missing.filter((field) => field !== 'expiresAt');
        if (said?.keyType) row.missing = row.missing.filter((field) => field !== 'keyType');
        if (row.missing.length === 0) Object.assign(row, { state: 'new', choice: 'add' });
      }
      return plan();
    },
    'keyImport.edit': ({ index, details: { end: _, ...details } }) => {
      for (const row of rows.filter((one) => one.index === index))
        Object.assign(
          row,
          { ...details, missing: [] },
          row.state === 'incomplete' ? { state: 'new', choice: 'add' } : {},
        );
      return plan();
    },
    'keyImport.skipped': ({ offset, limit, text }) => {
      const all = skipped.filter(({ place }) => place.includes(text));
      return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
    },
    'clipboard.copySkipped': () => null,
    'keyImport.source': () => ({ kind: 'none' }),
  };
}

/** What rows lack that wait for it, and the accounts of the new ones. */
function missingOf(rows: readonly ImportRow[]): Missing[] {
  const counts = new Map<string, Missing>();
  for (const { state, provider, missing, accountId } of rows) {
    const account = state === 'new' && accountId === '' ? (['accountId'] as const) : [];
    for (const field of [...missing, ...account]) {
      const place = `${field} ${provider}`;
      counts.set(place, { field, provider, keys: (counts.get(place)?.keys ?? 0) + 1 });
    }
  }
  return [...counts.values()];
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
