import type { KeyDetail } from '../../../../../common/keys/access-key';
import type { Translate } from '../../../../i18n';

/** Returns what happened to a key's secret so far, and what can still be done with it. */
export function secretWords(t: Translate, detail: KeyDetail): string {
  const { reveal, shownHow, secretCanBeShown, onlyOnce } = detail;
  const happened = reveal === 'displayed' ? t(`keys:secret.${shownHow ?? 'unknown'}`) : t(`keys:secret.${reveal}`);
  const left = secretCanBeShown
    ? onlyOnce
      ? t('keys:secret.canOnce')
      : t('keys:secret.canAlways')
    : t('keys:secret.cannot');
  return t('keys:secret.both', { happened, left });
}
