import { app, type BaseWindow } from 'electron';
import type { Attention } from '../../common/attention';
import type { Language } from '../../common/languages';
import type { OutsideAbilities } from '../../common/settings';
import { words } from '../menu/words';
import { clearIfOurs, clipboardState } from '../platform/clipboard';
import { askTray } from '../platform/linux-desktop';
import { showCount } from './badge';
import { createMessages, findMessageService } from './messages';
import { createTrayEntry, type TrayNeeds } from './tray';

/** Everything that Keyfold says outside of its window, and only while the vault is open. */
export interface Outside {
  /** Call this when the vault was opened or locked, when a setting or the clipboard changed. */
  update(): void;
  /** Keys of the open vault need a person. */
  attention(found: Attention): void;
}

export interface OutsideNeeds extends Omit<TrayNeeds, 'wanted' | 'copied' | 'clearClipboard' | 'quit'> {
  window(): BaseWindow;
  settings(): { notifications: boolean; tray: boolean };
}

export function createOutside(needs: OutsideNeeds): Outside {
  const { settings, unlocked, language, show } = needs;
  const messages = createMessages({ language, pressed: show });
  const tray = createTrayEntry({
    ...needs,
    wanted: () => settings().tray,
    copied: () => clipboardState().clearsAt !== null || clipboardState().stays,
    clearClipboard: () => void clearIfOurs(),
    quit: () => app.quit(),
  });
  /** Keys that are due in the open vault. */
  let due = 0;
  let counted = 0;
  const count = () => {
    const now = unlocked() && settings().notifications ? due : 0;
    if (now === counted) return;
    counted = now;
    showCount(needs.window, now, countWords(language(), now));
  };
  return {
    update() {
      if (!unlocked()) due = 0;
      if (!unlocked() || !settings().notifications) messages.forget();
      count();
      tray.update();
    },
    attention(found) {
      if (!unlocked()) return;
      due = found.due;
      count();
      if (settings().notifications && found.news.length > 0) void messages.tell(found.news);
    },
  };
}

const countWords = (language: Language, number: number) =>
  words[language].outside.due.many.replace('{number}', String(number));

/** Asks the desktop what it shows. */
export async function outsideAbilities(): Promise<OutsideAbilities> {
  const [service, tray] = await Promise.all([findMessageService(), process.platform === 'linux' ? askTray() : true]);
  service?.end();
  return { notifications: service !== null, tray };
}
