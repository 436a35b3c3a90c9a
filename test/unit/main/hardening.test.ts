import { afterEach, describe, expect, test, vi } from 'vitest';

/**
 * main/windows/hardening.ts over a pretended Electron: every session and every web contents gets all of it. What
 * Chromium then makes of it the end-to-end tests show.
 */

type Listener = (...given: unknown[]) => void;

/** Something that has listeners, of which a test calls one. */
function emitter() {
  const listeners = new Map<string, Listener>();
  return {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    /** Calls it with an event; answers whether that was refused. */
    refuses(name: string, ...more: unknown[]): boolean {
      const preventDefault = vi.fn();
      listeners.get(name)?.({ preventDefault }, ...more);
      return preventDefault.mock.calls.length === 1;
    },
    tell: (name: string, ...given: unknown[]) => listeners.get(name)?.(...given),
  };
}

function pretendedSession() {
  type Asked = (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void;
  const set: {
    before?: Asked;
    file?: () => Response;
    request?: Listener;
    check?: () => boolean;
    device?: () => boolean;
    spell?: boolean;
  } = {};
  return {
    ...emitter(),
    set,
    webRequest: {
      onBeforeRequest: (asked: Asked) => {
        set.before = asked;
      },
    },
    protocol: {
      handle: (scheme: string, answer: () => Response) => {
        if (scheme === 'file') set.file = answer;
      },
    },
    setPermissionRequestHandler: (handler: Listener) => {
      set.request = handler;
    },
    setPermissionCheckHandler: (handler: () => boolean) => {
      set.check = handler;
    },
    setDevicePermissionHandler: (handler: () => boolean) => {
      set.device = handler;
    },
    setSpellCheckerEnabled: (on: boolean) => {
      set.spell = on;
    },
  };
}

function pretendedContents(session = pretendedSession()) {
  const set: { open?: () => unknown; webrtc?: string } = {};
  return {
    ...emitter(),
    session,
    set,
    setWindowOpenHandler: (handler: () => unknown) => {
      set.open = handler;
    },
    setWebRTCIPHandlingPolicy: (policy: string) => {
      set.webrtc = policy;
    },
  };
}

async function confined() {
  const app = emitter();
  vi.resetModules();
  vi.doMock('electron', () => ({ app }));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { confineEverything } = await import('../../../main/windows/hardening');
  confineEverything();
  const made = pretendedSession();
  app.tell('session-created', made);
  const unheard = pretendedSession();
  const contents = pretendedContents(unheard);
  app.tell('web-contents-created', {}, contents);
  return { app, contents, sessions: { 'that is made': made, 'of whose making nobody heard': unheard } };
}

afterEach(() => {
  vi.doUnmock('electron');
});

describe.each(['that is made', 'of whose making nobody heard'] as const)('a session %s', (which) => {
  test('lets nothing through but the application’s own pages', async () => {
    const { sessions } = await confined();
    const { before, file } = sessions[which].set;
    const cancels = (url: string) => {
      let answer: boolean | null = null;
      before?.({ url }, ({ cancel }) => {
        answer = cancel;
      });
      return answer;
    };
    expect(cancels('app://main-view/')).toBe(false);
    for (const url of [
      'https://example.com/',
      'http://localhost/',
      'ws://localhost/',
      'file:///etc/passwd',
      'data:text/html,x',
      'blob:app://main-view/x',
      'devtools://devtools/x',
      'app:main-view',
    ]) {
      expect(cancels(url), url).toBe(true);
    }
    expect(file?.().type).toBe('error');
  });

  test('gives no permission, no device, no dictionary and no download', async () => {
    const { sessions } = await confined();
    const { refuses, set } = sessions[which];
    const answer = vi.fn();
    set.request?.({}, 'media', answer);
    expect(answer.mock.calls).toEqual([[false]]);
    expect([set.check?.(), set.device?.(), set.spell]).toEqual([false, false, false]);
    expect(refuses('will-download')).toBe(true);
  });
});

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  'web contents: %s is refused',
  async (name) => {
    const { contents } = await confined();
    expect(contents.refuses(name)).toBe(true);
  },
);

test('web contents open no window, take no Bluetooth device, and ask no STUN server', async () => {
  const { contents } = await confined();
  expect(contents.set.open?.()).toEqual({ action: 'deny' });
  expect(contents.set.webrtc).toBe('disable_non_proxied_udp');
  const choose = vi.fn();
  expect(contents.refuses('select-bluetooth-device', [{ deviceId: 'first' }], choose)).toBe(true);
  expect(choose.mock.calls).toEqual([['']]);
});

test('no certificate is taken that doesn’t hold, none is given, and nobody logs in', async () => {
  const { app } = await confined();
  const answer = vi.fn();
  expect(app.refuses('certificate-error', {}, '', '', {}, answer)).toBe(true);
  expect(answer.mock.calls).toEqual([[false]]);
  expect(app.refuses('select-client-certificate')).toBe(true);
  expect(app.refuses('login')).toBe(true);
});
