import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sealValue } from '../../../../vault/keys/sealed';
import { resealAuthenticator } from '../../../../vault/protection/authenticator';
import { prepareRekey } from '../../../../vault/session/rekey/rekey';
import { tablesOf } from '../../../../vault/store/backups/verify';
import type { Value, VaultDatabase } from '../../../../vault/store/database/database';
import { openDatabase } from '../../../../vault/store/database/open';
import { pathsIn } from '../../../../vault/store/paths';
import { fixedCosts } from '../../../../vault/store/slots/calibration';
import { wipeKeys } from '../../../../vault/store/slots/slots';
import { commitSwitch, finishSwitch } from '../../../../vault/store/switch';
import { createTurns } from '../../../../vault/transfer/turns';
import { fakeTemporary, masterPassword } from '../../../support/fake-keys';
import { openFolder } from '../../../support/open-folder';
import { asOpenVault } from '../../../support/open-vault';
import { tamper, unguarded } from '../../../support/tamper';
import { until } from '../../../support/until';
import { backupsOf, failingFolders, quiet, restore, settled } from '../backups/acts';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  filesIn,
  get,
  list,
  newFolder,
  password,
  quickCost,
  reopened,
  revealed,
  startTestVault,
  type TestVault,
  text,
} from '../harness';

const rekey = (vault: TestVault, given = password()) => vault.view('rekey').must('rekey.run', given);

async function secretOf(vault: TestVault, id: string): Promise<(string | null)[]> {
  const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id));
  const { shown } = await revealed(vault, ticket);
  return [text(shown.secret), text(shown.token)];
}

/** A vault with a long-term and a temporary key of an account whose secrets may be shown again. */
async function filled(): Promise<{ vault: TestVault; long: string; short: string; secret: string; token: string }> {
  const vault = await createdVault();
  const secret = 'FAKEsecretOfTheLongOne00000000';
  const { id: long } = await add(vault, { name: 'Long', provider: 'pingan', secret });
  const { accessKeyId, secret: shortSecret, token } = fakeTemporary();
  const { id: short } = await add(vault, {
    name: 'Short',
    provider: 'huawei',
    credential: 'temporary',
    accessKeyId,
    secret: shortSecret,
    token,
    expiresAt: vault.now + 3_600_000,
  });
  await vault.view('main-view').must('protection.keychain');
  return { vault, long, short, secret, token };
}

