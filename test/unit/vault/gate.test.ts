import { describe, expect, test, vi } from 'vitest';
import { contract } from '../../../common/contract';
import { KeyfoldError } from '../../../common/errors';
import { views } from '../../../common/views';
import type { Caller } from '../../../vault/base/caller';
import { createGate, type GateNeeds } from '../../../vault/gate';
import { add, auditOf, createdVault, get, list, newKey, password, startTestVault } from './harness';

/** Every operation by name, with what the contract says of it. */
const operations = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members).map(([name, { side, views, needs }]) => ({
    name: `${group}.${name}`,
    side: side as string,
    views: views as readonly string[],
    needs: needs as string,
  })),
);

describe('refuses', () => {
  test('an operation that is not the vault’s, whatever its name', async () => {
    const vault = await createdVault();
    const names = [
      ...operations.filter(({ side }) => side === 'main').map(({ name }) => name),
      '',
      '.',
      'keys',
      'keys.',
      '.list',
      'keys.list.',
      'keys.list.x',
      'keys.List',
      'keys.constructor',
      'keys.__proto__',
      'constructor.name',
      '__proto__.toString',
      'toString.call',
    ];
    for (const view of views) {
      for (const operation of names) {
        expect(await vault.view(view).mustFail(operation)).toEqual({ code: 'bad-request', operation });
      }
    }
    const long = await vault.view('main-view').mustFail('x'.repeat(1000));
    expect(long).toEqual({ code: 'bad-request', operation: 'x'.repeat(64) });
  });

  test('every operation to every view that the contract does not name', async () => {
    const vault = await createdVault();
    let refused = 0;
    for (const { name: operation, views: allowed } of operations.filter(({ side }) => side === 'vault')) {
      for (const view of views.filter((candidate) => !allowed.includes(candidate))) {
        expect(await vault.view(view).mustFail(operation)).toEqual({ code: 'not-allowed', operation });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(80);
  });

  test('everything but creation, unlocking and state while locked', async () => {
    const vault = startTestVault();
    for (const { name, views: allowed, needs } of operations.filter(({ side }) => side === 'vault')) {
      if (needs === 'nothing') continue;
      for (const view of allowed) {
        expect(await vault.view(view as Caller['view']).mustFail(name), name).toEqual({ code: 'locked' });
      }
    }
    const open = operations
      .filter(({ side, needs }) => side === 'vault' && needs === 'nothing')
      .map(({ name }) => name);
    expect(open).toEqual([
      'session.create',
      'session.unlock',
      'session.recover',
      'session.ways',
      'session.state',
      'command.waiting',
      'backups.list',
      'backups.restore',
      'rescue.state',
      'rescue.save',
      'rescue.drop',
      'elsewhere.choose',
      'elsewhere.open',
      'elsewhere.make',
    ]);
  });

  test('payloads off their schema, and nothing has changed after', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'Kept' });
    const before = await get(vault, id);
    const good = newKey();
    const polluted = JSON.parse(`{"id":"${id}","__proto__":{"id":"x"}}`) as unknown;
    const deep = Array.from({ length: 500 }).reduce((inner) => [inner], 0 as unknown);
    const query = { offset: 0, limit: 50, sort: { column: 'name', direction: 'ascending' }, provider: null, text: '' };
    const calls: ['main-view' | 'add' | 'verify' | 'reveal', string, unknown][] = [
      ['main-view', 'keys.get', null],
      ['main-view', 'keys.get', 'text'],
      ['main-view', 'keys.get', {}],
      ['main-view', 'keys.get', { id: 'not a uuid' }],
      ['main-view', 'keys.get', { id: { $ne: null } }],
      ['main-view', 'keys.get', { id, extra: true }],
      ['main-view', 'keys.delete', polluted],
      ['main-view', 'keys.delete', deep],
      ['main-view', 'keys.delete', { id: `${id}' OR '1'='1` }],
      ['main-view', 'keys.counts', { anything: 1 }],
      ['main-view', 'keys.list', { ...query, limit: 501 }],
      ['main-view', 'keys.list', { ...query, limit: 0 }],
      ['main-view', 'keys.list', { ...query, offset: -1 }],
      ['main-view', 'keys.list', { ...query, offset: Number.MAX_SAFE_INTEGER + 1 }],
      ['main-view', 'keys.list', { ...query, sort: { column: 'secret', direction: 'ascending' } }],
      ['main-view', 'keys.list', { ...query, sort: { column: 'name', direction: 'ASC; DROP TABLE access_key' } }],
      ['main-view', 'keys.list', { ...query, text: 'x'.repeat(1001) }],
      ['main-view', 'keys.setStatus', { ids: [id], status: 'gone' }],
      ['add', 'keys.add', { ...good, password: 'a text' }],
      ['add', 'keys.add', { ...good, secrets: { secret: 'a text', token: new Uint8Array() } }],
      ['add', 'keys.add', { ...good, secrets: { secret: new Uint8Array(1025), token: new Uint8Array() } }],
      ['add', 'keys.add', { ...good, key: { ...good.key, provider: 'aws' } }],
      ['add', 'keys.add', { ...good, key: { ...good.key, name: 'x'.repeat(255 * 64 + 1) } }],
      ['add', 'keys.add', { ...good, key: { ...good.key, expiresAt: 1.5 } }],
      [
        'verify',
        'protection.verify',
        {
          intent: { act: 'reveal', id },
          digest: '0'.repeat(64),
          proof: { method: 'password', password: new Uint8Array(4097) },
        },
      ],
      ['reveal', 'reveal.open', { ticket: 'short' }],
      ['reveal', 'reveal.open', { ticket: `${'A'.repeat(42)}=` }],
      ['reveal', 'reveal.copy', { part: 'password' }],
    ];
    for (const [view, operation, input] of calls) {
      expect(await vault.view(view).mustFail(operation, input), operation).toEqual({ code: 'bad-request', operation });
    }
    expect(await get(vault, id)).toEqual(before);
    expect((await list(vault)).total).toBe(1);
    const { rows } = await auditOf(vault, { action: 'call-refused' });
    expect(rows.map(({ outcome, code, facts }) => [facts.view, facts.operation, outcome, code]).reverse()).toEqual(
      calls.map(([view, operation]) => [view, operation, 'refused', 'bad-request']),
    );
    expect(Object.prototype).not.toHaveProperty('id');
  });
});

