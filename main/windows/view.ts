import { join } from 'node:path';
import { app, session, WebContentsView } from 'electron';
import type { Language } from '../../common/languages';
import type { View, ViewBoot } from '../../common/views';
import { developmentServer } from './hardening';
import { pageFile, serve } from './protocol';

let made = 0;

/**
 * Makes the renderer of a view and starts loading it: its own process, its own session in memory, sandboxed. Its page
 * draws on a transparent ground where `over` says so, so that what lies below shows through.
 */
export function makeView(view: View, language: Language, over: boolean): WebContentsView {
  made += 1;
  // No `persist:` in the name: nothing of a view ever reaches the disk. A name of its own: nothing is shared.
  const ownSession = session.fromPartition(`${view}-${made}`);
  if (!developmentServer) serve(ownSession, view);
  const boot: ViewBoot = { view, language, platform: process.platform as ViewBoot['platform'] };
  const contents = new WebContentsView({
    webPreferences: {
      session: ownSession,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      // security: without it only in development builds that were asked for @electron/remote.
      sandbox: !remoteInDevelopment,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: import.meta.env.DEV,
      navigateOnDragDrop: false,
      // Older Electrons don’t know this; there the stage hands the keyboard back to the sheet.
      focusOnNavigation: view !== 'main-view',
      safeDialogs: true,
      enableWebSQL: false,
      additionalArguments: [
        `--keyfold-boot=${JSON.stringify(boot)}`,
        ...(remoteInDevelopment ? ['--keyfold-remote'] : []),
      ],
    },
  });
  if (over) contents.setBackgroundColor('#00000000');
  void contents.webContents.loadURL(addressOf(view)).catch(() => {
    // A view that was closed while it loaded; nothing waits for it.
  });
  return contents;
}

/** The address of a view's page. */
export function addressOf(view: View): string {
  return developmentServer ? `${developmentServer}/${pageFile(view)}` : `app://${view}/`;
}

/** `@electron/remote` for the DevTools console: development builds only, and only when asked for. */
export const remoteInDevelopment = import.meta.env.DEV && !app.isPackaged && process.env.KEYFOLD_REMOTE === '1';
