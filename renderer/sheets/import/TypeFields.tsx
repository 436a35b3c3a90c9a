import type { Provider } from '../../../common/providers';
import { Segmented } from '../../design/plain/RadioCards';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import { fieldLabel } from '../../i18n/words';

interface TypeFieldsProps {
  label: string;
  provider: Provider;
  /** Empty if none is chosen. */
  keyType: string;
  endpoint: string;
  /** What is wrong with the endpoint. */
  error: string | null;
  onChange: (said: { keyType: string; endpoint: string }) => void;
}

/** Asks for the type of keys, and for the endpoint if the type has one. */
export function TypeFields({ label, provider, keyType, endpoint, error, onChange }: TypeFieldsProps) {
  const t = useT();
  const type = provider.keyTypes.find(({ id }) => id === keyType);
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
      <Segmented
        label={label}
        choices={provider.keyTypes.map(({ id }) => ({ value: id, label: id }))}
        value={keyType}
        onChange={(value) => onChange({ keyType: value, endpoint })}
      />
      {type?.endpoint ? (
        <TextField
          label={fieldLabel(t, 'endpoint')}
          hint={t('common:optional')}
          placeholder="ebs.example.internal"
          value={endpoint}
          onChange={(value) => onChange({ keyType, endpoint: value })}
          error={error}
        />
      ) : null}
    </div>
  );
}
