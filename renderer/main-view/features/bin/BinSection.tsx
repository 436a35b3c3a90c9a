import { useEffect } from 'react';
import { binDays } from '../../../../common/keys/bin';
import { Select } from '../../../design/plain/Select';
import { useLanguage, useT } from '../../../i18n';
import { formatDays } from '../../../i18n/format';
import { SettingRow } from '../settings/SettingRow';
import { keepDeleted } from './actions';
import { bin, useBin } from './store';

const usual = [binDays.least, 14, binDays.usual, 60, binDays.most];

/** For how many days deleted keys stay in the recycle bin. */
export function BinSection() {
  const t = useT();
  const language = useLanguage();
  const days = useBin(({ state }) => state?.days);
  useEffect(() => void bin.load(), []);
  if (days === undefined) return null;
  // Another number may have been set by another version.
  const choices = [...new Set([...usual, ...(days === binDays.off ? [] : [days])])].sort((a, b) => a - b);
  return (
    <SettingRow
      label={t('bin:setting.label')}
      about={days === binDays.off ? t('bin:setting.aboutOff') : t('bin:setting.about')}
    >
      <Select
        label={t('bin:setting.label')}
        className="w-32 shrink-0"
        choices={[
          ...choices.map((value) => ({ value: String(value), label: formatDays(language, value) })),
          { value: String(binDays.off), label: t('bin:setting.off') },
        ]}
        value={String(days)}
        onChange={(value) => void keepDeleted(Number(value))}
      />
    </SettingRow>
  );
}
