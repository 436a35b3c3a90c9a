import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../../../common/errors';
import { defaultSettings } from '../../../common/settings';
import type { View } from '../../../common/views';
import { type MainHandlers, passGate } from '../../../main/ipc/gate';

const ticket = 'T'.repeat(43);

describe('the gate of main', () => {
  const called = vi.fn();
  const handlers: MainHandlers = {
    settings: {
      get: () => ({ ...defaultSettings, theme: 'dark', language: 'en' }),
      set: (change) => {
        called(change);
        return { ...defaultSettings, theme: 'dark', language: 'en' };
      },
      about: () => {
        throw new Error('a message that may hold a secret');
      },
      copyReport: () => null,
      capture: () => 'shown',
      setCapture: ({ capture }) => capture,
      system: () => ({ screenLock: 'told', concealsCopies: true }),
      outside: () => ({ notifications: true, tray: false }),
    },
    vaults: { list: () => [], open: () => null, rename: () => null, forget: () => null },
    clipboard: {
      state: () => ({ clearsAt: null, stays: false }),
      copySkipped: () => null,
      copyIds: () => null,
      clear: () => null,
    },
    draft: {
      keep: (input) => {
        called(input);
        return null;
      },
      drop: () => null,
      kept: () => null,
    },
    window: {
      openSheet: () => fail('not-found', {}),
      finish: (input, caller) => {
        called(input, caller.view);
        return null;
      },
      showRestore: () => null,
      leaveRescue: () => null,
      hold: () => null,
      answerClosing: () => null,
      lock: () => {
        called('lock');
        return null;
      },
      quit: () => null,
    },
  };

  const gate = { handlers, isUnlocked: () => true };

  beforeEach(() => called.mockClear());

  it('runs the handler of a view that may call it, with the parsed payload', async () => {
    expect(await passGate(gate, 'add', 'window.finish', { ticket })).toEqual({ ok: true, value: null });
    expect(called).toHaveBeenCalledWith({ ticket }, 'add');
  });

  it('refuses web contents that are no standing view', async () => {
    const reply = await passGate(gate, null, 'window.lock', {});
    expect(reply).toEqual({ ok: false, error: { code: 'not-allowed', operation: '' } });
    expect(called).not.toHaveBeenCalled();
  });

  it.each([
    ['unlock', 'window.finish', { ticket: null }],
    ['add', 'window.lock', {}],
    ['reveal', 'settings.set', { theme: 'dark' }],
    ['verify', 'window.openSheet', { sheet: 'add', provider: null }],
  ] as const)('refuses %s the operation %s, which is another view’s', async (view, operation, input) => {
    const reply = await passGate(gate, view, operation, input);
    expect(reply).toEqual({ ok: false, error: { code: 'not-allowed', operation } });
    expect(called).not.toHaveBeenCalled();
  });

  it.each([
    'keys.list',
    'window',
    'window.',
    'window.lock.call',
    'window.constructor',
    'window.toString',
    'constructor.constructor',
    '__proto__.lock',
    'settings.__proto__',
    '',
    null,
    undefined,
    7,
    ['window.lock'],
    { toString: () => 'window.lock' },
  ])('refuses %j, which is no operation of main', async (operation) => {
    const reply = await passGate(gate, 'main-view', operation, {});
    expect(reply).toEqual({ ok: false, error: { code: 'bad-request', operation: '' } });
    expect(called).not.toHaveBeenCalled();
  });

  it.each([
    ['settings.set', { theme: 'neon' }],
    ['settings.set', { theme: 'dark', path: '/etc/passwd' }],
    ['settings.set', null],
    ['settings.set', []],
    ['window.lock', undefined],
    ['window.openSheet', { sheet: 'reveal', ticket }],
    ['window.openSheet', { sheet: 'verify', intent: { act: 'reveal', id: '../../x' } }],
    ['window.openSheet', { sheet: 'verify', intent: { act: 'create', ids: ['00000000-0000-4000-8000-000000000000'] } }],
    ['window.openSheet', { sheet: 'verify', intent: { act: 'delete', ids: [] } }],
    [
      'window.openSheet',
      { sheet: 'verify', intent: { act: 'export-log', ids: ['00000000-0000-4000-8000-000000000000'] } },
    ],
    ['window.openSheet', { sheet: 'protect', change: { part: 'delete', on: false } }],
    ['window.openSheet', { sheet: 'add', provider: 'aws' }],
  ])('refuses the operation %s with the payload %j', async (operation, input) => {
    const reply = await passGate(gate, 'main-view', operation, input);
    expect(reply).toEqual({ ok: false, error: { code: 'bad-request', operation } });
    expect(called).not.toHaveBeenCalled();
  });

  it('passes on the code of an expected error', async () => {
    const reply = await passGate(gate, 'main-view', 'window.openSheet', { sheet: 'add', provider: null });
    expect(reply).toEqual({ ok: false, error: { code: 'not-found' } });
  });

  it('refuses what needs an open vault while it is locked, whatever the payload, and to another view all the same', async () => {
    const locked = { handlers, isUnlocked: () => false };
    const reply = (view: View, input: unknown) => passGate(locked, view, 'window.finish', input);
    expect(await reply('add', { ticket })).toEqual({ ok: false, error: { code: 'locked' } });
    expect(await reply('add', 7)).toEqual({ ok: false, error: { code: 'locked' } });
    expect(await reply('unlock', { ticket })).toMatchObject({ error: { code: 'not-allowed' } });
    expect(called).not.toHaveBeenCalled();
  });

  it('says no more than that of an unexpected one, in the reply and in the log', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const reply = await passGate(gate, 'main-view', 'settings.about', {});
    const log = written.mock.calls.flat().join('');
    written.mockRestore();
    expect(reply).toEqual({ ok: false, error: { code: 'internal' } });
    expect(log).toContain('settings.about');
    expect(log).not.toContain('secret');
  });
});
