import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { fakePair, fakeTemporary } from '../../support/fake-keys';
import { tamper } from '../../support/tamper';
import { refuseRows } from './full-disk';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  fakeClock,
  get,
  newFolder,
  reopened,
  revealed,
  type TestVault,
  text,
} from './harness';
import { applied, exported, opened, planOf, proof } from './transfer/moves';

/** The only showing of a one-time secret: it can't be had twice, and it isn't lost by a clock or a crash. */

const ticketFor = async (vault: TestVault, id: string) =>
  (await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id))).ticket;
const refusal = (vault: TestVault, id: string) => vault.view('verify').mustFail('protection.verify', byPassword(id));
const gone = { reveal: 'displayed', secretCanBeShown: false };

function fileIn(vault: TestVault, name: string): string {
  const folder = newFolder();
  fs.mkdirSync(folder);
  vault.savePath.path = join(folder, name);
  return vault.savePath.path;
}

describe('F10: a one-time secret', () => {
  test.each([
    [
      'copied',
      async (vault: TestVault, ticket: string) => {
        await (await revealed(vault, ticket)).sheet.must('reveal.copy', { part: 'secret' });
      },
    ],
    [
      'saved as CSV',
      async (vault: TestVault, ticket: string) => {
        fileIn(vault, 'key.csv');
        await (await revealed(vault, ticket)).sheet.must('reveal.saveCsv');
      },
    ],
    [
      'seen to the end',
      async (vault: TestVault, ticket: string) => {
        await (await revealed(vault, ticket)).sheet.must('reveal.displayed');
      },
    ],
  ])('that was %s counts as shown, whatever else the page says or doesn’t say', async (_, take) => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault);
    await take(vault, ticket);
    expect(await get(vault, id)).toMatchObject(gone);
    expect(await refusal(vault, id)).toEqual({ code: 'shown-once' });
    const later = await reopened(vault);
    expect(await refusal(later, id)).toEqual({ code: 'shown-once' });
  });

  test('whose token was copied counts as shown, and one whose ID was copied doesn’t', async () => {
    const vault = await createdVault();
    const { accessKeyId, secret, token } = fakeTemporary();
    const temporary = { provider: 'huawei' as const, credential: 'temporary' as const, expiresAt: vault.now + 1000 };
    const { id, ticket } = await add(vault, { ...temporary, accessKeyId, secret, token });
    const { sheet } = await revealed(vault, ticket);
    await sheet.must('reveal.copy', { part: 'accessKeyId' });
    expect(await get(vault, id)).toMatchObject({ reveal: 'taken' });
    await sheet.must('reveal.copy', { part: 'token' });
    expect(await get(vault, id)).toMatchObject(gone);
  });

  test('is marked on the disk, with its row, before its page gets a byte, and can be opened once more', async () => {
    const vault = await createdVault();
    const { secret } = fakePair('alibaba');
    const { id, ticket } = await add(vault, { secret });
    expect(await get(vault, id)).toMatchObject({ reveal: 'pending' });
    // The page says nothing of it and is gone: it was killed, or the vault was locked.
    const first = await revealed(vault, ticket);
    expect([text(first.shown.secret), first.shown.onlyOnce, first.shown.onceMore]).toEqual([secret, true, false]);
    const next = await reopened(vault);
    expect(await get(next, id)).toMatchObject({ reveal: 'taken', secretCanBeShown: true });
    expect(await next.view('verify').mustFail('protection.verify', byPassword(id, 'not the password'))).toEqual({
      code: 'wrong-password',
    });
    const second = await revealed(next, await ticketFor(next, id));
    expect([text(second.shown.secret), second.shown.onlyOnce, second.shown.onceMore]).toEqual([secret, true, true]);
    // The other time counts from its beginning.
    const last = await reopened(next);
    expect(await get(last, id)).toMatchObject(gone);
    expect(await refusal(last, id)).toEqual({ code: 'shown-once' });
    const { rows } = await auditOf(last, { keyId: id });
    expect(rows.map(({ action, outcome, facts }) => [action, outcome, facts.again ?? false]).reverse()).toEqual([
      ['add', 'ok', false],
      ['reveal-displayed', 'ok', false],
      ['reveal-allowed', 'refused', false],
      ['reveal-allowed', 'ok', true],
      ['reveal-displayed', 'ok', true],
      ['reveal-allowed', 'refused', false],
    ]);
  });

  test('is not handed out where its mark can’t be written', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const made = await createdVault();
    const { secret } = fakePair('alibaba');
    const { id } = await add(made, { secret });
    made.end();
    refuseRows(made.folder, "NEW.action = 'reveal-displayed'");
    const vault = await reopened(made);
    const sheet = vault.view('reveal');
    expect(await sheet.call('reveal.open', { ticket: await ticketFor(vault, id) })).toMatchObject({ ok: false });
    expect(text(Buffer.from(JSON.stringify(sheet.received)))).not.toContain(secret);
    expect(await get(vault, id)).toMatchObject({ reveal: 'pending' });
  });

  test('is shown twice at most, however many tickets were made while it could be shown', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault);
    const tickets = [ticket];
    for (let more = 0; more < 3; more += 1) tickets.push(await ticketFor(vault, id));
    const replies = await Promise.all(tickets.map((one) => vault.view('reveal').call('reveal.open', { ticket: one })));
    expect(replies.map((reply) => (reply.ok ? 'shown' : reply.error.code))).toEqual([
      'shown',
      'shown',
      'shown-once',
      'shown-once',
    ]);
  });

  test('is only taken where its file can’t be written, and can be opened once more', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const nowhere = join(vault.folder, 'no', 'such', 'folder');
    vault.savePath = { path: join(nowhere, 'keys.csv') };
    const all = { scope: { kind: 'all' }, to: { kind: 'csv' } };
    await vault.view('export').mustFail('keyExport.save', { ...all, proof: proof() });
    expect(await get(vault, id)).toMatchObject({ reveal: 'taken', secretCanBeShown: true });
    vault.savePath = { path: join(nowhere, 'config.json') };
    const tool = { id, target: 'aliyun-cli', options: {} };
    await vault.view('use').mustFail('keyUse.saveNew', { ...tool, proof: proof() });
    expect(await get(vault, id)).toMatchObject({ reveal: 'taken', secretCanBeShown: true });
    await revealed(vault, await ticketFor(vault, id));
    expect(await get(vault, id)).toMatchObject(gone);
  });

  const options = { variables: 'ALICLOUD_ACCESS_KEY' };
  test.each([
    [
      'copied for a tool',
      (vault: TestVault, id: string) =>
        vault.view('use').must('keyUse.copy', { id, target: 'env-sh', options, proof: proof() }),
    ],
    [
      'saved for a tool',
      (vault: TestVault, id: string) => {
        fileIn(vault, 'config.json');
        return vault.view('use').must('keyUse.saveNew', { id, target: 'aliyun-cli', options: {}, proof: proof() });
      },
    ],
    ['exported without encryption', (vault: TestVault) => exported(vault, { kind: 'all' }, { kind: 'csv' })],
  ])('that was %s is no longer said to be unseen', async (_, leave) => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    const { id } = await add(vault);
    main.events.splice(0);
    await leave(vault, id);
    expect(await get(vault, id)).toMatchObject(gone);
    expect(main.events.map(({ name }) => name)).toContain('keysChanged');
  });

  test('that was taken counts as shown where an export of it is imported, and an unseen one does not', async () => {
    const from = await createdVault();
    await add(from, { name: 'Unseen' });
    const taken = await add(from, { name: 'Taken' });
    await revealed(from, taken.ticket);
    const { path } = await exported(from);
    // What is encrypted is not seen: here both are as they were.
    expect(await get(from, taken.id)).toMatchObject({ reveal: 'taken' });
    const vault = await createdVault();
    const sheet = await opened(vault, path);
    await planOf(sheet);
    await applied(sheet);
    const page = await vault.view('main-view').must<{ rows: { name: string; reveal: string }[] }>('keys.list', {
      offset: 0,
      limit: 50,
      sort: { column: 'name', direction: 'ascending' },
      provider: null,
      text: '',
    });
    expect(page.rows.map(({ name, reveal }) => [name, reveal])).toEqual([
      ['Taken', 'displayed'],
      ['Unseen', 'pending'],
    ]);
  });

  test('that was shown or taken can’t be made unseen again, not even by SQL', async () => {
    const vault = await createdVault();
    const [one, two] = [await add(vault), await add(vault)];
    await (await revealed(vault, one.ticket)).sheet.must('reveal.displayed');
    await revealed(vault, two.ticket);
    vault.end();
    await tamper(vault.folder, (database) => {
      const undo = [
        "UPDATE access_key SET reveal_state = 'pending', displayed_at = NULL WHERE reveal_state = 'displayed'",
        'UPDATE access_key SET taken_at = NULL WHERE taken_at IS NOT NULL',
      ];
      for (const sql of undo) expect(() => database.run(sql), sql).toThrow('not undone');
    });
  });
});

