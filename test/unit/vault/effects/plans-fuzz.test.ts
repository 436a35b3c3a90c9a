import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeyfoldError } from '../../../../common/errors';
import type { Intent } from '../../../../common/intents';
import type { KeysChange } from '../../../../common/keys/selection';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { chainKey } from '../../../../vault/audit/chain';
import { checkChain } from '../../../../vault/audit/check';
import { leastCost } from '../../../../vault/base/crypto/kdf';
import { assignKey, saveAccount, saveIdentity } from '../../../../vault/keys/accounts/change';
import { checkKey, storeKey } from '../../../../vault/keys/add';
import { eraseBinned, moveToBin } from '../../../../vault/keys/bin';
import { restoreBinned } from '../../../../vault/keys/bin-restore';
import { setDefault, setStatus, setStatuses } from '../../../../vault/keys/change';
import { keyTables } from '../../../../vault/keys/list';
import { type Searched, searchText } from '../../../../vault/keys/search';
import { saveTag } from '../../../../vault/keys/tags';
import { doingOf, planOfChange } from '../../../../vault/operations/keys-change';
import { planOfIntent } from '../../../../vault/operations/plans';
import { change, type Does, type Several } from '../../../../vault/session/effects/change';
import { letPass } from '../../../../vault/session/effects/passed';
import { type Planned, planOf } from '../../../../vault/session/effects/plan';
import type { OpenVault } from '../../../../vault/session/open-vault';
import { lettersOf } from '../../../../vault/store/database/letters';
import { createFolder, type OpenedFolder } from '../../../../vault/store/folder';
import { masterPassword } from '../../../support/fake-keys';
import { numbers } from '../../../support/numbers';
import { asOpenVault } from '../../../support/open-vault';
import { newKey } from '../harness';

/**
 * Plans made of nonsense: random effects, targets, orders and duplicates. Each is refused with words, or done whole with
 * one row for each effect. `KEYFOLD_LONG` makes ten thousand of them, and one of ten thousand effects.
 */

const long = process.env.KEYFOLD_LONG === '1';
const rounds = long ? 10_000 : 150;
/** Ten thousand take minutes on a busy machine. In milliseconds. */
const limit = long ? { timeout: 3_600_000 } : {};
/** Effects of the largest plan. */
const many = long ? 10_000 : 500;

/** Not one of the harness, which removes its folders after each test. */
const parent = fs.mkdtempSync(join(tmpdir(), 'keyfold-plans-'));
let folder: OpenedFolder;
let vault: OpenVault;
let identity = 0;

/** Stores so many keys, and returns their ids. */
function stored(count: number): string[] {
  const { database, slots, keys } = folder;
  return database.write(() =>
    Array.from({ length: count }, () => {
      const { key, secrets } = newKey();
      return storeKey({ id: slots.vaultId, database }, keys.secretKey, checkKey(key, secrets, 1), 1);
    }),
  );
}

beforeAll(async () => {
  folder = await createFolder(join(parent, 'vault'), passwordBytes(masterPassword), 1, leastCost);
  vault = asOpenVault(folder, () => 1);
  const { database } = folder;
  const person = {
    name: 'bot',
    remark: '',
    accessType: 'programmatic',
    apiCredential: 'access-key',
    credential: 'both',
  } as const;
  const account = database.write(() =>
    saveAccount(database, { provider: 'alibaba' }, { accountId: '1234567890123456', alias: '' }),
  );
  identity = database.write(() => saveIdentity(database, { account, kind: 'ram-user' }, person));
});

afterAll(() => {
  folder.database.close();
  fs.rmSync(parent, { recursive: true, force: true });
});

const rowsIn = () => vault.database.get<{ rows: number }>('SELECT count(*) AS rows FROM audit')?.rows ?? 0;
const keysIn = () =>
  vault.database.all(`SELECT id, status, identity, is_default, rotation_days, provider_created_at, provider_used_at,
    (SELECT json_group_array(tag ORDER BY tag) FROM key_tag WHERE key = number) AS tags FROM access_key ORDER BY number`);

const binnedIn = () => vault.database.all<{ id: string }>('SELECT id FROM binned_key ORDER BY id').map(({ id }) => id);

