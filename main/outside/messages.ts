import { Notification } from 'electron';
import type { News } from '../../common/attention';
import type { Language } from '../../common/languages';
import { words } from '../menu/words';
import { askMessageService, type MessageService } from '../platform/linux-desktop';

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

/** Returns what can show messages here, or `null`. */
export async function findMessageService(): Promise<MessageService | null> {
  // Electron's own question comes last: on Linux it already waits for the desktop, with the whole main process.
  const service = process.platform === 'linux' ? await askMessageService() : { markup: false };
  return service && Notification.isSupported() ? service : null;
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
  { markup }: MessageService,
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
  const standing = new Set<Notification>();
  /** It changes with each lock, so that what is being asked for is not shown afterwards. */
  let turn = 0;
  return {
    async tell(news) {
      const mine = turn;
      const service = await findMessageService();
      if (!service || mine !== turn) return;
      for (const one of news) {
        const message = new Notification({ ...messageOf(one, language(), service), silent: true });
        standing.add(message);
        message.on('click', () => {
          standing.delete(message);
          pressed();
        });
        message.on('close', () => standing.delete(message));
        message.on('failed', () => standing.delete(message));
        message.show();
      }
    },
    forget() {
      turn += 1;
      const left = [...standing];
      standing.clear();
      if (left.length === 0) return;
      // The lock doesn't wait for the desktop, which may hang.
      void findMessageService().then((service) => {
        for (const message of left) {
          message.removeAllListeners();
          if (service) message.close();
        }
      });
    },
  };
}
