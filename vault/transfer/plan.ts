import type { Room } from '../../common/accounts/account';
import { KeyfoldError } from '../../common/errors';
import type { NewKeyDetails } from '../../common/keys/access-key';
import { noDates } from '../../common/keys/dates';
import { checkDates, type FieldIssue, type FieldName } from '../../common/keys/fields';
import { identityOf, needsNewer, type ProviderId, providerOf } from '../../common/providers';
import {
  type ComparedProperty,
  choicesOf,
  comparedProperties,
  type ImportChoice,
  type ImportFilter,
  type ImportPlan,
  type ImportRow,
  type ImportState,
  importChoices,
  importStates,
  isNeeded,
  type Missing,
  type MissingField,
  type NearInFile,
} from '../../common/transfer/import';
import { createNearNames } from '../keys/accounts/near-many';
import { knowsAccount, refusalIn, roomOf } from '../keys/accounts/room';
import { type CheckedKey, checkKey, openStored, samePlain, wipePlain } from '../keys/add';
import { binnedHolderOf } from '../keys/bin';
import { defaultOf, findKey, holderOf, type StoredKey } from '../keys/repository';
import { createTwins, type Twins } from '../keys/twins';
import type { OpenVault } from '../session/open-vault';
import type { OwnedKey } from './contents';
import { asIfSaid, missingIn } from './missing';
import { nearIn, nearOf, warnOfNear } from './near-in-file';
import { keysPerTurn, type Turns } from './turns';

/** A key of a file, compared with the vault's. `checked` is missing if its fields break a rule. */
export interface PlannedKey {
  row: ImportRow;
  found: OwnedKey;
  checked: CheckedKey | null;
  /** The id of the vault's key with that AccessKey ID. */
  presentId: string | null;
  /** The known account or user that it is almost one of. */
  near: Omit<NearInFile, 'keys'> | null;
}

export interface ComparedKeys {
  keys: PlannedKey[];
  takeDefaults: boolean;
  /** The file's defaults are only proposed, also where the vault has none: a tool's file means its own default. */
  asksDefaults: boolean;
  /** The path or the name of the file, for the log. It is set when an import takes over the plan. */
  from?: string;
}

/** How keys are compared. */
interface Comparing {
  /** In milliseconds since the epoch. */
  now: number;
  /**
   * The keys come from a vault: an export of Keyfold, or a vault itself. A person has looked at them already when they
   * were added there.
   */
  ofVault: boolean;
}

/**
 * Compares what a file has with what the vault has. The secret key stays the caller's. Checked keys are wiped with
 * {@link wipePlan}. Errors: `secret-damaged`, `cancelled`.
 */
export async function makePlan(
  vault: OpenVault,
  secretKey: Uint8Array,
  found: readonly OwnedKey[],
  { now, ofVault }: Comparing,
  turns: Turns,
): Promise<ComparedKeys> {
  const seen = new Set<string>();
  const room = createRoom(vault);
  const twins = createTwins(vault.database);
  const names = createNearNames(vault.database);
  const keys: PlannedKey[] = [];
  for (const [index, key] of found.entries()) {
    if (index % keysPerTurn === 0) await turns.next(index, found.length);
    const entry = planned(vault, secretKey, key, index, now, seen, room);
    if (!ofVault) warnOfLooks(entry);
    warnOfTwin(twins, entry);
    warnOfBin(vault, entry);
    entry.near = nearOf(names, entry);
    warnOfNear(entry);
    keys.push(entry);
  }
  return { keys, takeDefaults: false, asksDefaults: !ofVault };
}