const statusOf = (id: string) =>
  vault.database.get<{ status: string }>('SELECT status FROM access_key WHERE id = ?', id)?.status;
const statusAfter: Partial<Record<Planned['effect'], string>> = { 'key.enable': 'enabled', 'key.disable': 'disabled' };

const idsOf = (planned: readonly Planned[]) => planned.map(({ subject }) => subject);

/** How the operations do several effects at once. */
const several: Several = {
  'key.delete': (writer, planned) => {
    moveToBin(writer, idsOf(planned), 2);
    return { facts: {} };
  },
  'key.erase': (writer, planned) => {
    eraseBinned(writer, idsOf(planned));
    return { facts: {} };
  },
  'key.disable': (writer, planned) => {
    setStatuses(writer, idsOf(planned), 'disabled', 2);
    return { facts: {} };
  },
  'key.enable': (writer, planned) => {
    setStatuses(writer, idsOf(planned), 'enabled', 2);
    return { facts: {} };
  },
};

/** Does a plan as the operations do: with `atOnce`, what stands one after the other is done by few statements. */
function carryOut(planned: readonly Planned[], atOnce = true): void {
  const does: Does = (writer, { effect, subject }) => {
    if (effect === 'key.delete') moveToBin(writer, [subject], 2);
    else if (effect === 'key.erase') eraseBinned(writer, [subject]);
    else if (effect === 'key.restore') restoreBinned(writer, subject);
    else if (effect === 'key.assign') assignKey(writer, subject, identity, 2);
    else setStatus(writer, subject, effect === 'key.disable' ? 'disabled' : 'enabled', 2);
    return undefined;
  };
  change(vault, letPass(planOf(planned)), does, atOnce ? several : {});
}

/** Each key has its words in the search index, once, with their letters, and nothing else stands there. */
function expectSearched(): void {
  const found = vault.database.all<{ number: number; text: string; letters: number }>(
    'SELECT s.rowid AS number, s.text, k.letters FROM key_search s JOIN access_key k ON k.number = s.rowid ORDER BY 1',
  );
  const keys = vault.database.all<Searched & { number: number }>(
    `SELECT k.number, k.name, k.description, k.access_key_id AS accessKeyId, a.root_account_id AS accountId,
       i.name AS identityName, k.key_type AS keyType FROM ${keyTables} ORDER BY k.number`,
  );
  expect(found).toEqual(
    keys.map((key) => ({ number: key.number, text: searchText(key), letters: lettersOf(searchText(key)) })),
  );
  expect(vault.database.get('SELECT count(*) AS rows FROM key_search')).toEqual({ rows: keys.length });
}

/** What a plan leaves behind: the keys, and the rows of the log without their times and macs. */
const left = (after: number) =>
  JSON.stringify([
    keysIn(),
    binnedIn(),
    vault.database.all('SELECT count(*) AS identities FROM identity'),
    vault.database.all(
      `SELECT action, key_id, last_four, key_name, profile, outcome, code, detail FROM audit
       WHERE number > ? ORDER BY number`,
      after,
    ),
  ]);

class Undone extends Error {}

/** Does a plan and undoes it again. Returns what it left, or its error. */
const tried = (planned: readonly Planned[], atOnce: boolean) => undone(() => carryOut(planned, atOnce));

