import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { languageFor } from '../../common/languages';
import { exitCodes, type NoStart, noStartWords } from './words';

/** Milliseconds after which the start ends even if Electron never gets ready to show a dialog. */
const longestWait = 15_000;

/** The system's language before Electron is ready. */
export const startLanguage = () => languageFor(app.getPreferredSystemLanguages()[0] ?? app.getLocale());

/**
 * Says why Keyfold doesn't start, on standard error and in a dialog if there is a screen, and ends with the code of
 * {@link exitCodes}. The text names paths of this machine, so it is not written into a log.
 */
export function endStart(noStart: NoStart): void {
  const text = noStartWords(startLanguage(), noStart);
  const code = exitCodes[noStart.kind];
  process.stderr.write(`keyfold: ${text}\n`);
  // Without a screen, Chromium would crash before it is ready.
  if (noStart.kind === 'no-screen' || noStart.kind === 'only-wayland') {
    app.exit(code);
    return;
  }
  const aside = putAside();
  const end = () => {
    aside();
    app.exit(code);
  };
  const impatient = setTimeout(end, longestWait);
  void app.whenReady().then(() => {
    clearTimeout(impatient);
    dialog.showErrorBox('Keyfold', text);
    end();
  });
}

/**
 * Gives Chromium a folder of its own for the dialog, so that it makes nothing where Keyfold can't start: on the place of
 * a disk that isn't there, for example. Returns a function that removes the folder.
 */
function putAside(): () => void {
  try {
    const folder = mkdtempSync(join(app.getPath('temp'), 'keyfold-'));
    app.setPath('userData', folder);
    app.setPath('sessionData', folder);
    // The libraries of the desktop keep their files there.
    process.env.HOME = folder;
    for (const name of Object.keys(process.env).filter((each) => each.startsWith('XDG_') && each.endsWith('_HOME'))) {
      delete process.env[name];
    }
    return () => rmSync(folder, { recursive: true, force: true });
  } catch {
    // Without temporary files Chromium uses the folder as it is.
    return () => undefined;
  }
}
