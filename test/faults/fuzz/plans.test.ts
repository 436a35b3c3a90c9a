import { expect, test, vi } from 'vitest';
import type { EffectName } from '../../../common/effect-names';
import { effects } from '../../../common/effects';
import { type Intent, keysChangeEffects, type PlanTold } from '../../../common/intents';
import type { KeysChange } from '../../../common/keys/selection';
import type { Imported, ImportPlan, ImportRow } from '../../../common/transfer/import';
import { importChoices } from '../../../common/transfer/import';
import type { View } from '../../../common/views';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { numbers } from '../../support/numbers';
import { long } from '../support/children';
import { countedBy, report } from '../support/report';
import { type KeyState, type Snapshot, World } from './plans-world';

/**
 * Plans made of nonsense, through the gate as the views do it: random acts and targets in any order and with duplicates,
 * verified or not, with the ticket of another plan or of one that was used, on a vault that changed in between; and
 * imports with random files and choices. Each is refused with words and changes nothing, or is done whole with its rows.
 */

const tapped = vi.hoisted(() => ({ database: null as unknown }));

// The open database, looked at beside the gate. What runs is the real one.
vi.mock('../../../vault/store/database/open', async (original) => {
  const real = await original<typeof import('../../../vault/store/database/open')>();
  const openDatabase: typeof real.openDatabase = (...given) => {
    const database = real.openDatabase(...given);
    // A backup is opened too, to be looked at.
    if (!given[0].includes('backups')) tapped.database = database;
    return database;
  };
  return { ...real, openDatabase };
});

const { seed, rounds } = long ? { seed: Date.now() % 2 ** 31, rounds: 10_000 } : { seed: 20_260_101, rounds: 150 };

/** The call that does what a person chose. */
function doing(intent: Intent, ticket?: string): [View, string, object] {
  const more = ticket === undefined ? {} : { ticket };
  switch (intent.act) {
    case 'delete':
      return ['main-view', 'keys.delete', { ids: intent.ids, ...more }];
    case 'enable':
    case 'disable':
      return ['main-view', 'keys.setStatus', { ids: intent.ids, status: `${intent.act}d`, ...more }];
    case 'clear':
      return ['main-view', 'temporary.clear', { ids: intent.ids, ...more }];
    case 'restore':
    case 'erase':
      return ['main-view', `bin.${intent.act}`, { ids: intent.ids, ...more }];
    case 'empty-bin':
      return ['main-view', 'bin.empty', more];
    case 'keep-bin':
      return ['main-view', 'bin.keep', { days: intent.days, ...more }];
    case 'assign':
      return ['main-view', 'keys.assign', { ids: intent.ids, identity: intent.identity, ...more }];
    case 'change-keys':
      return ['main-view', 'keys.change', { keys: intent.keys, to: intent.to, ...more }];
    case 'edit':
      return ['main-view', 'keys.edit', { ...intent.key, ...more }];
    case 'reveal':
      return ['reveal', 'reveal.open', more];
    case 'export-log':
      return ['main-view', 'audit.saveCsv', { filter: intent.filter, ...more }];
    case 'archive-log':
      return ['main-view', 'audit.archive', { before: intent.before, ...more }];
    case 'remove-backup':
      return ['main-view', 'backups.remove', { name: intent.name, ...more }];
    case 'keep-backups':
      return ['main-view', 'backups.keep', { keep: intent.keep, ...more }];
    case 'remove-original':
      return ['main-view', 'originals.remove', { id: intent.id, ...more }];
  }
}

/** A digest that is no plan's. */
const noDigest = '0'.repeat(64);

const planned = (world: World, intent: Intent) => world.call<PlanTold>('verify', 'protection.plan', { intent });

