import { type ComponentProps, useCallback } from 'react';
import type { IdentityName } from '../../common/accounts/account';
import type { Known, KnownAccount, KnownUser } from '../../common/accounts/known';
import type { Reply } from '../../common/errors';
import type { ProviderId } from '../../common/providers';
import { Combobox } from '../design/plain/Combobox';
import { type Translate, useLanguage, useT } from '../i18n';
import { formatNumber } from '../i18n/format';
import { useKnown } from './use-known';

/** The part of a view's client that the pickers need. */
export interface KnownSource {
  accounts: {
    known(input: { provider: ProviderId; text: string }): Promise<Reply<Known<KnownAccount>>>;
    knownUsers(input: {
      provider: ProviderId;
      accountId: string;
      identityKind: string;
      text: string;
    }): Promise<Reply<Known<KnownUser>>>;
  };
}

/** What a picker passes on to its field. */
type FieldOf = Omit<ComponentProps<typeof Combobox>, 'options' | 'onWanted' | 'words' | 'onChoose' | 'ref'>;

/** How many there are, and whether the person has to go on typing to see the others. */
const countWords = (t: Translate, number: string, count: number, more: boolean) => ({
  count: t('fields:known.count', { count, number }),
  more: more ? t('fields:known.more', { number }) : null,
});

interface AccountPickerProps extends FieldOf {
  client: KnownSource;
  provider: ProviderId;
}

/** A field for an account's ID that offers the accounts that the vault knows, by ID and by alias. */
export function AccountPicker({ client, provider, ...field }: AccountPickerProps) {
  const t = useT();
  const language = useLanguage();
  const ask = useCallback((text: string) => client.accounts.known({ provider, text }), [client, provider]);
  const [{ first, more }, want] = useKnown(ask);
  return (
    <Combobox
      {...field}
      options={first.map(({ accountId, alias }) => ({
        id: accountId,
        value: accountId,
        ...(alias ? { detail: alias } : {}),
      }))}
      onChoose={({ value }) => field.onChange(value)}
      onWanted={want}
      words={{
        list: t('fields:known.accounts'),
        open: t('fields:known.showAccounts'),
        ...countWords(t, formatNumber(language, first.length), first.length, more),
      }}
    />
  );
}

interface UserPickerProps extends FieldOf {
  client: KnownSource;
  /** Whose users are offered. With an empty account, those of all accounts of the provider. */
  of: Pick<IdentityName, 'accountId' | 'identityKind'> & { provider: ProviderId };
  /** Takes the account of the chosen user too. */
  onChooseAccount: (accountId: string) => void;
}

/** A field for a user's name that offers the users that the vault knows, with what is left of their quota. */
export function UserPicker({ client, of, onChooseAccount, ...field }: UserPickerProps) {
  const t = useT();
  const language = useLanguage();
  const { provider, accountId, identityKind } = of;
  const ask = useCallback(
    (text: string) => client.accounts.knownUsers({ provider, accountId, identityKind, text }),
    [client, provider, accountId, identityKind],
  );
  const [{ first, more }, want] = useKnown(ask);
  const number = (value: number) => formatNumber(language, value);
  const users = first.map((user) => ({ ...user, id: JSON.stringify([user.accountId, user.name]) }));
  return (
    <Combobox
      {...field}
      options={users.map(({ id, name, accountId: whose, alias, quota, left }) => ({
        id,
        value: name,
        ...(accountId.trim() === '' ? { detail: alias || whose } : {}),
        ...(quota === null || left === null
          ? {}
          : { note: t('fields:known.left', { left: number(left), quota: number(quota) }) }),
      }))}
      onChoose={({ id, value }) => {
        field.onChange(value);
        const chosen = users.find((user) => user.id === id);
        if (chosen && accountId.trim() === '') onChooseAccount(chosen.accountId);
      }}
      onWanted={want}
      words={{
        list: t('fields:known.users'),
        open: t('fields:known.showUsers'),
        ...countWords(t, number(first.length), first.length, more),
      }}
    />
  );
}
