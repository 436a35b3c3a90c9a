import type { Language } from '../../../../common/languages';
import english from '../../../../docs/guide.md?raw';
import chinese from '../../../../docs/guide.zh-CN.md?raw';
import { type Chapter, chaptersOf } from './markdown';

const texts: Readonly<Record<Language, string>> = { en: english, 'zh-CN': chinese };
const read = new Map<Language, Chapter[]>();

/** Returns the chapters of the guide that comes with Keyfold. */
export function guideIn(language: Language): readonly Chapter[] {
  const chapters = read.get(language) ?? chaptersOf(texts[language]);
  read.set(language, chapters);
  return chapters;
}