/** Does something and undoes it again. Returns what it left, or its error. */
function undone(act: () => void): string {
  let seen = '';
  const last = vault.database.get<{ last: number }>('SELECT coalesce(max(number), 0) AS last FROM audit')?.last ?? 0;
  try {
    folder.database.write(() => {
      try {
        act();
        seen = left(last);
      } catch (error) {
        if (!(error instanceof KeyfoldError)) throw error;
        seen = JSON.stringify(error.error);
      }
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return seen;
}

describe('a plan', limit, () => {
  test('is the same one in any order and with any duplicates, and another with any other effect, target or word', () => {
    const pick = numbers(7);
    for (let round = 0; round < rounds; round += 1) {
      const planned = Array.from(
        { length: 1 + pick(20) },
        (): Planned => ({
          effect: (['key.delete', 'key.enable', 'key.assign'] as const)[pick(3)] ?? 'key.edit',
          subject: String(pick(12)),
          object: ['', 'a', 'b'][pick(3)] ?? '',
          seen: ['', 'x'][pick(2)] ?? '',
        }),
      );
      const shuffled = [...planned, ...planned].sort(() => pick(3) - 1);
      const plan = planOf(planned);
      expect(planOf(shuffled).digest).toBe(plan.digest);
      const [first, ...rest] = plan.effects;
      if (!first) throw new Error('no effect');
      const others = [
        rest,
        [...plan.effects, { ...first, subject: 'another' }],
        [{ ...first, object: `${first.object}.` }, ...rest],
        [{ ...first, seen: `${first.seen}.` }, ...rest],
        // A text that moves from one part into the next.
        [{ ...first, object: '', seen: `${first.object}${first.seen}.` }, ...rest],
      ];
      for (const other of others) expect(planOf(other).digest).not.toBe(plan.digest);
    }
  });

  test('of random acts on random keys is refused with words or done whole, with one row for each effect', async () => {
    const pick = numbers(11);
    let ids = stored(12);
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (ids.length < 6) ids = [...ids, ...stored(8)];
      const some = () => Array.from({ length: 1 + pick(6) }, () => ids[pick(ids.length)] ?? '');
      const chosen = pick(8) === 0 ? [...some(), randomUUID()] : some();
      const act =
        (['delete', 'enable', 'disable', 'assign', 'clear', 'restore', 'erase'] as const)[pick(7)] ?? 'delete';
      const inBin = binnedIn();
      const ofBin = () => Array.from({ length: 1 + pick(4) }, () => inBin[pick(inBin.length)] ?? 'x');
      const intent: Intent =
        act === 'assign'
          ? { act, ids: chosen, identity: identity + pick(2) }
          : { act, ids: act === 'restore' || act === 'erase' ? ofBin() : chosen };
      const before = { rows: rowsIn(), keys: JSON.stringify(keysIn()), binned: binnedIn() };
      try {
        const plan = planOfIntent(vault, intent);
        // An enabled key is disabled and deleted.
        expect(plan.effects.length).toBeLessThanOrEqual(2 * new Set(chosen.concat(inBin)).size);
        // What changes nothing has no row.
        const done = plan.effects.filter(
          ({ effect, subject }) => !statusAfter[effect] || statusOf(subject) !== statusAfter[effect],
        );
        carryOut(plan.effects, pick(4) > 0);
        expect(rowsIn()).toBe(before.rows + done.length);
      } catch (error) {
        if (!(error instanceof KeyfoldError)) throw error;
        refused += 1;
        expect({ rows: rowsIn(), keys: JSON.stringify(keysIn()), binned: binnedIn() }).toEqual(before);
      }
      ids = vault.database.all<{ id: string }>('SELECT id FROM access_key').map(({ id }) => id);
    }
    expect(refused).toBeGreaterThan(rounds / 20);
    expect(refused).toBeLessThan(rounds);
    expectSearched();
    const key = chainKey(folder.keys.vaultKey, folder.slots.vaultId);
    expect((await checkChain(folder.database, key, () => 1)).broken).toBeNull();
  });

  test('leaves the same keys and the same rows, whether its effects are done one by one or several at once', () => {
    const pick = numbers(17);
    const ids = stored(12);
    for (const id of ids.slice(0, 3)) carryOut([{ effect: 'key.disable', subject: id }]);
    folder.database.write((writer) => setDefault(writer, ids[5] ?? '', 2));
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
      const planned = Array.from({ length: 2 + pick(14) }, (): Planned => {
        const effect =
          (['key.delete', 'key.enable', 'key.disable', 'key.assign', 'key.restore', 'key.erase'] as const)[pick(6)] ??
          'key.delete';
        const subject = pick(60) === 0 ? 'x' : (ids[pick(ids.length)] ?? '');
        return { effect, subject, object: String(pick(2)) };
      });
      // Runs of one effect, as a person chooses them, and nonsense.
      if (pick(3) > 0) planned.sort((one, other) => (one.effect < other.effect ? -1 : 1));
      const oneByOne = tried(planned, false);
      expect(tried(planned, true)).toBe(oneByOne);
      if (oneByOne.startsWith('{')) refused += 1;
    }
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(rounds);
  });

  test('of an act on a selection leaves the same, whether its effects are done one by one or several at once', () => {
    const pick = numbers(23);
    const ids = stored(12);
    const { database } = folder;
    const tags = database.write((writer) =>
      ['prod', 'eu'].map((name) => saveTag(writer, null, { name, colour: 'red' })),
    );
    const some = () => tags.filter(() => pick(2) === 0);
    const one = <T>(items: readonly T[]): T => items[pick(items.length)] as T;
    for (let round = 0; round < rounds; round += 1) {
      const to = one<KeysChange>([
        ...(['enable', 'disable', 'default', 'not-default', 'rotate', 'leaked'] as const).map((act) => ({ act })),
        { act: 'not-leaked' },
        { act: 'assign', identity },
        { act: 'tag', add: some(), remove: some() },
        { act: 'period', days: one([null, 0, 9]) },
        { act: 'dates', providerCreatedAt: one([undefined, null, 1]), providerUsedAt: one([undefined, null, 0, 1]) },
      ]);
      const chosen = { kind: 'keys' as const, ids: ids.filter(() => pick(3) > 0) };
      const doing = doingOf(to, 2, 2);
      const act = (atOnce: boolean) => () => {
        const plan = planOfChange(vault, chosen, to);
        change(vault, letPass(plan), doing.does, atOnce ? doing.several : {});
      };
      expect(undone(act(true)), to.act).toBe(undone(act(false)));
      // So that the next round begins with something else.
      if (pick(2) === 0) {
        try {
          act(true)();
        } catch (error) {
          if (!(error instanceof KeyfoldError)) throw error;
        }
      }
    }
  });

  test('that fails leaves nothing for the search of the next one', () => {
    const [id = ''] = stored(1);
    const { database, slots, keys } = folder;
    const add = () => {
      const { key, secrets } = newKey();
      return storeKey({ id: slots.vaultId, database }, keys.secretKey, checkKey(key, secrets, 1), 1);
    };
    const failing = () =>
      database.write(() => {
        add();
        moveToBin(database, [id], 2);
        throw new Undone();
      });
    expect(failing).toThrow(Undone);
    expectSearched();
    database.write(add);
    expectSearched();
  });

  test('can be used once, and by nobody who was not let pass', () => {
    const [id = ''] = stored(1);
    const passed = letPass(planOf([{ effect: 'key.disable', subject: id }]));
    const disable = () => change(vault, passed, (writer) => void setStatus(writer, id, 'disabled', 2));
    disable();
    expect(disable).toThrow('plan not passed');
    const made = { plan: planOf([{ effect: 'key.delete', subject: id }]) } as unknown as typeof passed;
    expect(() => change(vault, made, (writer) => void moveToBin(writer, [id], 2))).toThrow('plan not passed');
  });

  test('of very many effects is done in one transaction, or not at all', async () => {
    const ids = stored(many);
    expectSearched();
    const before = rowsIn();
    const plan = planOfIntent(vault, { act: 'disable', ids: [...ids, ...ids.toReversed()] });
    carryOut(plan.effects);
    expect(rowsIn()).toBe(before + many);
    const doomed = planOf([
      ...planOfIntent(vault, { act: 'delete', ids }).effects,
      { effect: 'key.delete', subject: 'x' },
    ]);
    expect(() => carryOut(doomed.effects)).toThrow('not-found');
    expect(rowsIn()).toBe(before + many);
    const key = chainKey(folder.keys.vaultKey, folder.slots.vaultId);
    expect((await checkChain(folder.database, key, () => 1)).broken).toBeNull();
    carryOut(planOfIntent(vault, { act: 'delete', ids }).effects);
    expect(rowsIn()).toBe(before + 2 * many);
    expectSearched();
    // All of them are in the bin, and come back by one plan too.
    carryOut(planOfIntent(vault, { act: 'restore', ids }).effects);
    expect(rowsIn()).toBe(before + 3 * many);
    expect(binnedIn().filter((id) => ids.includes(id))).toEqual([]);
    expectSearched();
  });
});