function rowOf(found: OwnedKey, index: number): ImportRow {
  const { provider, name, accessKeyId, accountId, identityKind, identityName, credential, isDefault } = found;
  const { keyType, endpoint, expiresAt } = found;
  return {
    ...{ index, provider, name, accessKeyId, accountId, identityKind, identityName, credential },
    ...{ keyType, endpoint, expiresAt, isDefault },
    state: 'new',
    choice: 'skip',
    present: null,
    differs: [],
    issues: [...(found.doubts ?? [])],
    missing: [],
    unusual: false,
  };
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
  const found = withPlausibleDates(withIdentity(key), now);
  const { provider } = found;
  const row = rowOf(found, index);
  const as = (state: ImportState, more: Partial<PlannedKey> = {}): PlannedKey => {
    row.state = state;
    row.choice = choicesOf[state][0];
    return { row, found, checked: null, presentId: null, near: null, ...more };
  };
  const incomplete = (missing: MissingField[], more: Partial<PlannedKey>): PlannedKey => {
    row.missing = missing;
    return as('incomplete', more);
  };
  let checked: CheckedKey;
  try {
    const { secret, token } = found;
    checked = checkKey(asIfSaid(found, now), { secret, token: token ?? new Uint8Array() }, now);
  } catch (error) {
    if (!(error instanceof KeyfoldError) || error.error.code !== 'invalid-fields') throw error;
    row.issues = [...row.issues, ...reasonsOf(found, error.error.issues)];
    return as('invalid');
  }
  const place = `${provider} ${checked.key.accessKeyId}`;
  if (seen.has(place)) return as('doubled', { checked });
  seen.add(place);
  const missing = missingIn(found).filter(isNeeded);
  const presentId = holderOf(vault.database, provider, checked.key.accessKeyId)?.id ?? null;
  if (presentId === null)
    return missing.length > 0 ? incomplete(missing, { checked }) : as(room.take(checked), { checked });
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
  // The end comes with the secret. The vault knows the type already.
  if (!same && missing.includes('expiresAt')) return incomplete(['expiresAt'], more);
  if (!same) return as('other-secret', more);
  return as(row.differs.length > 0 ? 'changed' : 'same', more);
}

/** Returns why a key can't be stored. If the vault takes no such keys at all, that is the only reason. */
function reasonsOf({ provider, credential }: OwnedKey, issues: FieldIssue[]): FieldIssue[] {
  const never = !providerOf(provider).credentials.includes(credential);
  return never ? [{ field: 'credential', problem: 'not-a-choice', severity: 'error' }] : issues;
}

/** The properties that show whether something is an AccessKey at all. */
const telling: readonly FieldName[] = ['accessKeyId', 'secret'];

/**
 * Adds what a person should look at in a key that can be added. One whose ID or secret looks like none isn't chosen: it
 * may be an example or an encrypted text.
 */
function warnOfLooks({ row, checked, presentId }: PlannedKey): void {
  if (checked === null || presentId !== null || row.state === 'invalid' || row.state === 'doubled') return;
  row.issues = [...row.issues, ...checked.warnings];
  row.unusual = checked.warnings.some(
    ({ field, problem }) => telling.includes(field) && (problem === 'unusual-shape' || problem === 'other-credential'),
  );
  if (row.unusual) row.choice = 'skip';
}

/** Adds a warning if the key would get a name that looks the same as another of its account. */
function warnOfTwin(twins: Twins, { row, checked, presentId }: PlannedKey): void {
  if (row.state === 'invalid' || row.state === 'doubled' || row.state === 'same' || checked === null) return;
  // A key that is there under this name already has taken it, and gets no other one.
  if (presentId !== null && !row.differs.includes('name')) return;
  const like = twins.take(checked.key, checked.key.name);
  if (like !== null) row.issues = [...row.issues, { field: 'name', problem: 'looks-like', severity: 'warning', like }];
}

