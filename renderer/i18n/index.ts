import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { Language } from '../../common/languages';
import type { ViewBoot } from '../../common/views';
import type { Catalogues, MessageKey, Namespace, Translate, Translation } from './catalogue';

export type { MessageKey, Translate } from './catalogue';

/** One namespace in every language. */
interface Bilingual<N extends Namespace> {
  en: Catalogues[N];
  'zh-CN': Translation<Catalogues[N]>;
}

type Bundle = { [N in Namespace]?: Bilingual<N> };

/** The part of a view's client that the language depends on. */
interface LanguageSource {
  boot: ViewBoot;
  on(name: 'settingsChanged', listener: (payload: { language: Language }) => void): () => void;
}

let i18next = createInstance();
const listeners = new Set<() => void>();

// Each language gets a new function, so that memoised components that hold it are rendered again.
let translate: Translate = () => '';
let current: Language = 'en';

/**
 * Makes these namespaces available and follows the language that main announces. It is synchronous, so that the first
 * paint has its words. The start file of a view calls it once, before it renders.
 */
export function startI18n(source: LanguageSource, bundle: Bundle): void {
  loadI18n(source.boot.language, bundle);
  source.on('settingsChanged', ({ language }) => {
    if (language !== current) switchTo(language);
  });
}

/** The part of {@link startI18n} that needs no client; unit tests use it by itself. */
export function loadI18n(language: Language, bundle: Bundle): void {
  const resources = (chosen: Language) =>
    Object.fromEntries(Object.entries(bundle).map(([namespace, catalogues]) => [namespace, catalogues[chosen]]));
  i18next = createInstance();
  i18next.init({
    initAsync: false,
    lng: language,
    fallbackLng: 'en',
    resources: { en: resources('en'), 'zh-CN': resources('zh-CN') },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  switchTo(language);
}

function switchTo(language: Language): void {
  current = language;
  const fixed = i18next.getFixedT(language);
  // A list shows the same few words in each of its rows, and i18next would look them up each time.
  const found = new Map<MessageKey, string>();
  const plain = (key: MessageKey): string => {
    const words = found.get(key) ?? (fixed(key, {}) as string);
    found.set(key, words);
    return words;
  };
  translate = ((key: MessageKey, values?: Record<string, string | number>) =>
    values ? fixed(key, values) : plain(key)) as Translate;
  if (typeof document !== 'undefined') document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const currentTranslate = () => translate;
const currentLanguage = () => current;

/** Returns the translating function of the current language. The component renders again when the language changes. */
export function useT(): Translate {
  return useSyncExternalStore(subscribe, currentTranslate);
}

/** Returns the current language. The component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** Returns the translating function at the moment of the call, for code outside of components. */
export function translator(): Translate {
  return translate;
}

/** Returns the language at the moment of the call, for code outside of components. */
export function language(): Language {
  return current;
}