/** Does what was chosen, and looks that it was refused with nothing changed, or done whole. Returns the outcome. */
async function done(world: World, intent: Intent, ticket?: string, told?: PlanTold): Promise<string> {
  world.freePlace();
  await world.lookAtBackups();
  const before = world.snapshot();
  const reply = await world.call(...doing(intent, ticket));
  await world.lookAtBackups();
  const after = world.snapshot();
  const { done: rows, refused } = world.rowsSince(before.row);
  if (!reply.ok) {
    expect(after.hash, 'refused and changed all the same').toBe(before.hash);
    expect(after.backups).toEqual(before.backups);
    expect(rows).toEqual({});
    expect(refused).toBeLessThanOrEqual(1);
    return reply.error.code;
  }
  expect(refused).toBe(0);
  doneWhole(intent, before, after, rows, told);
  return 'ok';
}

/** The keys that a person chose. */
function meantOf(intent: Intent, keys: readonly KeyState[]): ReadonlySet<string> {
  if ('ids' in intent) return new Set(intent.ids);
  if (intent.act !== 'change-keys') return new Set();
  if (intent.keys.kind === 'keys') return new Set(intent.keys.ids);
  const { narrowed, except } = intent.keys;
  const { status, credential } = narrowed.filter ?? {};
  const found = keys.filter(
    (key) =>
      (narrowed.provider === null || key.provider === narrowed.provider) &&
      (status === undefined || key.status === status) &&
      (credential === undefined || key.credential === credential) &&
      !except.includes(key.id),
  );
  return new Set(found.map(({ id }) => id));
}

/** A key as an act on a selection leaves it; `null`: it is gone. */
function keyAfter(key: KeyState, to: KeysChange): KeyState | null {
  switch (to.act) {
    case 'delete':
      return null;
    case 'enable':
      return { ...key, status: 'enabled' };
    case 'disable':
      return { ...key, status: 'disabled', isDefault: 0 };
    case 'default':
      return { ...key, isDefault: 1 };
    case 'not-default':
      return { ...key, isDefault: 0 };
    case 'rotate': {
      const isRotatable = key.credential === 'long-term' && (key.status === 'enabled' || key.leaked === 1);
      return isRotatable ? { ...key, rotating: 1 } : key;
    }
    case 'leaked':
    case 'not-leaked':
      return { ...key, leaked: to.act === 'leaked' ? 1 : 0 };
    case 'assign':
      return { ...key, identity: to.identity };
    case 'tag': {
      const tags = [...(JSON.parse(key.tags) as number[]), ...to.add].filter((tag) => !to.remove.includes(tag));
      return { ...key, tags: JSON.stringify([...new Set(tags)].sort((one, other) => one - other)) };
    }
    case 'period':
      return key.credential === 'temporary' ? key : { ...key, days: to.days };
    case 'dates': {
      const { providerCreatedAt: created = key.created, providerUsedAt: used = key.used } = to;
      return { ...key, created, used };
    }
  }
}

/** What must be after an act on a selection: each key as wanted, and a row for each that is otherwise than before. */
function manyDone(
  to: KeysChange,
  meant: ReadonlySet<string>,
  before: Snapshot,
  after: Snapshot,
  rows: Readonly<Record<string, number>>,
): void {
  const defaults = to.act === 'default' ? before.keys.filter(({ id }) => meant.has(id)).map((key) => key.provider) : [];
  const wanted = before.keys.flatMap((key) => {
    if (meant.has(key.id)) return keyAfter(key, to) ?? [];
    // The former default of the provider.
    return defaults.includes(key.provider) ? { ...key, isDefault: 0 as const } : key;
  });
  expect(after.keys).toEqual(wanted);
  const changed = before.keys.filter((key) => {
    return meant.has(key.id) && JSON.stringify(keyAfter(key, to)) !== JSON.stringify(key);
  });
  expect(rows[effects[keysChangeEffects[to.act]].action] ?? 0).toBe(changed.length);
}

