import { contextBridge, ipcRenderer } from 'electron';
import type { OperationTable } from '../common/contract/derived';
import type { FromView, ToView } from '../common/control';
import type { AppError, Reply } from '../common/errors';
import type { View, ViewBoot, ViewContexts } from '../common/views';

/**
 * Builds `window.keyfold` for the one view that this renderer is. The gates decide what a view may call. The table only
 * keeps operations out of a view's client that it could not call anyway.
 */

declare const __OPERATIONS__: OperationTable;

const bootArgument = '--keyfold-boot=';
const boot = JSON.parse(
  process.argv.find((argument) => argument.startsWith(bootArgument))?.slice(bootArgument.length) ?? '{}',
) as ViewBoot;

type Listener = (payload: unknown) => void;
const listeners = new Map<string, Set<Listener>>();
const waiting = new Map<number, (reply: Reply<unknown>) => void>();
let lastNumber = 0;

const connected = new Promise<{ port: MessagePort; context: ViewContexts[View] }>((resolve) => {
  ipcRenderer.once('keyfold:port', (event, context: ViewContexts[View]) => {
    const port = event.ports[0];
    if (!port) return;
    port.onmessage = ({ data }: MessageEvent<ToView>) => {
      if (data.kind === 'event') return announce(data.name, data.payload);
      waiting.get(data.number)?.(data.reply as Reply<unknown>);
      waiting.delete(data.number);
    };
    // The vault process has ended, so no call will get an answer any more.
    port.addEventListener('close', () => {
      for (const settle of waiting.values()) settle({ ok: false, error: { code: 'vault-ended' } as AppError });
      waiting.clear();
    });
    resolve({ port, context });
  });
});

ipcRenderer.on('keyfold:event', (_event, name: string, payload: unknown) => announce(name, payload));

function announce(name: string, payload: unknown): void {
  for (const listener of listeners.get(name) ?? []) listener(payload);
}

async function callVault(operation: string, input: unknown): Promise<Reply<unknown>> {
  const { port } = await connected;
  return new Promise((resolve) => {
    lastNumber += 1;
    waiting.set(lastNumber, resolve);
    port.postMessage({ number: lastNumber, operation, input } satisfies FromView);
  });
}

const callMain = (operation: string, input: unknown): Promise<Reply<unknown>> =>
  ipcRenderer.invoke('keyfold:call', operation, input);

const client = Object.fromEntries(
  Object.entries(__OPERATIONS__).map(([group, operations]) => [
    group,
    Object.fromEntries(
      Object.entries(operations)
        .filter(([, { views }]) => views.includes(boot.view))
        .map(([name, { side }]) => [
          name,
          (input: unknown) => (side === 'vault' ? callVault : callMain)(`${group}.${name}`, input),
        ]),
    ),
  ]),
);

contextBridge.exposeInMainWorld('keyfold', {
  ...client,
  boot,
  context: async () => (await connected).context,
  on: (name: string, listener: Listener) => {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener));
    return () => {
      set.delete(listener);
    };
  },
});

// Main lets everything wait for this that the first picture doesn't need. It is on the screen when the frame after it begins.
addEventListener('DOMContentLoaded', () =>
  requestAnimationFrame(() => requestAnimationFrame(() => ipcRenderer.send('keyfold:painted'))),
);

if (import.meta.env.DEV && process.argv.includes('--keyfold-remote')) void import('./development');