describe('new keys', () => {
  test('open everything that was there, at once, by keychain and after a restart', async () => {
    const { vault, long, short, secret, token } = await filled();
    await quiet(vault);
    const before = await auditOf(vault, {}, 200);
    const slots = fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8');
    await rekey(vault);
    expect((await list(vault)).rows.map(({ name }) => name).toSorted()).toEqual(['Long', 'Short']);
    expect(await vault.view('main-view').must('protection.keychain')).toBe('good');
    expect(await secretOf(vault, long)).toEqual([secret, null]);
    expect(fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8')).not.toBe(slots);
    const after = await auditOf(vault, {}, 200);
    const told = after.rows
      .slice(-before.rows.length)
      .map(({ number, action, at, actor }) => [number, action, at, actor]);
    expect(told).toEqual(before.rows.map(({ number, action, at, actor }) => [number, action, at, actor]));
    expect(after.rows.map(({ action }) => action)).toContain('rekey');
    expect((await vault.view('main-view').must<{ broken: unknown }>('audit.check')).broken).toBeNull();
    const next = await reopened(vault);
    await quiet(next);
    expect(await secretOf(next, long)).toEqual([secret, null]);
    expect((await secretOf(next, short))[1]).toBe(token);
    expect(await next.view('main-view').must('generation.state')).toBeNull();
    expect(fs.readdirSync(next.folder).filter((name) => name.startsWith('next'))).toEqual([]);
  });

  test('are really new: nothing of before stands in the vault’s own files, and the old keys open none of them', async () => {
    const { vault, long } = await filled();
    vault.end();
    const old = await openFolder(vault.folder, password().password);
    const sealed = old.database.get<{ secret: Buffer }>('SELECT secret FROM access_key WHERE id = ?', long)?.secret;
    old.database.close();
    const next = await reopened(vault);
    await rekey(next);
    next.end();
    expect(() => openDatabase(join(vault.folder, 'vault.db'), old.keys.vaultKey, old.slots.vaultId)).toThrow(
      'vault-damaged',
    );
    const now = await openFolder(vault.folder, password().password);
    expect(now.keys.vaultKey.equals(old.keys.vaultKey)).toBe(false);
    expect(now.keys.secretKey.equals(old.keys.secretKey)).toBe(false);
    expect(
      now.database.get<{ secret: Buffer }>('SELECT secret FROM access_key WHERE id = ?', long)?.secret,
    ).not.toEqual(sealed);
    now.database.close();
    for (const file of ['slots.json', 'slots.json.bak']) {
      const path = join(vault.folder, file);
      if (!fs.existsSync(path)) continue;
      expect(fs.readFileSync(path, 'utf8')).not.toContain(JSON.stringify(old.slots.slots[0]?.id));
    }
    wipeKeys(old.keys);
    wipeKeys(now.keys);
  });

  test('leave a backup from before that opens with the old ones', async () => {
    const { vault, long, secret } = await filled();
    await rekey(vault);
    await add(vault, { name: 'After' });
    await quiet(vault);
    const [backup] = await backupsOf(vault);
    expect(backup?.kind).toBe('before-rekey');
    vault.end();
    const { folder, keychain, marks, now } = vault;
    const next = startTestVault({ folder, keychain, marks, now: now + 1000 });
    await next.view('restore').must('backups.restore', restore(backup?.name ?? ''));
    await quiet(next);
    expect((await list(next)).total).toBe(2);
    expect(await secretOf(next, long)).toEqual([secret, null]);
    expect(await next.view('main-view').must('generation.state')).toBeNull();
    // And forward again: what that restore set aside has the new keys.
    const aside = (await backupsOf(next)).find(({ kind }) => kind === 'before-restore');
    next.end();
    const last = startTestVault({ folder, keychain, marks: next.marks, now: now + 2000 });
    await last.view('restore').must('backups.restore', restore(aside?.name ?? ''));
    expect((await list(last)).total).toBe(3);
  });

  test('an old pair put back by somebody is noticed', async () => {
    const { vault } = await filled();
    await quiet(vault);
    const old = filesIn(vault.folder);
    await rekey(vault);
    await quiet(vault);
    vault.end();
    for (const name of ['vault.db', 'slots.json']) fs.writeFileSync(join(vault.folder, name), old.get(name) ?? '');
    const next = await reopened(vault);
    await quiet(next);
    expect(await next.view('main-view').must('generation.state')).toMatchObject({ part: 'vault' });
  });

  test('a wrong password, a full disk at the backup: nothing is changed', async () => {
    const { vault, long, secret } = await filled();
    const sheet = vault.view('rekey');
    expect(await sheet.mustFail('rekey.run', password('not this one'))).toEqual({ code: 'wrong-password' });
    fs.writeFileSync(join(vault.folder, 'backups'), 'no folder');
    expect(await sheet.mustFail('rekey.run', password())).toMatchObject({ code: 'backup-failed' });
    expect(await secretOf(vault, long)).toEqual([secret, null]);
    expect(await vault.view('main-view').mustFail('rekey.run', password())).toMatchObject({ code: 'not-allowed' });
  });

  test('lose nothing that was written meanwhile: it is in the vault with new keys, or there are none', async () => {
    const { vault, long, secret } = await filled();
    await quiet(vault);
    const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(long));
    const { sheet } = await revealed(vault, ticket);
    const slots = fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8');
    let over = false;
    const running = vault
      .view('rekey')
      .call('rekey.run', password())
      .finally(() => {
        over = true;
      });
    let copied = 0;
    const refused = new Set<string>();
    while (!over) {
      const reply = await sheet.call('reveal.copy', { part: 'secret' });
      if (reply.ok) copied += 1;
      else refused.add(reply.error.code);
      // The new keys are made in turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
    // What came before them is in the vault with new keys. What came meanwhile was refused, and so it is nowhere.
    expect(await running).toEqual({ ok: true, value: null });
    expect([...refused]).toContain('new-keys-under-way');
    expect((await auditOf(vault, { action: 'copy', outcome: 'ok' }, 500)).total).toBe(copied);
    expect(fs.readFileSync(join(vault.folder, 'slots.json'), 'utf8')).not.toBe(slots);
    expect(fs.readdirSync(vault.folder).filter((name) => name.startsWith('next'))).toEqual([]);
    expect(await secretOf(vault, long)).toEqual([secret, null]);
  });

  test('are not used if the vault itself writes something without a pause', async () => {
    const { vault } = await filled();
    vault.end();
    const { database, keys, slots } = await openFolder(vault.folder, password().password);
    const turns = createTurns(() => undefined);
    let copies = 0;
    const ready = await prepareRekey({
      vault: asOpenVault({ paths: pathsIn(vault.folder), database, slots, keys }),
      ...password(masterPassword),
      secretKey: keys.secretKey,
      costs: fixedCosts(quickCost),
      mark: null,
      resealAuthenticator,
      actor: 'ada',
      now: 0,
      turns: {
        ...turns,
        async next(done, total) {
          if (done === total) copies += 1;
          database.write(() => database.run('UPDATE meta SET latest_seen = latest_seen + 1'));
          await turns.next(done, total);
        },
      },
    });
    // The caller asks in the turn in which it would put them in the vault's place.
    expect(ready.upToDate()).toBe(false);
    expect(copies).toBe(3);
    database.close();
  });

  test('a secret that doesn’t open stops it, and nothing is changed', async () => {
    const { vault, long } = await filled();
    vault.end();
    await tamper(vault.folder, (database) => {
      database.run("UPDATE access_key SET secret = zeroblob(60) WHERE name = 'Short'");
    });
    const next = await reopened(vault);
    const files = () => [...filesIn(next.folder)].filter(([name]) => /^(next|slots\.json$)/.test(name));
    const before = files();
    expect(await next.view('rekey').mustFail('rekey.run', password())).toEqual({ code: 'secret-damaged' });
    expect(files()).toEqual(before);
    expect((await get(next, long)).name).toBe('Long');
  });
});

describe('the log', () => {
  test.each([
    ['a changed row', "UPDATE audit SET actor = 'eve' WHERE number = 3", 3],
    ['a removed row', 'DELETE FROM audit WHERE number = 3', 3],
    ['a cut tail', 'DELETE FROM audit WHERE number > 3', 4],
  ])('stays broken where it was: %s', async (_, sql, row) => {
    const { vault } = await filled();
    await quiet(vault);
    vault.end();
    await tamper(vault.folder, (database) => unguarded(database, () => database.run(sql)));
    const next = startTestVault({ ...vault, now: vault.now });
    await next.view('unlock').must('session.unlock', password());
    await rekey(next);
    const { broken } = await next.view('main-view').must<{ broken: { row: number } | null }>('audit.check');
    expect(broken?.row).toBe(row);
  });

  test('refuses changes afterwards as before', async () => {
    const { vault } = await filled();
    await rekey(vault);
    vault.end();
    await tamper(vault.folder, (database) => {
      expect(() => database.run("UPDATE audit SET actor = 'eve'")).toThrow('audit rows are not changed');
    });
  });
});

/** Every row of every table, without what new keys change. */
function rowsOf(database: VaultDatabase): Record<string, unknown[]> {
  const changed = [
    'secret',
    'token',
    'sealed',
    'mac',
    'seal',
    'slots_hash',
    'slots_next',
    'accepted_mark',
    'generation',
  ];
  const ofHead = ['audit_number', 'audit_mac', 'audit_seal'];
  const found: Record<string, unknown[]> = {};
  for (const table of tablesOf(database)) {
    // The index of the search is made anew. What it finds is compared instead.
    if (table.startsWith('key_search')) continue;
    const rows = database.all<Record<string, unknown>>(`SELECT * FROM "${table}"`);
    found[table] = rows.map((row) => Object.entries(row).filter(([name]) => ![...changed, ...ofHead].includes(name)));
  }
  found.search = database.all('SELECT rowid, text FROM key_search ORDER BY rowid');
  found.triggers = database.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
  return found;
}

test('every row of every table is there again, also what the rules would refuse today', async () => {
  const { vault, short } = await filled();
  vault.end();
  const { database, keys, slots } = await openFolder(vault.folder, password().password);
  const triggers = database.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
  );
  for (const { name } of triggers) database.run(`DROP TRIGGER ${name}`);
  const columns = database.all<{ name: string }>("SELECT name FROM pragma_table_info('access_key')");
  // More keys than a quota allows, with a time that a trigger would put right, and numbers that no count gives.
  for (let number = 100; number < 103; number += 1) {
    const place = { vaultId: slots.vaultId, keyId: `many-${number}`, accessKeyId: `FAKE${number}` };
    const sealed = (field: 'secret' | 'token') => sealValue(keys.secretKey, Buffer.from('FAKE'), { ...place, field });
    const own = new Map<string, Value>([
      ...([
        ['number', number],
        ['id', place.keyId],
        ['access_key_id', place.accessKeyId],
      ] as const),
      ...([
        ['active_since', 5],
        ['secret', sealed('secret')],
        ['token', sealed('token')],
      ] as const),
    ]);
    const chosen = columns.map(({ name }) => (own.has(name) ? '?' : name)).join(', ');
    const values = columns.flatMap(({ name }) => own.get(name) ?? []);
    const names = columns.map(({ name }) => name).join(', ');
    database.run(`INSERT INTO access_key (${names}) SELECT ${chosen} FROM access_key WHERE id = ?`, ...values, short);
    database.run('INSERT INTO key_search (rowid, text) VALUES (?, ?)', number, `many ${number}`);
  }
  for (const { sql } of triggers) database.run(sql);
  database.run("INSERT INTO tag (id, name, name_folded, colour) VALUES (7, 'prod', 'prod', 'red')");
  database.run('INSERT INTO key_tag (key, tag) VALUES (100, 7)');
  const finished = "VALUES ('r', 'gone', 'also', 'finished', 1, 2)";
  database.run(`INSERT INTO rotation (id, old_key, new_key, stage, started_at, updated_at) ${finished}`);
  const before = rowsOf(database);
  const open = asOpenVault({ paths: pathsIn(vault.folder), database, slots, keys });
  const ready = await prepareRekey({
    vault: open,
    ...password(masterPassword),
    secretKey: keys.secretKey,
    costs: fixedCosts(quickCost),
    mark: null,
    resealAuthenticator,
    actor: 'ada',
    now: 0,
    turns: createTurns(() => undefined),
  });
  const written = openDatabase(join(vault.folder, 'next.part', 'vault.db'), ready.keys.vaultKey, slots.vaultId);
  const after = rowsOf(written);
  // One row of the log is new.
  expect({ ...after, audit: after.audit?.slice(0, -1) }).toEqual(before);
  expect(fs.readdirSync(join(vault.folder, 'next.part')).toSorted()).toEqual(['slots.json', 'vault.db']);
  written.close();
  database.close();
});

