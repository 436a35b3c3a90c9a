import { Select } from '../../../design/plain/Select';
import { useT } from '../../../i18n';
import { SettingRow } from './SettingRow';

const choices = ['10', '20', '30', '60', '90', '120'] as const;

interface ClipboardSectionProps {
  seconds: number;
  conceals: boolean;
  onChange: (seconds: number) => void;
}

/** How long a copied value stays on the clipboard, and whether clipboard histories are told to ignore it. */
export function ClipboardSection({ seconds, conceals, onChange }: ClipboardSectionProps) {
  const t = useT();
  const value = String(seconds);
  const offered = choices.some((choice) => choice === value) ? choices : [value, ...choices];
  return (
    <>
      <SettingRow label={t('settings:clipboard.after')} about={t('settings:clipboard.afterAbout')}>
        <Select
          label={t('settings:clipboard.after')}
          className="w-36"
          choices={offered.map((choice) => ({
            value: choice,
            label: t('settings:clipboard.seconds', { number: choice }),
          }))}
          value={value}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      </SettingRow>
      <p className="text-muted">
        {conceals ? t('settings:clipboard.concealed') : t('settings:clipboard.notConcealed')}
      </p>
    </>
  );
}
