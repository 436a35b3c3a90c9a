import type { Room } from '../../common/accounts/account';
import { KeyfoldError } from '../../common/errors';
import type { NewKeyDetails } from '../../common/keys/access-key';
import { needsNewer, type ProviderId, providerOf } from '../../common/providers';
import {
  type ComparedProperty,
  choicesOf,
  comparedProperties,
  type ImportPlan,
  type ImportRow,
  type ImportState,
  importChoices,
  importStates,
} from '../../common/transfer/import';
import { knowsAccount, refusalIn, roomOf } from '../keys/accounts/room';
import { type CheckedKey, checkKey, openStored, samePlain, wipePlain } from '../keys/add';
import { defaultOf, findKey, holderOf, type StoredKey } from '../keys/repository';
import { createTwins, type Twins } from '../keys/twins';
import type { OpenVault } from '../session/open-vault';
import type { OwnedKey } from './contents';
import { keysPerTurn, type Turns } from './turns';

/** A key of a file, compared with the vault's. `checked` is missing if its fields break a rule. */
export interface PlannedKey {
  row: ImportRow;
  found: OwnedKey;
  checked: CheckedKey | null;
  /** The id of the vault's key with that AccessKey ID. */
  presentId: string | null;
}

export interface ComparedKeys {
  keys: PlannedKey[];
  takeDefaults: boolean;
  /** The path or the name of the file, for the log. It is set when an import takes over the plan. */
  from?: string;
}

/**
 * Compares what a file has with what the vault has. The secret key stays the caller's. Checked keys are wiped with
 * {@link wipePlan}. `now` is in milliseconds since the epoch. Errors: `secret-damaged`, `cancelled`.
 */
export async function makePlan(
  vault: OpenVault,
  secretKey: Uint8Array,
  found: readonly OwnedKey[],
  now: number,
  turns: Turns,
): Promise<ComparedKeys> {
  const seen = new Set<string>();
  const room = createRoom(vault);
  const twins = createTwins(vault.database);
  const keys: PlannedKey[] = [];
  for (const [index, key] of found.entries()) {
    if (index % keysPerTurn === 0) await turns.next(index, found.length);
    const entry = planned(vault, secretKey, key, index, now, seen, room);
    warnOfTwin(twins, entry);
    keys.push(entry);
  }
  return { keys, takeDefaults: false };
}

function planned(
  vault: OpenVault,
  secretKey: Uint8Array,
  key: OwnedKey,
  index: number,
  now: number,
  seen: Set<string>,
  room: RoomLeft,
): PlannedKey {
  const found = withIdentity(key);
  const { provider } = found;
  const row: ImportRow = {
    index,
    provider,
    name: found.name,
    accessKeyId: found.accessKeyId,
    accountId: found.accountId,
    identityKind: found.identityKind,
    identityName: found.identityName,
    credential: found.credential,
    state: 'new',
    choice: 'skip',
    present: null,
    differs: [],
    issues: [],
    isDefault: found.isDefault,
  };
  const as = (state: ImportState, more: Partial<PlannedKey> = {}): PlannedKey => {
    row.state = state;
    row.choice = choicesOf[state][0];
    return { row, found, checked: null, presentId: null, ...more };
  };
  let checked: CheckedKey;
  try {
    const { secret, token } = found;
    checked = checkKey(found, { secret, token: token ?? new Uint8Array() }, now);
  } catch (error) {
    if (!(error instanceof KeyfoldError) || error.error.code !== 'invalid-fields') throw error;
    row.issues = error.error.issues;
    return as('invalid');
  }
  const place = `${provider} ${checked.key.accessKeyId}`;
  if (seen.has(place)) return as('doubled', { checked });
  seen.add(place);
  const presentId = holderOf(vault.database, provider, checked.key.accessKeyId)?.id ?? null;
  if (presentId === null) return as(room.take(checked), { checked });
  const present = findKey(vault.database, presentId);
  row.present = present.name;
  if (needsNewer(present)) {
    row.issues = [{ field: 'accessKeyId', problem: 'needs-newer', severity: 'error' }];
    return as('invalid', { checked });
  }
  if (present.credential !== checked.key.credential) {
    row.issues = [{ field: 'credential', problem: 'other-credential', severity: 'error' }];
    return as('invalid', { checked });
  }
  row.differs = differing(present, found, checked);
  const plain = openStored(vault, secretKey, presentId, present.accessKeyId);
  const same = samePlain(plain, checked.plain);
  wipePlain(plain);
  const more = { checked, presentId };
  if (!same) return as('other-secret', more);
  return as(row.differs.length > 0 ? 'changed' : 'same', more);
}

