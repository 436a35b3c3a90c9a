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

/** Takes a date away that was known. A form in which an empty field does that has no such box. */
interface UnknownBox {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

interface DateFieldsProps {
  created: DateField;
  used: DateField;
  unknown?: { created: UnknownBox; used: UnknownBox };
}

/** The fields for what is known of a key from its provider: when it was created, and when it was last used. */
export function DateFields({ created, used, unknown }: DateFieldsProps) {
  const t = useT();
  const never = used.value === neverUsed;
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
      <div className="flex flex-col gap-1.5">
        <TextField
          {...created}
          name="providerCreatedAt"
          type="date"
          hint={t('common:optional')}
          disabled={unknown?.created.checked}
        />
        {unknown ? <Checkbox {...unknown.created} /> : null}
      </div>
      <div className="flex flex-col gap-1.5">
        <TextField
          {...used}
          name="providerUsedAt"
          type="date"
          hint={t('common:optional')}
          disabled={never || unknown?.used.checked}
          value={never ? '' : used.value}
        />
        <Checkbox
          label={t('fields:dates.never')}
          checked={never}
          disabled={unknown?.used.checked ?? false}
          onChange={(checked) => used.onChange(checked ? neverUsed : '')}
        />
        {unknown ? <Checkbox {...unknown.used} /> : null}
      </div>
    </div>
  );
}
