import { randomInt, randomUUID } from 'node:crypto';
import type { EffectName } from '../../common/effect-names';
import { fail, KeyfoldError } from '../../common/errors';
import { noDates, type ProviderDates } from '../../common/keys/dates';
import { type ProviderId, providerOf } from '../../common/providers';
import type { Imported } from '../../common/transfer/import';
import { replaceSecret, type StoredAs, storeKeys } from '../keys/add';
import { editKey, setDefault, setStatus, setStatuses } from '../keys/change';
import { defaultOf, findKey, type StoredKey, updateLeaked, updateRotationDays } from '../keys/repository';
import { giveTags } from '../keys/tags';
import { changeInSlices, type Does, type DoesSeveral } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import { type Plan as EffectPlan, type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';
import { databaseError } from '../store/database/database-errors';
import type { ComparedKeys, PlannedKey } from './plan';

const imported = { why: 'imported' } as const;

/** One key of the file, and what is done with it, as it was chosen. */
interface Deed {
  key: PlannedKey;
  choice: PlannedKey['row']['choice'];
  /** The id that the key has in the vault. A new key has none until {@link intendedBy} gives it one. */
  id: string;
  /** The vault's key as it is before the import; `null`: it is new. */
  present: StoredKey | null;
  effects: EffectName[];
}

/** An import as it was chosen at one moment. */
export interface IntendedImport {
  plan: EffectPlan;
  deeds: ReadonlyMap<Planned, Deed>;
  done: Imported;
  /** The name of the file that the keys come from. */
  from: string | undefined;
}

/** Returns the effects of what is chosen at this moment, in the order of the plan and without the plan itself. */
export function effectsIntended(vault: OpenVault, compared: ComparedKeys): EffectName[] {
  const effects = new Set(deedsOf(vault, compared).flatMap((deed) => deed.effects));
  // The defaults are set when every key is there.
  const setsDefault = effects.delete('key.setDefault');
  return [...effects, ...(setsDefault ? (['key.setDefault'] as const) : []), 'import.apply'];
}

function deedsOf(vault: OpenVault, compared: ComparedKeys): Deed[] {
  const deeds = compared.keys.flatMap((key) => deedOf(vault, key) ?? []);
  addDefaults(vault, compared, deeds);
  return deeds;
}

/**
 * Returns what an import does with the choices of this moment. The strictest of its effects says which verification it
 * needs: replacing a secret destroys the former one, whatever the way in which that comes.
 */
export function intendedBy(vault: OpenVault, compared: ComparedKeys): IntendedImport {
  const deeds = deedsOf(vault, compared);
  giveIds(deeds.filter(({ present }) => present === null));
  const planned = new Map<Planned, Deed>();
  for (const deed of deeds) {
    const object = objectOf(deed.key);
    for (const effect of deed.effects) planned.set({ effect, subject: deed.id, object }, deed);
  }
  // The defaults are set when every key is there.
  const isLast = ({ effect }: Planned) => effect === 'key.setDefault';
  const all = [...planned.keys()];
  const ordered = [...all.filter((one) => !isLast(one)), ...all.filter(isLast)];
  const counted = (...choices: Deed['choice'][]) => deeds.filter(({ choice }) => choices.includes(choice)).length;
  const done = {
    added: counted('add', 'add-unassigned'),
    updated: counted('update'),
    replaced: counted('replace'),
    skipped: compared.keys.length - deeds.length,
  };
  return {
    plan: planOf([...ordered, { effect: 'import.apply', subject: '' }]),
    deeds: planned,
    done,
    from: compared.from,
  };
}

/** Returns the ids of the keys that an import adds. */
export function addedBy({ deeds }: IntendedImport): string[] {
  return [...deeds].filter(([{ effect }]) => effect === 'key.add').map(([, { id }]) => id);
}

/**
 * Gives new keys their ids. They are random, but in ascending order, so that each goes to the end of what an index just
 * got. Finding a place for each between the others took a fifth of the time in the database.
 */
function giveIds(deeds: readonly Deed[]): void {
  // Numbers are sorted in a tenth of the time of texts. These are the 48 random bits that such an id begins with.
  const starts = Float64Array.from(deeds, () => randomInt(2 ** 48 - 1)).sort();
  for (const [index, deed] of deeds.entries()) {
    const start = (starts[index] ?? 0).toString(16).padStart(12, '0');
    deed.id = `${start.slice(0, 8)}-${start.slice(8)}${randomUUID().slice(13)}`;
  }
}

/** Returns which key of the file it is, and what the file or a person says of it. So that belongs to the plan too. */
function objectOf({ row, checked }: PlannedKey): string {
  const { name, accountId, identityKind, identityName, keyType, endpoint, expiresAt } = checked?.key ?? row;
  const { providerCreatedAt, providerUsedAt } = checked?.key.dates ?? noDates;
  const dates = [expiresAt, providerCreatedAt, providerUsedAt];
  return JSON.stringify([row.index, name, accountId, identityKind, identityName, keyType, endpoint, ...dates]);
}

/** Returns what is done with one key; `null`: nothing. */
function deedOf({ database }: OpenVault, key: PlannedKey): Deed | null {
  const { checked, presentId, found, row } = key;
  const { choice } = row;
  if (!checked || choice === 'skip') return null;
  if (choice === 'add' || choice === 'add-unassigned') {
    return { key, choice, id: '', present: null, effects: ['key.add'] };
  }
  if (presentId === null) return null;
  const present = findKey(database, presentId);
  const wanted = detailsAfter(key, present);
  const differs = (...fields: Exclude<keyof typeof wanted, 'dates'>[]) =>
    fields.some((field) => wanted[field] !== present[field]);
  const effects: EffectName[] = choice === 'replace' ? ['key.replaceSecret'] : [];
  const { dates } = wanted;
  const otherDates = (Object.keys(dates) as (keyof ProviderDates)[]).some((field) => dates[field] !== present[field]);
  if (differs('name', 'description', 'endpoint') || otherDates) effects.push('key.edit');
  if (differs('accountId', 'identityKind', 'identityName')) effects.push('key.assign');
  const final = present.status === 'disabled' && providerOf(present.provider).disable === 'irreversible';
  if (found.status !== present.status && !final)
    effects.push(found.status === 'disabled' ? 'key.disable' : 'key.enable');
  if (effects.length === 0) effects.push('key.edit');
  return { key, choice, id: presentId, present, effects };
}

/** Returns the details of the vault's key after the import. What the file leaves empty stays. */
function detailsAfter({ checked }: PlannedKey, present: StoredKey) {
  const said = (theirs: string | undefined, ours: string) => (theirs ? theirs : ours);
  const key = checked?.key;
  return {
    name: said(key?.name, present.name),
    description: said(key?.description, present.description),
    accountId: said(key?.accountId, present.accountId),
    identityKind: said(key?.identityKind, present.identityKind),
    identityName: said(key?.identityName, present.identityName),
    endpoint: said(key?.endpoint, present.endpoint),
    dates: {
      providerCreatedAt: key?.dates?.providerCreatedAt ?? present.providerCreatedAt,
      providerUsedAt: key?.dates?.providerUsedAt ?? present.providerUsedAt,
    },
  };
}

/** Adds the file's default keys as defaults, if there is none yet or if the person chose to take them. */
function addDefaults(
  { database, ledger }: OpenVault,
  { takeDefaults, asksDefaults }: ComparedKeys,
  deeds: readonly Deed[],
): void {
  // What has expired stays expired, even if the system's clock was set back.
  const byTime = ledger.clock.now();
  const defaults = new Map<ProviderId, string | null>();
  const defaultIn = (provider: ProviderId) => defaults.get(provider) ?? defaultOf(database, provider);
  for (const { key, effects } of deeds) {
    const { provider, accessKeyId } = key.row;
    if (effects.includes('key.disable') && defaultIn(provider) === accessKeyId) defaults.set(provider, '');
  }
  for (const { key, choice, present, effects } of deeds) {
    const { checked, found, row } = key;
    if (!row.isDefault || !checked) continue;
    const { provider, accessKeyId } = checked.key;
    const former = defaultIn(provider) || null;
    if (former === accessKeyId || ((former !== null || asksDefaults) && !takeDefaults)) continue;
    const takesStatus = present === null || effects.includes('key.enable') || effects.includes('key.disable');
    const status = takesStatus ? found.status : present.status;
    const expiresAt = present !== null && choice === 'update' ? present.expiresAt : checked.key.expiresAt;
    // An expired or disabled key can't be the default, even if it was the default where it comes from.
    if (status !== 'enabled' || (expiresAt !== null && expiresAt <= byTime)) continue;
    effects.push('key.setDefault');
    defaults.set(provider, accessKeyId);
  }
}

/**
 * Does what was chosen. Up to 500 effects are in one transaction: after an error nothing is changed. More than that are
 * in several, so that other calls have their turn: `stored` is told after each which keys are stored. After an error, also
 * one of `stored`, those stay. The secret key stays the caller's. `now` is in milliseconds since the epoch. Errors: those of adding and
 * editing; `import-partly` instead of them, if keys were stored before.
 */
export async function applyPlan(
  vault: OpenVault,
  secretKey: Uint8Array,
  intended: IntendedImport,
  passed: Passed,
  now: number,
  stored: (ids: readonly string[], total: number) => void = () => undefined,
): Promise<Imported> {
  const { deeds, done } = intended;
  const { does, addSeveral } = doesOf(vault, secretKey, intended, now);
  const ids = new Set<string>();
  const total = done.added + done.updated + done.replaced;
  try {
    await changeInSlices(vault, passed, does, { 'key.add': addSeveral }, (part) => {
      for (const one of part) {
        const deed = deeds.get(one);
        if (deed) ids.add(deed.id);
      }
      stored([...ids], total);
    });
  } catch (error) {
    const cause = error instanceof KeyfoldError ? error.error : databaseError(error, vault.paths.database);
    if (ids.size === 0 || !cause) throw error;
    fail('import-partly', { done: ids.size, total, cause });
  }
  return done;
}

function doesOf(
  vault: OpenVault,
  secretKey: Uint8Array,
  { deeds, done, from }: IntendedImport,
  now: number,
): { does: Does; addSeveral: DoesSeveral } {
  const edited = new Set<Deed>();
  const byTime = vault.ledger.clock.now();
  const does: Does = (writer, planned) => {
    const deed = deeds.get(planned);
    if (!deed) {
      const count = done.added + done.updated + done.replaced;
      return { count, ...(from === undefined ? {} : { subject: from }) };
    }
    switch (planned.effect) {
      case 'key.add':
        add({ id: vault.id, database: writer }, secretKey, [deed], now);
        break;
      case 'key.replaceSecret':
        if (deed.key.checked)
          replaceSecret({ id: vault.id, database: writer }, secretKey, deed.id, deed.key.checked, now);
        break;
      case 'key.edit':
      case 'key.assign':
        // Both are one edit.
        if (!edited.has(deed) && deed.present)
          editKey(writer, { id: deed.id, ...detailsAfter(deed.key, deed.present) }, now);
        edited.add(deed);
        break;
      case 'key.enable':
      case 'key.disable':
        setStatus(writer, deed.id, deed.key.found.status, now);
        break;
      case 'key.setDefault':
        setDefault(writer, deed.id, now, byTime);
        break;
      default:
        throw new Error('no deed');
    }
    return imported;
  };
  const addSeveral: DoesSeveral = (writer, planned) => {
    const added = planned.map((one) => deeds.get(one) ?? fail('internal', {}));
    const keys = add({ id: vault.id, database: writer }, secretKey, added, now);
    const storedAt = (at: number) => {
      const { id, checked } = keys[at] ?? fail('internal', {});
      return { ...checked.key, id };
    };
    return { facts: imported, stored: storedAt };
  };
  return { does, addSeveral };
}

/** Adds keys of the file, and returns them as they were stored, in their order. */
function add(
  vault: { id: string; database: Writer },
  secretKey: Uint8Array,
  deeds: readonly Deed[],
  now: number,
): readonly StoredAs[] {
  const added = deeds.map(({ key: { found, checked }, choice, id }): StoredAs => {
    if (!checked) return fail('internal', {});
    const unassigned = () => ({ ...checked, key: { ...checked.key, accountId: '', identityName: '' } });
    // A move doesn't make a key younger, and a key is never from the future.
    const createdAt = Math.min(found.createdAt ?? now, now);
    const displayedAt = found.displayed ? now : null;
    return { checked: choice === 'add-unassigned' ? unassigned() : checked, id, createdAt, displayedAt };
  });
  storeKeys(vault, secretKey, added);
  const disabled = deeds.filter(({ key }) => key.found.status === 'disabled').map(({ id }) => id);
  if (disabled.length > 0) setStatuses(vault.database, disabled, 'disabled', now);
  for (const { key, id } of deeds) {
    const { rotationDays, leakedAt, tags } = key.found;
    if (rotationDays !== null) updateRotationDays(vault.database, id, rotationDays);
    if (leakedAt !== null) updateLeaked(vault.database, id, Math.min(leakedAt, now));
    giveTags(vault.database, id, tags);
  }
  return added;
}