test('other changes are refused while new keys are made, calls that read are answered, and it can be stopped', async () => {
  const { vault, long } = await filled();
  await quiet(vault);
  const before = [...filesIn(vault.folder).keys()].filter((name) => !name.startsWith('backups')).toSorted();
  const sheet = vault.view('rekey');
  const main = vault.view('main-view');
  const running = sheet.call('rekey.run', password());
  await until('rows are written', () => sheet.events.some(({ name }) => name === 'transferProgress'));
  expect(await main.mustFail('keys.setDefault', { id: long })).toEqual({ code: 'new-keys-under-way' });
  expect((await list(vault)).total).toBe(2);
  await sheet.must('rekey.cancel');
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const after = [...filesIn(vault.folder).keys()].filter((name) => !name.startsWith('backups')).toSorted();
  expect(after).toEqual(before);
  await main.must('keys.setDefault', { id: long });
  // The refusal left no row: a row would have made the copy outdated.
  const rows = (await auditOf(vault, {}, 200)).rows.filter(({ code }) => code === 'new-keys-under-way');
  expect(rows).toEqual([]);
});

test('cut short at any step, the vault opens with the password and has everything', { timeout: 180_000 }, async () => {
  const { vault } = await filled();
  vault.end();
  const start = newFolder();
  fs.cpSync(vault.folder, start, { recursive: true });
  const run = async (step: number) => {
    const folder = newFolder();
    fs.cpSync(start, folder, { recursive: true });
    const paths = pathsIn(folder);
    const { database, keys, slots } = await openFolder(folder, password().password);
    const open = asOpenVault({ paths, database, slots, keys });
    const system = failingFolders(step, true);
    let done = true;
    try {
      const ready = await prepareRekey({
        vault: open,
        ...password(masterPassword),
        secretKey: keys.secretKey,
        costs: fixedCosts(quickCost),
        mark: null,
        resealAuthenticator,
        actor: 'ada',
        now: 0,
        turns: createTurns(() => undefined),
        system,
      });
      database.close();
      commitSwitch(folder, system);
      finishSwitch(paths, system);
      wipeKeys(ready.keys);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
      done = false;
    }
    database.close();
    const after = await openFolder(folder, password().password);
    expect(after.database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(after.database.all('SELECT name FROM access_key ORDER BY name')).toEqual([
      { name: 'Long' },
      { name: 'Short' },
    ]);
    const switched = !after.keys.vaultKey.equals(keys.vaultKey);
    after.database.close();
    fs.rmSync(folder, { recursive: true });
    return { done, switched, calls: system.calls };
  };
  const whole = await run(-1);
  expect(whole).toMatchObject({ done: true, switched: true });
  const outcomes: boolean[] = [];
  for (let step = 0; step < whole.calls.length; step += 1) {
    const { done, switched } = await run(step);
    expect(done, `${step} ${whole.calls[step]}`).toBe(false);
    outcomes.push(switched);
  }
  // First the old keys, from one step on the new ones.
  expect(outcomes.filter((switched, at) => switched !== outcomes[at - 1])).toEqual([false, true]);
  await settled(() => true);
});
