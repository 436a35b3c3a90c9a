import { Checkbox } from '../design/plain/Checkbox';
import { TextField } from '../design/plain/TextField';
import { useT } from '../i18n';
import { neverUsed } from './date-texts';

interface DateField {
  label: string;
  /** As an input of the type `date` has it; `never` where the provider says that it was never used. */
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  error?: string | null;
  warning?: string | null;
}

/** The fields for what is known of a key from its provider: when it was created, and when it was last used. */
export function DateFields({ created, used }: { created: DateField; used: DateField }) {
  const t = useT();
  const never = used.value === neverUsed;
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
      <TextField {...created} name="providerCreatedAt" type="date" hint={t('common:optional')} />
      <div className="flex flex-col gap-1.5">
        <TextField
          {...used}
          name="providerUsedAt"
          type="date"
          hint={t('common:optional')}
          disabled={never}
          value={never ? '' : used.value}
        />
        <Checkbox
          label={t('fields:dates.never')}
          checked={never}
          onChange={(checked) => used.onChange(checked ? neverUsed : '')}
        />
      </div>
    </div>
  );
}
