import { ArchiveX, History } from 'lucide-react';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { errorWords, Words } from '../../../i18n/words';
import { Notice } from '../notices/Notice';
import { backups, useBackups } from './store';

/** Says that the vault is an older copy. It stays until a person confirms that they put the older copy back. */
export function StepBackNotice() {
  const t = useT();
  const language = useLanguage();
  const stepBack = useBackups(({ stepBack: found }) => found);
  if (!stepBack) return null;
  const words =
    stepBack.part === 'slots'
      ? t('backups:stepBack.slots')
      : stepBack.seen === null
        ? t('backups:stepBack.vaultUnknown')
        : t('backups:stepBack.vault', { moment: formatMoment(language, stepBack.seen) });
  return (
    <Notice
      tone="danger"
      icon={<History size={16} className="shrink-0" aria-hidden />}
      action={
        <Button size="small" onClick={() => void backups.acceptStepBack()}>
          {t('backups:stepBack.accept')}
        </Button>
      }
    >
      {words}
    </Notice>
  );
}

/** Says that the last backup failed. It disappears when the next one succeeds or the person hides it. */
export function BackupFailedNotice() {
  const t = useT();
  const failed = useBackups(({ state, hiddenFailure }) =>
    state?.failed && state.failed.at !== hiddenFailure ? state.failed : null,
  );
  const making = useBackups((store) => store.making);
  if (!failed) return null;
  return (
    <Notice
      tone="warning"
      icon={<ArchiveX size={16} className="shrink-0" aria-hidden />}
      action={
        <Button size="small" pending={making} onClick={() => void backups.make()}>
          {t('backups:make')}
        </Button>
      }
      onDismiss={backups.hideFailure}
    >
      <strong className="font-semibold">{t('backups:failed')}</strong> <Words>{errorWords(t, failed.error)}</Words>
    </Notice>
  );
}
