import { ipcMain, type WebContents } from 'electron';
import type { Reply } from '../../common/errors';

/** The only file that names ipcMain: one channel, one listener. */
export function answerCalls(
  answer: (sender: WebContents, frameUrl: string, operation: unknown, input: unknown) => Promise<Reply<unknown>>,
): void {
  ipcMain.handle('keyfold:call', (event, operation: unknown, input: unknown) => {
    const frame = event.senderFrame;
    // A call from a frame below the page, or from a page that is gone, has no address that any view has.
    const url = frame !== null && frame === event.sender.mainFrame ? frame.url : '';
    return answer(event.sender, url, operation, input);
  });
}
