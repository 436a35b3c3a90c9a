import type { Language } from '../../../common/languages';
import { type CommandWords, en } from './en';
import { zhCN } from './zh-CN';

export type { CommandWords };

/** What the command prints, in each language. */
export const commandWords: Readonly<Record<Language, CommandWords>> = { en, 'zh-CN': zhCN };
