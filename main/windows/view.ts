import { join } from 'node:path';
import { app, WebContentsView } from 'electron';
import type { Language } from '../../common/languages';
import type { TextSize } from '../../common/text-size';
import type { View, ViewBoot } from '../../common/views';
import { developmentServer } from './hardening';
import { pageFile } from './protocol';
import { giveBack, takeSession } from './sessions';

/** What a page has to have from its first paint on. */
export interface FirstLook {
  language: Language;
  textSize: TextSize;
}

/** A view that is made and not in the window yet. */
let ahead: { view: View; contents: WebContentsView } | null = null;

/** Makes a view before there is a window for it. Its process starts while the window is made. */
export function makeViewAhead(view: View, look: FirstLook): void {
  ahead = { view, contents: makeView(view, look, false) };
}

/** Returns the view that was made ahead if it is this one. */
function takeAhead(view: View): WebContentsView | null {
  const made = ahead?.view === view ? ahead.contents : null;
  if (made) ahead = null;
  return made;
}

/**
 * Makes the renderer of a view and starts to load its page. It is sandboxed and has its own process and its own session
 * in memory. With `over` its page has a transparent ground, so that what lies below shows through.
 */
export function makeView(view: View, { language, textSize }: FirstLook, over: boolean): WebContentsView {
  const made = takeAhead(view);
  if (made) return made;
  const boot: ViewBoot = { view, language, platform: process.platform as ViewBoot['platform'] };
  const contents = new WebContentsView({
    webPreferences: {
      session: takeSession(view),
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      // security: the sandbox is off only in development builds that were asked for @electron/remote.
      sandbox: !remoteInDevelopment,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: import.meta.env.DEV,
      navigateOnDragDrop: false,
      // Older Electrons don't have this option. With them the stage gives the keyboard back to the sheet.
      focusOnNavigation: view !== 'main-view',
      zoomFactor: textSize / 100,
      safeDialogs: true,
      enableWebSQL: false,
      additionalArguments: [
        `--keyfold-boot=${JSON.stringify(boot)}`,
        ...(remoteInDevelopment ? ['--keyfold-remote'] : []),
      ],
    },
  });
  giveBack(view, contents.webContents);
  if (over) contents.setBackgroundColor('#00000000');
  void contents.webContents.loadURL(addressOf(view)).catch(() => {
    // The view was closed while it loaded, and nothing waits for it.
  });
  return contents;
}

/** Returns the address of a view's page. */
export function addressOf(view: View): string {
  return developmentServer ? `${developmentServer}/${pageFile(view)}` : `app://${view}/`;
}

/** `@electron/remote` for the DevTools console: development builds only, and only when asked for. */
export const remoteInDevelopment = import.meta.env.DEV && !app.isPackaged && process.env.KEYFOLD_REMOTE === '1';
