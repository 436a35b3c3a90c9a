import type { KeyFilter } from '../../../../../common/keys/filter';
import { inOrder, providerIds, providerOf, providers, type StoredProviderId } from '../../../../../common/providers';
import { Checkbox } from '../../../../design/plain/Checkbox';
import { useLanguage, useT } from '../../../../i18n';
import { useKeys } from '../store';
import { toggled } from './toggled';

interface EditorProps {
  filter: KeyFilter;
  onChange: (change: KeyFilter) => void;
}

interface ChecksProps {
  legend: string;
  choices: readonly { value: string; label: string }[];
  checked: readonly string[] | undefined;
  onCheck: (value: string, on: boolean) => void;
}

/** What can be checked, none or several. */
function Checks({ legend, choices, checked, onCheck }: ChecksProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={checked?.includes(value) ?? false}
          onChange={(on) => onCheck(value, on)}
        />
      ))}
    </fieldset>
  );
}

/** The providers that the vault can have keys of: those that Keyfold knows, and those that only a later one does. */
export function Providers({ filter, onChange }: EditorProps) {
  const t = useT();
  const language = useLanguage();
  const counts = useKeys((state) => state.counts);
  const ids: StoredProviderId[] = inOrder([...providerIds, ...(counts ?? []).map(({ provider }) => provider)]);
  return (
    <Checks
      legend={t('filter:part.providers')}
      choices={ids.map((id) => ({ value: id, label: providerOf(id).name[language] }))}
      checked={filter.providers}
      onCheck={(value, on) => {
        const id = ids.find((one) => one === value);
        if (id) onChange({ providers: toggled(filter.providers, id, on) });
      }}
    />
  );
}

/** The kinds of identity of the provider that the list shows, or of all providers. */
export function IdentityKinds({ filter, onChange }: EditorProps) {
  const t = useT();
  const language = useLanguage();
  const shown = useKeys((state) => state.provider);
  const kinds = new Map(
    (shown === null ? providers : [providerOf(shown)]).flatMap(({ identities }) =>
      identities.map(({ kind, label }) => [kind, label[language]] as const),
    ),
  );
  return (
    <Checks
      legend={t('filter:part.identityKinds')}
      choices={[...kinds].map(([value, label]) => ({ value, label }))}
      checked={filter.identityKinds}
      onCheck={(kind, on) => onChange({ identityKinds: toggled(filter.identityKinds, kind, on) })}
    />
  );
}

/** The types of key that a provider tells apart, and keys that have none. */
export function Types({ filter, onChange }: EditorProps) {
  const t = useT();
  const types = providers.flatMap(({ keyTypes }) => keyTypes.map(({ id }) => id));
  return (
    <Checks
      legend={t('filter:part.types')}
      choices={[...types.map((id) => ({ value: id, label: id })), { value: '', label: t('filter:withoutType') }]}
      checked={filter.types}
      onCheck={(type, on) => onChange({ types: toggled(filter.types, type, on) })}
    />
  );
}
