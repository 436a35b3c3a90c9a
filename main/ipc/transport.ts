import { ipcMain, type WebContents } from 'electron';
import type { Reply } from '../../common/errors';

/** Listens to the calls of the views. This is the only file that uses ipcMain: one channel, one listener. */
export function answerCalls(
  answer: (sender: WebContents, frameUrl: string, operation: unknown, input: unknown) => Promise<Reply<unknown>>,
): void {
  ipcMain.handle('keyfold:call', (event, operation: unknown, input: unknown) => {
    const frame = event.senderFrame;
    // A call from a frame inside the page, or from a page that is gone, gets an address that no view has.
    const url = frame !== null && frame === event.sender.mainFrame ? frame.url : '';
    return answer(event.sender, url, operation, input);
  });
}
