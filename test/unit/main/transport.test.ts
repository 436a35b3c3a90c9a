import { expect, it, vi } from 'vitest';
import { answerCalls } from '../../../main/ipc/transport';

type Listener = (event: { sender: object; senderFrame: object | null }, operation: unknown, input: unknown) => unknown;

const { handle } = vi.hoisted(() => ({ handle: vi.fn<(channel: string, listener: Listener) => void>() }));
vi.mock('electron', () => ({ ipcMain: { handle } }));

it('passes on the address of the main frame only', async () => {
  const asked = vi.fn().mockResolvedValue({ ok: true, value: null });
  answerCalls(asked);
  const [channel, listener] = handle.mock.calls[0] ?? [];
  expect(channel).toBe('keyfold:call');
  const mainFrame = { url: 'app://main-view/' };
  const sender = { mainFrame };

  await listener?.({ sender, senderFrame: mainFrame }, 'window.lock', {});
  expect(asked).toHaveBeenLastCalledWith(sender, 'app://main-view/', 'window.lock', {});

  // A frame below the page, with the page's own address; a frame that is gone.
  for (const senderFrame of [{ url: 'app://main-view/' }, null]) {
    await listener?.({ sender, senderFrame }, 'window.lock', {});
    expect(asked).toHaveBeenLastCalledWith(sender, '', 'window.lock', {});
  }
});