test('messages that are no calls get no answer and do no harm', async () => {
  const vault = await createdVault();
  const view = vault.view('main-view');
  const messages = [
    null,
    undefined,
    1,
    'keys.list',
    [],
    {},
    { number: 'one', operation: 'keys.counts', input: {} },
    { number: 1.5, operation: 'keys.counts', input: {} },
    { number: 1, operation: ['keys.counts'], input: {} },
    { number: 1, operation: 'keys.counts', input: {}, view: 'main-view' },
    { kind: 'end' },
  ];
  for (const message of messages) view.send(message);
  await view.must('keys.counts');
  expect(view.received).toHaveLength(1);
});

describe('a failing handler', () => {
  const caller: Caller = { view: 'main-view' };
  function failing(error: unknown, translate: GateNeeds['translate'] = () => null) {
    const handlers = { keys: { counts: () => Promise.reject(error) } } as unknown as GateNeeds['handlers'];
    const gate = createGate({ handlers, isUnlocked: () => true, arrived: () => () => undefined, translate });
    return gate(caller, { number: 7, operation: 'keys.counts', input: {} });
  }
  const reply = (error: object) => ({ kind: 'reply', number: 7, reply: { ok: false, error } });

  test('answers its own code, a translated one, or nothing but that it failed', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await failing(new KeyfoldError({ code: 'not-found' }))).toEqual(reply({ code: 'not-found' }));
    expect(await failing(new Error('x'), () => ({ code: 'disk-full' }))).toEqual(reply({ code: 'disk-full' }));
    expect(written).not.toHaveBeenCalled();
    const revealing = Object.assign(new TypeError('FAKE secret in a message'), { code: 'ERR_FAKE' });
    expect(await failing(revealing)).toEqual(reply({ code: 'internal' }));
    expect(await failing('FAKE secret thrown as text')).toEqual(reply({ code: 'internal' }));
    const lines = written.mock.calls.map(([line]) => String(line));
    expect(lines).toEqual(['keyfold vault: keys.counts: TypeError ERR_FAKE\n', 'keyfold vault: keys.counts: string\n']);
  });
});

describe('bytes of an input', () => {
  test('are wiped after the call, after a refusal, and in what is no call', async () => {
    const caller: Caller = { view: 'unlock' };
    let seen = '';
    const handlers = {
      session: {
        unlock: ({ password: bytes }: { password: Uint8Array }) => {
          seen = Buffer.from(bytes).toString();
          return null;
        },
      },
    } as unknown as GateNeeds['handlers'];
    const gate = createGate({
      handlers,
      isUnlocked: () => false,
      arrived: () => () => undefined,
      translate: () => null,
    });
    const send = async (message: (bytes: Uint8Array) => unknown, view: Caller = caller) => {
      const { password: bytes } = password();
      await gate(view, message(bytes));
      return bytes.every((byte) => byte === 0);
    };
    const call = (input: unknown) => ({ number: 1, operation: 'session.unlock', input });
    expect(await send((bytes) => call({ password: bytes }))).toBe(true);
    expect(seen).toBe(Buffer.from(password().password).toString());
    expect(await send((bytes) => call({ password: bytes, extra: 1 }))).toBe(true);
    expect(await send((bytes) => call({ deep: [{ inside: bytes }] }))).toBe(true);
    expect(await send((bytes) => call({ password: bytes }), { view: 'main-view' })).toBe(true);
    expect(await send((bytes) => ({ nothing: bytes }))).toBe(true);
  });
});

test('calls that change something run one at a time in their order; reads run beside them', async () => {
  const running: string[] = [];
  const finish: (() => void)[] = [];
  const slow = (name: string) => () => {
    running.push(name);
    return new Promise<null>((resolve) => finish.push(() => resolve(null)));
  };
  const handlers = {
    keys: { setDefault: slow('first'), delete: slow('second'), counts: () => running.push('read') },
  } as unknown as GateNeeds['handlers'];
  const gate = createGate({ handlers, isUnlocked: () => true, arrived: () => () => undefined, translate: () => null });
  const id = '00000000-0000-4000-8000-000000000000';
  const call = (operation: string, input: object) => gate({ view: 'main-view' }, { number: 1, operation, input });
  const first = call('keys.setDefault', { id });
  const second = call('keys.delete', { ids: [id] });
  await vi.waitFor(() => expect(running).toEqual(['first']));
  await call('keys.counts', {});
  expect(running).toEqual(['first', 'read']);
  finish[0]?.();
  await first;
  await vi.waitFor(() => expect(running).toEqual(['first', 'read', 'second']));
  finish[1]?.();
  await second;
});
