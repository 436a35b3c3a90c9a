import { FileWarning, Lock } from 'lucide-react';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate, Words } from '../../../i18n/words';
import { Notice } from './Notice';
import { usePlace } from './place';

/** Names that the notice has room for. */
const mostNamed = 3;

/** Says that the vault can only be read. It stays as long as that is so. */
export function ReadOnlyNotice() {
  const t = useT();
  const readOnly = usePlace((place) => place.readOnly);
  if (!readOnly) return null;
  return (
    <Notice tone="warning" icon={<Lock size={16} className="shrink-0" aria-hidden />}>
      <strong className="font-semibold">{t('notices:readOnly.title')}</strong> {t('notices:readOnly.about')}
    </Notice>
  );
}

/** Names the copies that a synchronising program has made beside the vault. */
export function ConflictsNotice() {
  const t = useT();
  const language = useLanguage();
  const { conflicts, conflictsHidden } = usePlace();
  if (conflicts.length === 0 || conflictsHidden) return null;
  const names = conflicts.slice(0, mostNamed).map(isolate).join(', ');
  const more = conflicts.length - mostNamed;
  return (
    <Notice
      tone="warning"
      icon={<FileWarning size={16} className="shrink-0" aria-hidden />}
      onDismiss={() => usePlace.setState({ conflictsHidden: true })}
    >
      <Words>
        {more > 0
          ? t('notices:conflicts.more', { names, more: formatNumber(language, more) })
          : t('notices:conflicts.named', { names })}
      </Words>
    </Notice>
  );
}
