import type { Translate } from '../../i18n';

/** How hard a password is to guess, from 0 (at once) to 4 (not within any reasonable time). */
export type Score = 0 | 1 | 2 | 3 | 4;

export type Estimator = (password: string) => Score;

/**
 * Number of characters that are estimated. The cost of the estimate grows faster than its input, and a longer password
 * is strong anyway.
 */
const looksAt = 100;

/** Loads the estimator with its word lists (some 900 kB). So call it only after the sheet is shown. */
export async function loadEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (password) => zxcvbn.check(password.slice(0, looksAt), ['keyfold', 'vault', '保险库']).score;
}

/** Returns the words for a score. */
export function scoreWords(t: Translate, score: Score): string {
  const words: Record<Score, string> = {
    0: t('create:scores.veryWeak'),
    1: t('create:scores.weak'),
    2: t('create:scores.fair'),
    3: t('create:scores.strong'),
    4: t('create:scores.veryStrong'),
  };
  return words[score];
}
