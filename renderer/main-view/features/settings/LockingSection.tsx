import type { Settings, SystemAbilities } from '../../../../common/settings';
import { Banner } from '../../../design/plain/Banner';
import { Select } from '../../../design/plain/Select';
import { type Translate, useT } from '../../../i18n';
import { SettingRow } from './SettingRow';

const choices = ['1', '2', '5', '10', '15', '30', '60', 'never'] as const;

const screenLockWords: Record<SystemAbilities['screenLock'], (t: Translate) => string> = {
  told: (t) => t('settings:locking.told'),
  announced: (t) => t('settings:locking.announced'),
  unnoticed: (t) => t('settings:locking.unnoticed'),
};

interface LockingSectionProps {
  minutes: Settings['lockAfterMinutes'];
  screenLock: SystemAbilities['screenLock'];
  onChange: (minutes: Settings['lockAfterMinutes']) => void;
}

/** When Keyfold locks by itself, and which events it can't notice on this system. */
export function LockingSection({ minutes, screenLock, onChange }: LockingSectionProps) {
  const t = useT();
  const value = minutes === null ? 'never' : String(minutes);
  // If the settings file was changed by hand and has another number, that number is kept and shown.
  const offered = choices.some((choice) => choice === value) ? choices : [value, ...choices];
  return (
    <>
      <SettingRow label={t('settings:locking.after')} about={t('settings:locking.afterAbout')}>
        <Select
          label={t('settings:locking.after')}
          className="w-36"
          choices={offered.map((choice) => ({
            value: choice,
            label:
              choice === 'never'
                ? t('settings:locking.never')
                : t('settings:locking.minutes', { count: Number(choice), number: choice }),
          }))}
          value={value}
          onChange={(chosen) => onChange(chosen === 'never' ? null : Number(chosen))}
        />
      </SettingRow>
      {minutes === null ? <Banner tone="warning">{t('settings:locking.neverWarning')}</Banner> : null}
      <p className="text-muted">{screenLockWords[screenLock](t)}</p>
    </>
  );
}
