import { Notification } from 'electron';
import type { News } from '../../common/attention';
import type { Language } from '../../common/languages';
import { words } from '../menu/words';
import { connectToMessages, type MessageService } from '../platform/linux-messages';

/** The desktop's messages about keys. They have names of keys, never an id, and nothing is said after a lock. */
export interface Messages {
  tell(news: readonly News[]): Promise<void>;
  /** Takes away every message that stands, and what would still be said. */
  forget(): void;
}

export interface MessageNeeds {
  language(): Language;
  /** A person pressed a message. */
  pressed(): void;
}

/** Returns what can show messages here, or `null`. Whoever gets it ends it. */
export async function findMessageService(): Promise<MessageService | null> {
  if (process.platform === 'linux') return connectToMessages();
  return Notification.isSupported() ? ofElectron() : null;
}

/** The messages of macOS and Windows, which don't wait for another program. */
function ofElectron(): MessageService {
  const standing = new Set<Notification>();
  return {
    markup: false,
    show({ title, body, pressed }) {
      const message = new Notification({ title, body, silent: true });
      standing.add(message);
      message.on('click', () => {
        standing.delete(message);
        pressed();
      });
      message.on('close', () => standing.delete(message));
      message.on('failed', () => standing.delete(message));
      message.show();
    },
    end() {
      for (const message of standing) {
        message.removeAllListeners();
        message.close();
      }
      standing.clear();
    },
  };
}

/** Returns a name as it is shown in a line of text: no line ends, no marks of direction, not too long. */
const shown = (name: string): string => {
  const clean = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return clean.length > 60 ? `${[...clean].slice(0, 59).join('')}…` : clean;
};

const asPlain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Returns the title and the text of a message. */
export function messageOf(
  { what, keys, names }: News,
  language: Language,
  { markup }: Pick<MessageService, 'markup'>,
): { title: string; body: string } {
  const t = words[language].outside[what];
  const more = keys > names.length ? '…' : '';
  const values = { names: names.map(shown).join(language === 'zh-CN' ? '、' : ', ') + more, number: String(keys) };
  const fill = (text: string) =>
    text.replace(/\{(names|number)\}/g, (_braces, name: 'names' | 'number') => values[name]);
  // A service never takes a title as markup.
  const body = fill(keys === 1 ? t.oneBody : t.manyBody);
  return { title: fill(keys === 1 ? t.one : t.many), body: markup ? asPlain(body) : body };
}

export function createMessages({ language, pressed }: MessageNeeds): Messages {
  /** What shows messages since the vault was opened. */
  let service: MessageService | null = null;
  /** It changes with each lock, so that what is being asked for is not shown afterwards. */
  let turn = 0;
  return {
    async tell(news) {
      const mine = turn;
      const found = service ?? (await findMessageService());
      if (!found) return;
      // Two may have been asked for at the same time.
      if (mine !== turn || (service && service !== found)) found.end();
      if (mine !== turn) return;
      service ??= found;
      for (const one of news) service.show({ ...messageOf(one, language(), service), pressed });
    },
    forget() {
      turn += 1;
      // It only sends that off. The lock doesn't wait for the desktop, which may hang.
      service?.end();
      service = null;
    },
  };
}