/** Adds a warning if the key would get a name that looks the same as another of its account. */
function warnOfTwin(twins: Twins, { row, checked, presentId }: PlannedKey): void {
  if (row.state === 'invalid' || row.state === 'doubled' || row.state === 'same' || checked === null) return;
  // A key that is there under this name already has taken it, and gets no other one.
  if (presentId !== null && !row.differs.includes('name')) return;
  const like = twins.take(checked.key, checked.key.name);
  if (like !== null) row.issues = [...row.issues, { field: 'name', problem: 'looks-like', severity: 'warning', like }];
}

/**
 * If the file doesn't say which identity a key belongs to, the key gets the identity that most keys have: the
 * provider's first.
 */
function withIdentity(key: OwnedKey): OwnedKey {
  if (key.identityKind !== '') return key;
  const { identities } = providerOf(key.provider);
  const fitting = identities.find(({ credentials }) => credentials.includes(key.credential)) ?? identities[0];
  return { ...key, identityKind: fitting.kind };
}

/** Returns the properties that differ in the file. What the file leaves empty doesn't count. */
function differing(present: StoredKey, found: OwnedKey, { key }: CheckedKey): ComparedProperty[] {
  const theirs = { ...key, status: found.status };
  return comparedProperties.filter((property) => theirs[property] !== '' && theirs[property] !== present[property]);
}

interface RoomLeft {
  /** Takes room for one more key, and returns whether there was any. */
  take(checked: CheckedKey): 'new' | 'quota-full' | 'not-allowed';
}

/** Counts the room that the file's keys before this one will take. */
function createRoom({ database }: OpenVault): RoomLeft {
  const rooms = new Map<string, Room>();
  const accounts = new Map<string, boolean>();
  const inAccount = (key: NewKeyDetails) => {
    const account = `${key.provider} ${key.accountId}`;
    const isKnown = accounts.get(account) ?? knowsAccount(database, key);
    accounts.set(account, isKnown);
    return roomOf(database, key, isKnown);
  };
  return {
    take({ key }) {
      const who = JSON.stringify([key.provider, key.accountId, key.identityKind, key.identityName]);
      const room = rooms.get(who) ?? inAccount(key);
      rooms.set(who, room);
      if (refusalIn(room, key, key.credential)) return 'not-allowed';
      if (key.credential !== 'long-term' || room.left === null) return 'new';
      rooms.set(who, { ...room, left: Math.max(0, room.left - 1) });
      return room.left > 0 ? 'new' : 'quota-full';
    },
  };
}

/** Returns whether the choice gives the vault a key, or changes one. */
const isDone = (choice: ImportRow['choice']) => choice !== 'skip';

/** Returns the plan in numbers. */
export function summaryOf({ database }: OpenVault, { keys, takeDefaults }: ComparedKeys): Omit<ImportPlan, 'effects'> {
  const states = Object.fromEntries(importStates.map((state) => [state, 0])) as Record<ImportState, number>;
  const choices = Object.fromEntries(importChoices.map((choice) => [choice, 0])) as Record<ImportRow['choice'], number>;
  const wanting = new Map<ProviderId, string>();
  for (const { row } of keys) {
    states[row.state] += 1;
    choices[row.choice] += 1;
    if (row.isDefault && isDone(row.choice)) wanting.set(row.provider, row.accessKeyId);
  }
  const defaults = [...wanting].filter(([provider, accessKeyId]) => {
    const present = defaultOf(database, provider);
    return present !== null && present !== accessKeyId;
  });
  return { total: keys.length, states, choices, defaults: defaults.map(([provider]) => provider), takeDefaults };
}

/** Makes this choice for these rows, if they have it. */
export function choose(keys: readonly PlannedKey[], choice: ImportRow['choice']): void {
  for (const { row } of keys) if (choicesOf[row.state].includes(choice)) row.choice = choice;
}

/** Overwrites the secrets of the plan. */
export function wipePlan({ keys }: ComparedKeys): void {
  for (const { checked } of keys) if (checked) wipePlain(checked.plain);
}
