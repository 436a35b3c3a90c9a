import type { StoredProviderId } from '../../common/providers';
import { CutName } from '../design/plain/CutName';
import { useLanguage, useT } from '../i18n';
import { formatNumber } from '../i18n/format';
import { ProviderMark } from '../providers/ProviderMark';

/** A key as a dialog names it: by its name and the end of its AccessKey ID. */
export interface NamedKey {
  id: string;
  provider: StoredProviderId;
  name: string;
  /** The last four characters of the AccessKey ID. */
  lastFour: string;
}

interface NamedKeysProps {
  label: string;
  /** The keys that are named. */
  keys: readonly NamedKey[];
  /** The number of all keys that the act is about. */
  total: number;
}

/** Names the keys that an act is about: the first ones, and how many more there are. */
export function NamedKeys({ label, keys, total }: NamedKeysProps) {
  const t = useT();
  const language = useLanguage();
  const more = total - keys.length;
  return (
    <ul aria-label={label} className="flex flex-col gap-1 rounded-lg border border-line bg-sunken px-3 py-2.5">
      {keys.map(({ id, provider, name, lastFour }) => (
        <li key={id} className="flex min-w-0 items-center gap-2">
          <ProviderMark provider={provider} named />
          <CutName name={name} className="min-w-0 truncate font-medium text-ink" />
          <span className="ml-auto shrink-0 pl-2 font-mono text-sm text-muted">
            {t('common:idEnd', { characters: lastFour })}
          </span>
        </li>
      ))}
      {more > 0 ? (
        <li className="text-sm text-muted">
          {t('common:andMore', { count: more, number: formatNumber(language, more) })}
        </li>
      ) : null}
    </ul>
  );
}