describe('F11: the end of a reveal', () => {
  const life = 120_000;

  test('is the vault’s: nothing is copied or saved after it, and the values are gone', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { ticket } = await add(vault, { provider: 'pingan' });
    const { sheet, shown } = await revealed(vault, ticket);
    expect(shown.seconds).toBe(120);
    clock.advance(life - 1);
    await sheet.must('reveal.copy', { part: 'secret' });
    clock.advance(1);
    const path = fileIn(vault, 'late.csv');
    for (const [operation, input] of [
      ['reveal.copy', { part: 'secret' }],
      ['reveal.copy', { part: 'accessKeyId' }],
      ['reveal.saveCsv', {}],
      ['reveal.keepOpen', {}],
      ['reveal.displayed', {}],
    ] as const) {
      expect(await sheet.mustFail(operation, input), operation).toEqual({ code: 'ticket-invalid' });
    }
    expect([vault.copied.length, fs.existsSync(path)]).toEqual([1, false]);
  });

  test('has nothing to do with the system’s clock', async () => {
    const vault = await createdVault({ clock: fakeClock() });
    const { ticket } = await add(vault, { provider: 'pingan' });
    const { sheet } = await revealed(vault, ticket);
    vault.now += 10 * life;
    await sheet.must('reveal.copy', { part: 'secret' });
  });

  test('waits for the person where an only showing would be lost, and gives nothing out meanwhile', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { secret } = fakePair('alibaba');
    const { id, ticket } = await add(vault, { secret });
    const { sheet } = await revealed(vault, ticket);
    // As after a night in which the computer slept.
    clock.advance(100 * life);
    expect(await sheet.mustFail('reveal.copy', { part: 'secret' })).toEqual({ code: 'ticket-invalid' });
    expect(await sheet.mustFail('reveal.saveCsv')).toEqual({ code: 'ticket-invalid' });
    expect(await sheet.must('reveal.keepOpen')).toEqual({ seconds: 120 });
    await sheet.must('reveal.copy', { part: 'secret' });
    expect(vault.copied).toEqual([secret]);
    // Now nothing would be lost.
    clock.advance(life);
    expect(await sheet.mustFail('reveal.keepOpen')).toEqual({ code: 'ticket-invalid' });
    expect(await get(vault, id)).toMatchObject(gone);
  });

  test('that an only showing waits for can be the person’s choice', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { id, ticket } = await add(vault);
    const { sheet } = await revealed(vault, ticket);
    clock.advance(life);
    await sheet.must('reveal.displayed');
    expect(await get(vault, id)).toMatchObject(gone);
  });

  test('is put off by the person as often as wanted', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { ticket } = await add(vault, { provider: 'pingan' });
    const { sheet } = await revealed(vault, ticket);
    for (let time = 0; time < 3; time += 1) {
      clock.advance(life - 1);
      expect(await sheet.must('reveal.keepOpen')).toEqual({ seconds: 120 });
    }
    clock.advance(life - 1);
    await sheet.must('reveal.copy', { part: 'secret' });
    clock.advance(1);
    expect(await sheet.mustFail('reveal.copy', { part: 'secret' })).toEqual({ code: 'ticket-invalid' });
  });

  test('comes after the token too, where a key has one', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { accessKeyId, secret, token } = fakeTemporary();
    const temporary = { provider: 'huawei' as const, credential: 'temporary' as const, expiresAt: vault.now + 1000 };
    const { sheet } = await revealed(vault, (await add(vault, { ...temporary, accessKeyId, secret, token })).ticket);
    await sheet.must('reveal.copy', { part: 'secret' });
    // The console's file has no token, so that it would still be lost.
    fileIn(vault, 'key.csv');
    await sheet.must('reveal.saveCsv');
    clock.advance(life);
    await sheet.must('reveal.keepOpen');
    await sheet.must('reveal.copy', { part: 'token' });
    expect(vault.copied).toEqual([secret, token]);
    clock.advance(life);
    expect(await sheet.mustFail('reveal.keepOpen')).toEqual({ code: 'ticket-invalid' });
  });

  test('waits for a save dialog, and leaves ten seconds after it', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { ticket } = await add(vault, { provider: 'pingan' });
    const { sheet } = await revealed(vault, ticket);
    const path = fileIn(vault, 'key.csv');
    let answer: () => void = () => undefined;
    vault.mainWaitsFor = new Promise((resolve) => {
      answer = resolve;
    });
    const saving = sheet.must('reveal.saveCsv');
    // Answers in order: when this one is there, the dialog is open.
    await vault.view('main-view').must('protection.state');
    clock.advance(10 * life);
    answer();
    expect(await saving).toEqual({ fileName: 'key.csv' });
    expect(fs.existsSync(path)).toBe(true);
    vault.mainWaitsFor = null;
    clock.advance(9_999);
    await sheet.must('reveal.copy', { part: 'secret' });
    clock.advance(1);
    expect(await sheet.mustFail('reveal.copy', { part: 'secret' })).toEqual({ code: 'ticket-invalid' });
  });

  test('leaves no timer behind when the sheet closes before', async () => {
    const clock = fakeClock();
    const vault = await createdVault({ clock });
    const { ticket } = await add(vault);
    const { sheet } = await revealed(vault, ticket);
    const timers = clock.timers;
    sheet.close();
    expect(clock.timers).toBe(timers - 1);
  });
});