/** Adds a warning if a deleted key has the same AccessKey ID. Restoring that one brings back more than the file has. */
function warnOfBin({ database }: OpenVault, { row, checked, presentId }: PlannedKey): void {
  if (checked === null || presentId !== null || row.state === 'doubled') return;
  const { provider, accessKeyId } = checked.key;
  const like = binnedHolderOf(database, provider, accessKeyId)?.name;
  if (like === undefined) return;
  row.issues = [...row.issues, { field: 'accessKeyId', problem: 'in-bin', severity: 'warning', like }];
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

/** A date that can't be right is left out with a warning: a key isn't refused for that. */
function withPlausibleDates(key: OwnedKey, now: number): OwnedKey {
  const issues = key.dates ? checkDates(key.dates, now) : [];
  if (issues.length === 0 || !key.dates) return key;
  const dates = { ...key.dates };
  for (const { field } of issues) {
    if (field === 'providerCreatedAt') dates.providerCreatedAt = null;
    if (field === 'providerUsedAt') dates.providerUsedAt = null;
  }
  const doubts = issues.map((issue): FieldIssue => ({ ...issue, severity: 'warning' }));
  return { ...key, dates, doubts: [...(key.doubts ?? []), ...doubts] };
}

/** Returns the properties that differ in the file. What the file leaves empty doesn't count. */
function differing(present: StoredKey, found: OwnedKey, { key }: CheckedKey): ComparedProperty[] {
  const theirs = { ...key, ...(key.dates ?? noDates), status: found.status };
  return comparedProperties.filter(
    (property) => theirs[property] !== '' && theirs[property] !== null && theirs[property] !== present[property],
  );
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
export function summaryOf(
  { database }: OpenVault,
  { keys, takeDefaults, asksDefaults }: ComparedKeys,
): Omit<ImportPlan, 'effects'> {
  const states = Object.fromEntries(importStates.map((state) => [state, 0])) as Record<ImportState, number>;
  const choices = Object.fromEntries(importChoices.map((choice) => [choice, 0])) as Record<ImportRow['choice'], number>;
  const wanting = new Map<ProviderId, PlannedKey['row']>();
  for (const { row } of keys) {
    states[row.state] += 1;
    choices[row.choice] += 1;
    if (row.isDefault && isDone(row.choice)) wanting.set(row.provider, row);
  }
  const unusual = keys.filter(({ row }) => row.unusual && choicesOf[row.state].length > 1);
  const changing = [...wanting].filter(([provider, { accessKeyId }]) => defaultOf(database, provider) !== accessKeyId);
  // Where the vault has none, only a tool's file has to ask.
  const asked = changing.filter(([provider]) => asksDefaults || defaultOf(database, provider) !== null);
  const taken = changing.filter((one) => takeDefaults || !asked.includes(one));
  const roots = taken.filter(([provider, { identityKind }]) => identityOf(provider, identityKind)?.root);
  return {
    total: keys.length,
    states,
    choices,
    unusual: { keys: unusual.length, skipped: unusual.filter(({ row }) => row.choice === 'skip').length },
    missing: missingOf(keys),
    near: nearIn(keys),
    defaults: asked.map(([provider]) => provider),
    takeDefaults,
    rootDefaults: roots.length,
  };
}

/** Counts what the file doesn't say of the keys that the vault doesn't have as they are. */
function missingOf(keys: readonly PlannedKey[]): Missing[] {
  const counts = new Map<string, Missing>();
  for (const { row, found, presentId, checked } of keys) {
    if (checked === null || row.state === 'invalid' || row.state === 'doubled') continue;
    const missing = presentId === null ? missingIn(found) : row.missing;
    for (const field of missing) {
      const place = `${field} ${row.provider}`;
      const count = counts.get(place) ?? { field, provider: row.provider, keys: 0 };
      counts.set(place, { ...count, keys: count.keys + 1 });
    }
  }
  return [...counts.values()];
}

/** Which keys a choice is made for. */
export type Chosen = { index: number } | { state: ImportFilter };

/** Returns whether a row is listed under this filter. */
export const isUnder = ({ state, unusual }: ImportRow, filter: ImportFilter): boolean =>
  filter === 'unusual' ? unusual && choicesOf[state].length > 1 : state === filter;

/**
 * Makes this choice for these keys, if they have it. A key of unusual shape isn't imported with all others of its state,
 * but only by itself or with its like.
 */
export function choose({ keys }: ComparedKeys, what: Chosen, choice: ImportChoice): void {
  const meant = 'index' in what ? keys.slice(what.index, what.index + 1) : keys;
  for (const { row } of meant) {
    if (!choicesOf[row.state].includes(choice)) continue;
    if ('state' in what) {
      if (!isUnder(row, what.state)) continue;
      if (row.unusual && choice !== 'skip' && what.state !== 'unusual') continue;
    }
    row.choice = choice;
  }
}

/** Gives a plan the choices of the former plan for the same keys, where a key is still in the same state. */
export function keepChoices(former: ComparedKeys, plan: ComparedKeys): void {
  plan.takeDefaults = former.takeDefaults;
  for (const [index, { row }] of plan.keys.entries()) {
    const before = former.keys[index]?.row;
    if (before?.state === row.state) row.choice = before.choice;
  }
}

/** Overwrites the secrets of the plan. */
export function wipePlan({ keys }: ComparedKeys): void {
  for (const { checked } of keys) if (checked) wipePlain(checked.plain);
}