/** What must be after an act, and its rows in the log. */
function doneWhole(
  intent: Intent,
  before: Snapshot,
  after: Snapshot,
  rows: Readonly<Record<string, number>>,
  told: PlanTold | undefined,
): void {
  const planned = (effect: EffectName) => told?.effects.find((one) => one.effect === effect)?.count ?? 0;
  const meant = meantOf(intent, before.keys);
  switch (intent.act) {
    case 'delete':
    case 'clear': {
      expect(after.keys).toEqual(before.keys.filter(({ id }) => !meant.has(id)));
      const gone = before.keys.filter(({ id, status }) => meant.has(id) && status === 'enabled');
      const [disable, defaults] = intent.act === 'clear' ? [0, 0] : [gone.length, gone.filter(isDefault).length];
      const erased = before.binDays === 0 ? meant.size : 0;
      const wanted = { delete: meant.size, disable, 'cancel-default': defaults, 'key-erased': erased };
      expect(rows).toEqual(Object.fromEntries(Object.entries(wanted).filter(([, count]) => count > 0)));
      // Nothing is lost: what is no longer in the list is in the bin.
      expect(after.binned).toEqual([...before.binned, ...(erased > 0 ? [] : meant)].sort());
      return;
    }
    case 'restore':
      expect(after.keys.map(({ id }) => id).sort()).toEqual([...before.keys.map(({ id }) => id), ...meant].sort());
      expect(after.keys.filter(({ id }) => !meant.has(id))).toEqual(before.keys);
      expect(after.binned).toEqual(before.binned.filter((id) => !meant.has(id)));
      expect(rows).toEqual({ 'key-restored': meant.size });
      return;
    case 'erase':
    case 'empty-bin': {
      const left = intent.act === 'erase' ? before.binned.filter((id) => !meant.has(id)) : [];
      expect(after.keys).toEqual(before.keys);
      expect(after.binned).toEqual(left);
      expect(rows).toEqual({ 'key-erased': before.binned.length - left.length });
      return;
    }
    case 'keep-bin':
      expect(after.keys).toEqual(before.keys);
      expect(before.binned.length - after.binned.length).toBe(rows['key-erased'] ?? 0);
      expect(after.binDays).toBe(intent.days);
      if (intent.days === 0) expect(after.binned).toEqual([]);
      return;
    case 'enable':
    case 'disable': {
      const status = `${intent.act}d` as const;
      const wanted = before.keys.map((key) => {
        if (!meant.has(key.id)) return key;
        return { ...key, status, isDefault: status === 'disabled' ? 0 : key.isDefault };
      });
      expect(after.keys).toEqual(wanted);
      const changed = before.keys.filter((key) => meant.has(key.id) && key.status !== status).length;
      expect(rows[intent.act] ?? 0).toBe(changed);
      return;
    }
    case 'assign': {
      const wanted = before.keys.map((key) => (meant.has(key.id) ? { ...key, identity: intent.identity } : key));
      expect(after.keys).toEqual(wanted);
      if (told) expect(rows.assign ?? 0).toBe(planned('key.assign'));
      return;
    }
    case 'change-keys':
      manyDone(intent.to, meant, before, after, rows);
      return;
    case 'edit': {
      const others = ({ id }: { id: string }) => id !== intent.key.id;
      expect(after.keys.filter(others)).toEqual(before.keys.filter(others));
      const { name, description } = intent.key;
      expect(after.keys.find(({ id }) => id === intent.key.id)).toMatchObject({ name, description });
      return;
    }
    case 'reveal':
      expect(after.keys.map(({ reveal: _, ...key }) => key)).toEqual(before.keys.map(({ reveal: _, ...key }) => key));
      return;
    case 'remove-backup':
      expect(after.backups).toEqual(before.backups.filter((name) => name !== intent.name));
      expect(rows).toEqual({ 'backup-removed': 1 });
      return;
    case 'keep-backups':
      expect(before.backups.length - after.backups.length).toBe(rows['backup-removed'] ?? 0);
      expect(after.keys).toEqual(before.keys);
      return;
    default:
      expect(after.hash === before.hash || intent.act === 'archive-log').toBe(true);
      expect(after.keys).toEqual(before.keys);
  }
}

const isDefault = (key: { isDefault: 0 | 1 }) => key.isDefault === 1;

