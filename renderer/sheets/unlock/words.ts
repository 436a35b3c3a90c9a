import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { Language } from '../../../common/languages';
import { base } from '../../i18n/base';
import type { Translate } from '../../i18n/catalogue';
import { unlock as english } from '../../i18n/en/unlock';
import { unlock as chinese } from '../../i18n/zh-CN/unlock';

/**
 * The words of this one sheet without i18next: it is what stands between a start and a field to type into, so it loads
 * nothing that it can do without. None of its words has plural forms.
 */

const catalogues = { ...base, unlock: { en: english, 'zh-CN': chinese } };

/** Looks words up in the same catalogues as everywhere and puts the values between their double braces. */
export function translatorFor(language: Language): Translate {
  const find = (key: string): unknown =>
    key.split(/[:.]/).reduce<unknown>((node, name, depth) => {
      const child = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
      // Below the namespace the language comes in between.
      return depth === 0 && typeof child === 'object' && child !== null ? Reflect.get(child, language) : child;
    }, catalogues);
  const translate = (key: string, given: Readonly<Record<string, string | number>> = {}): string =>
    String(find(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_braces, name: string) => String(given[name] ?? ''));
  // A function typed by the call signature would have the compiler spell out the values of every text there is.
  return translate as Translate;
}

/** The translating function of the current language. */
export function useWords(client: Client<'unlock'>): Translate {
  const [t, setT] = useState<Translate>(() => translatorFor(client.boot.language));
  useEffect(() => {
    const follow = (language: Language) => {
      document.documentElement.lang = language;
      setT(() => translatorFor(language));
    };
    document.documentElement.lang = client.boot.language;
    return client.on('settingsChanged', ({ language }) => follow(language));
  }, [client]);
  return t;
}
