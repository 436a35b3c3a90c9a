import { afterEach, expect, test, vi } from 'vitest';

/** main/ending.ts over a pretended Electron with a clipboard. */

type Quitting = { preventDefault(): void };

let text: string;

async function quitting(endVault: () => Promise<void>) {
  text = '';
  const clipboard = {
    readText: () => text,
    writeText: async (given: string) => {
      text = given;
    },
    clear: () => {
      text = '';
    },
  };
  vi.resetModules();
  vi.doMock('electron', () => ({ clipboard, ClipboardItem: undefined }));
  const [{ endProperly }, { copyForAWhile }] = await Promise.all([
    import('../../../main/ending'),
    import('../../../main/platform/clipboard'),
  ]);
  const listeners: ((event: Quitting) => void)[] = [];
  const app = {
    ended: false,
    on: (_name: string, listener: (event: Quitting) => void) => listeners.push(listener),
    quit() {
      let held = false;
      const preventDefault = () => {
        held = true;
      };
      for (const listener of listeners) listener({ preventDefault });
      app.ended = !held;
    },
  };
  endProperly(app as never, endVault);
  return { app, copy: (secret: string) => copyForAWhile(new TextEncoder().encode(secret)) };
}

afterEach(() => {
  vi.doUnmock('electron');
});

test('the application ends once the vault is closed and our clipboard is cleared', async () => {
  let closed: () => void = () => undefined;
  const endVault = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        closed = resolve;
      }),
  );
  const { app, copy } = await quitting(endVault);
  await copy('FAKE-secret');
  expect(text).toBe('FAKE-secret');
  app.quit();
  // A second quit changes nothing, and ends nothing twice.
  app.quit();
  expect(endVault).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(text).toBe(''));
  expect(app.ended).toBe(false);
  closed();
  await vi.waitFor(() => expect(app.ended).toBe(true));
});

test('what another program put on the clipboard since stays there', async () => {
  const { app, copy } = await quitting(() => Promise.resolve());
  await copy('FAKE-secret');
  text = 'of another program';
  app.quit();
  await vi.waitFor(() => expect(app.ended).toBe(true));
  expect(text).toBe('of another program');
});

test('it ends also where the vault can’t be closed', async () => {
  const { app, copy } = await quitting(() => Promise.reject(new Error('FAKE')));
  await copy('FAKE-secret');
  app.quit();
  await vi.waitFor(() => expect(app.ended).toBe(true));
  expect(text).toBe('');
});
