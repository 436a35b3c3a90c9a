import type { KeyScope } from '../../../../../../common/accounts/account';
import type { KeyDetail, KeyRow } from '../../../../../../common/keys/access-key';
import { identityOf, providerOf } from '../../../../../../common/providers';
import { useLanguage, useT } from '../../../../../i18n';
import { showKeys } from '../../show-keys';
import { typeWord, Unknown } from '../marks';
import { Property, Section } from './Section';

/** A name that leads to the keys that have it. It is plain text if nothing is known that it could lead to. */
function Link({ row, value, scope, label }: { row: KeyRow; value: string; scope: KeyScope | null; label: string }) {
  if (value === '') return <Unknown />;
  if (scope === null) return <bdi className="selectable break-words">{value}</bdi>;
  return (
    <button
      type="button"
      title={label}
      aria-description={label}
      onClick={() => void showKeys({ provider: row.provider, scope })}
      className="max-w-full rounded-sm text-left break-words text-accent-ink underline decoration-accent-line underline-offset-2 hover:decoration-current"
    >
      <bdi>{value}</bdi>
    </button>
  );
}

/** Whose key it is, and of which kind. */
export function Who({ row, detail }: { row: KeyRow; detail: KeyDetail | null }) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider);
  const identity = identityOf(row.provider, row.identityKind);
  const account: KeyScope | null = detail && { kind: 'account', id: detail.account };
  const user: KeyScope | null = detail && { kind: 'identity', id: detail.identity };
  return (
    <Section title={t('keys:detail.who')}>
      <dl className="flex flex-col gap-2">
        <Property label={provider.account.label[language]}>
          <Link row={row} value={row.accountId} scope={account} label={t('keys:detail.showAccount')} />
        </Property>
        {identity?.nameField ? (
          <Property label={identity.nameField.label[language]}>
            <Link row={row} value={row.identityName} scope={user} label={t('keys:detail.showUser')} />
          </Property>
        ) : null}
        <Property label={t('keys:detail.identity')}>{identity?.label[language] ?? row.identityKind}</Property>
        {row.keyType ? (
          <Property label={t('keys:column.type')}>{row.keyType}</Property>
        ) : (
          <Property label={t('keys:detail.credential')}>{typeWord(t, row)}</Property>
        )}
      </dl>
    </Section>
  );
}
