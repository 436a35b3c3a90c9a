import { providerOf } from '../../../common/providers';
import type { ScopeFacts } from '../../../common/transfer/export';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { NamedKeys } from '../../named-keys/NamedKeys';
import { readRecipients } from './recipients';
import type { ExportMethod } from './use-method';

/** Most recipients that are named. */
const mostRecipientsNamed = 3;

interface ReaderProps {
  method: ExportMethod;
  /** The field for recipients, as typed. */
  recipients: string;
}

/** Says what leaves the vault: which keys, of which providers and accounts. */
export function ScopeSummary({ facts }: { facts: ScopeFacts }) {
  const t = useT();
  const language = useLanguage();
  const number = (value: number) => formatNumber(language, value);
  const separator = t('common:listSeparator');
  if (facts.keys === 0) return <p className="text-muted">{t('transfer:export.nothing')}</p>;

  const providers = facts.providers.map(({ provider, keys }) => {
    const name = providerOf(provider).name[language];
    return facts.providers.length === 1
      ? name
      : t('transfer:export.ofProvider', { provider: name, number: number(keys) });
  });
  const accounts = facts.accounts.first.map(({ alias, accountId }) => isolate(alias || accountId));
  const moreAccounts = facts.accounts.total - accounts.length;
  if (moreAccounts > 0) accounts.push(t('common:andMore', { count: moreAccounts, number: number(moreAccounts) }));
  return (
    <section aria-label={t('transfer:export.leaves')} className="-mt-1 flex flex-col gap-2">
      <NamedKeys label={t('transfer:export.leaves')} keys={facts.first} total={facts.keys} />
      <p className="text-sm break-words text-muted">
        <Words>
          {facts.accounts.total === 0
            ? providers.join(separator)
            : t('transfer:export.from', {
                providers: providers.join(separator),
                accounts: accounts.join(separator),
              })}
        </Words>
      </p>
    </section>
  );
}

/** Says what the reader of the file gets. The warning about a file that is not encrypted says it for CSV. */
export function Reader({ method, recipients }: ReaderProps) {
  const t = useT();
  const language = useLanguage();
  if (method === 'csv') return null;
  if (method !== 'recipients') return <p className="text-sm text-muted">{t('transfer:export.gets.passphrase')}</p>;
  const { recipients: all } = readRecipients(recipients);
  if (all.length === 0) return <p className="text-sm text-muted">{t('transfer:export.gets.recipients')}</p>;
  const named = all.slice(0, mostRecipientsNamed).map((one) => `${one.slice(0, 12)}…${one.slice(-6)}`);
  const more = all.length - named.length;
  if (more > 0) named.push(t('common:andMore', { count: more, number: formatNumber(language, more) }));
  return (
    <p className="text-sm break-words text-muted">
      {t('transfer:export.gets.named', { recipients: named.join(t('common:listSeparator')) })}
    </p>
  );
}
