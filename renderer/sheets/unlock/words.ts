import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { Language } from '../../../common/languages';
import { base } from '../../i18n/base';
import type { Translate } from '../../i18n/catalogue';
import { unlock as english } from '../../i18n/en/unlock';
import { vaults as vaultsEnglish } from '../../i18n/en/vaults';
import { unlock as chinese } from '../../i18n/zh-CN/unlock';
import { vaults as vaultsChinese } from '../../i18n/zh-CN/vaults';

/**
 * The words of this one sheet, without i18next. At a start this sheet is loaded before anybody can type, so it loads
 * nothing that it doesn't need. None of its words has plural forms.
 */

const catalogues = {
  ...base,
  unlock: { en: english, 'zh-CN': chinese },
  vaults: { en: vaultsEnglish, 'zh-CN': vaultsChinese },
};

/**
 * Returns a function that looks words up in the same catalogues as everywhere and replaces the double braces with the
 * values.
 */
export function translatorFor(language: Language): Translate {
  const find = (key: string): unknown =>
    key.split(/[:.]/).reduce<unknown>((node, name, depth) => {
      const child = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
      // In the catalogues the language is the level below the namespace.
      return depth === 0 && typeof child === 'object' && child !== null ? Reflect.get(child, language) : child;
    }, catalogues);
  const translate = (key: string, given: Readonly<Record<string, string | number>> = {}): string =>
    String(find(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_braces, name: string) => String(given[name] ?? ''));
  // If the function were typed by the call signature, the compiler would have to spell out the values of every text.
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