/** The same plan in other words: another order, and duplicates. */
function reworded(world: World, intent: Intent): Intent {
  if ('ids' in intent) return { ...intent, ids: world.mixed(intent.ids) };
  if (intent.act !== 'change-keys') return intent;
  const { keys } = intent;
  if (keys.kind === 'keys') return { ...intent, keys: { ...keys, ids: world.mixed(keys.ids) } };
  return { ...intent, keys: { ...keys, except: world.mixed(keys.except) } };
}

/** One act, in one of the ways in which a page might do it. */
async function oneAct(world: World): Promise<string> {
  const intent = await world.intent();
  const plan = await planned(world, intent);
  if (!plan.ok) {
    // What can't be planned can't be done, ticket or not.
    const outcome = intent.act === 'reveal' ? plan.error.code : await done(world, intent);
    expect(outcome).not.toBe('ok');
    return `${intent.act}: no plan, ${plan.error.code}`;
  }
  const told = plan.value;
  const way = world.one(['honest', 'honest', 'honest', 'no ticket', 'other digest', 'other plan', 'changed', 'twice']);
  if (way === 'no ticket') {
    if (intent.act === 'reveal') return 'reveal: no ticket';
    const outcome = await done(world, intent, undefined, told);
    if (told.needs.by !== 'none') expect(outcome).toBe('verification-required');
    return `${intent.act}: without a ticket, ${outcome}`;
  }
  const digest = way === 'other digest' ? noDigest : told.digest;
  const verified = await world.call<{ ticket: string }>('verify', 'protection.verify', {
    intent: reworded(world, intent),
    digest,
    proof: world.proof(),
  });
  if (way === 'other digest') {
    expect(verified).toMatchObject({ ok: false, error: { code: 'plan-changed' } });
    return `${intent.act}: another digest, refused`;
  }
  if (!verified.ok) return `${intent.act}: not verified, ${verified.error.code}`;
  const { ticket } = verified.value;
  if (way === 'other plan') {
    const other = await world.intent();
    const otherPlan = await planned(world, other);
    const outcome = await done(world, other, ticket);
    const same = otherPlan.ok && otherPlan.value.digest === told.digest;
    if (!same && !(other.act === 'reveal' && intent.act === 'reveal')) expect(outcome).not.toBe('ok');
    return `${other.act}: the ticket of another plan, ${outcome}`;
  }
  if (way === 'changed') {
    const subject = told.keys[0];
    const ofBin = ['restore', 'erase', 'empty-bin', 'keep-bin'].includes(intent.act);
    if (subject && intent.act !== 'reveal' && !ofBin) {
      const key = { id: subject.id, name: `${subject.name.slice(0, 20)}.` };
      const { description, accountId, identityKind, identityName, endpoint } = await world.must<
        Record<string, unknown>
      >('main-view', 'keys.get', { id: subject.id });
      const edit = { ...key, description, accountId, identityKind, identityName, endpoint };
      // A temporary key is known by its name.
      if (subject.name !== 'Temporary' && (await world.call('main-view', 'keys.edit', edit)).ok) {
        const outcome = await done(world, intent, ticket);
        expect(outcome).not.toBe('ok');
        return `${intent.act}: changed in between, ${outcome}`;
      }
    }
  }
  const outcome = await done(world, reworded(world, intent), ticket, told);
  if (way === 'twice') {
    const again = await done(world, intent, ticket);
    expect(again).not.toBe('ok');
    return `${intent.act}: twice, ${again}`;
  }
  return `${intent.act}: ${outcome}`;
}

/** A change of tags or named views, which no plan is shown of: it is refused and changes nothing, or has one row. */
async function oneAside(world: World): Promise<string> {
  const { operation, input, rows } = world.aside();
  const before = world.snapshot();
  const reply = await world.call('main-view', operation, input);
  const after = world.snapshot();
  const log = world.rowsSince(before.row);
  const told = Object.keys(log.done).filter((action) => !rows.includes(action));
  expect(told, operation).toEqual([]);
  if (!reply.ok) {
    expect(after.hash, 'refused and changed all the same').toBe(before.hash);
    expect(log.done).toEqual({});
    return `${operation}: ${reply.error.code}`;
  }
  const count = Object.values(log.done).reduce((sum, of) => sum + of, 0);
  // What is as it was has no row.
  expect(count, operation).toBe(after.hash === before.hash ? 0 : 1);
  return `${operation}: ok`;
}

