import { type TextSize, textSizes } from '../../../../common/text-size';
import { Select } from '../../../design/plain/Select';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { SettingRow } from './SettingRow';

/** The size of text in every view. */
export function TextSizeRow({ size, onChange }: { size: TextSize; onChange: (size: TextSize) => void }) {
  const t = useT();
  const key = client.boot.platform === 'darwin' ? '⌘' : 'Ctrl';
  return (
    <SettingRow label={t('settings:textSize.label')} about={t('settings:textSize.about', { key })}>
      <Select
        label={t('settings:textSize.label')}
        className="w-36"
        choices={textSizes.map((value) => ({ value: String(value), label: `${value} %` }))}
        value={String(size)}
        onChange={(chosen) => {
          const next = textSizes.find((value) => String(value) === chosen);
          if (next) onChange(next);
        }}
      />
    </SettingRow>
  );
}