/** An import of a random file with random choices. */
async function oneImport(world: World): Promise<string> {
  const sheet = world.vault.view('import');
  try {
    const opened = await sheet.call('keyImport.drop', { fileName: 'keys.json', bytes: world.importFile() });
    if (!opened.ok) return `import: not opened, ${opened.error.code}`;
    await sheet.must('keyImport.plan', { password: null });
    const { rows } = await sheet.must<{ rows: ImportRow[] }>('keyImport.rows', { offset: 0, limit: 500, state: null });
    for (const { index } of rows) {
      if (world.pick(3) > 0) {
        await sheet.must('keyImport.choose', { what: { index }, choice: world.one(importChoices) });
      } else {
        await sheet.call('keyImport.choose', { what: { index: index + 1000 }, choice: world.one(importChoices) });
      }
    }
    const told = await sheet.must<ImportPlan>('keyImport.takeDefaults', { take: world.pick(2) === 0 });
    const chosen = await sheet.must<{ rows: ImportRow[] }>('keyImport.rows', { offset: 0, limit: 500, state: null });
    const counted = (...choices: string[]) => chosen.rows.filter(({ choice }) => choices.includes(choice)).length;
    const wanted = {
      added: counted('add', 'add-unassigned'),
      updated: counted('update'),
      replaced: counted('replace'),
      skipped: counted('skip'),
    };
    const { by } = await world.must<{ by: string }>('import', 'protection.needs', { effects: told.effects });
    const proof = world.pick(4) === 0 ? {} : { proof: world.proof() };
    const before = world.snapshot();
    const reply = await sheet.call('keyImport.apply', { ...proof, password: null });
    const after = world.snapshot();
    const log = world.rowsSince(before.row);
    if (!reply.ok) {
      expect(after.hash, 'refused and changed all the same').toBe(before.hash);
      if (by !== 'none' && !('proof' in proof)) expect(reply.error.code).toBe('verification-required');
      return `import: ${reply.error.code}`;
    }
    expect(by === 'none' || 'proof' in proof).toBe(true);
    expect(reply.value as Imported).toEqual(wanted);
    expect(after.keys).toHaveLength(before.keys.length + wanted.added);
    expect(log.done.imported).toBe(1);
    expect(log.done.add ?? 0).toBe(wanted.added);
    expect(log.done['secret-replaced'] ?? 0).toBe(wanted.replaced);
    return 'import: ok';
  } finally {
    sheet.close();
  }
}

test(`plans of every kind (seed ${seed})`, { timeout: 6 * 3_600_000 }, async () => {
  const pick = numbers(seed);
  const outcomes: string[] = [];
  const world = await World.made(() => tapped.database as VaultDatabase, pick);
  for (let round = 0; round < rounds; round += 1) {
    try {
      await world.fill();
      const kind = pick(12);
      const act = kind === 0 ? oneImport : kind < 3 ? oneAside : oneAct;
      outcomes.push(await act(world));
    } catch (error) {
      if (error instanceof Error) error.message = `seed ${seed}, plan ${round}: ${error.message}`;
      throw error;
    }
  }
  await world.end();
  report({
    what: `fuzz of plans, seed ${seed}`,
    points: outcomes.length,
    violations: [],
    aborts: 0,
    outcomes: countedBy(outcomes),
  });
  // Plans that are all refused would say nothing of those that are done.
  const whole = outcomes.filter((outcome) => outcome.endsWith('ok')).length;
  expect(whole).toBeGreaterThan(rounds / 6);
  expect(whole).toBeLessThan(rounds * 0.8);
});
