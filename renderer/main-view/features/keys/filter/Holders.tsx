import { useEffect, useId, useState } from 'react';
import type { AccountsLine } from '../../../../../common/accounts/account';
import type { Holders as HoldersFilter, KeyFilter } from '../../../../../common/keys/filter';
import { providerOf } from '../../../../../common/providers';
import { Checkbox } from '../../../../design/plain/Checkbox';
import { SearchInput } from '../../../../design/plain/SearchInput';
import { useLanguage, useT } from '../../../../i18n';
import { client } from '../../../client';
import { reported } from '../../../report';
import { accountName } from '../../accounts/words';

/** Most accounts and users that are listed. There is a search for the others. */
const mostListed = 60;
/** Milliseconds after the last letter. */
const pause = 80;

type Held = Extract<AccountsLine, { kind: 'account' | 'identity' }>;
type Kind = 'accounts' | 'identities';

interface HoldersProps {
  filter: KeyFilter;
  onChange: (change: KeyFilter) => void;
}

/** Returns the first accounts and users that match a text; `null` until the vault has answered. */
function useFound(text: string): { lines: Held[]; more: boolean } | null {
  const [found, setFound] = useState<{ lines: Held[]; more: boolean } | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const reply = await reported(client.accounts.lines({ provider: null, text, offset: 0, limit: mostListed }));
      if (!wanted || !reply) return;
      const { rows, total } = reply.value;
      setFound({
        lines: rows.filter((line): line is Held => line.kind === 'account' || line.kind === 'identity'),
        more: total > rows.length,
      });
    };
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

/** Accounts and users to check, with a search. */
export function Holders({ filter, onChange }: HoldersProps) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  const found = useFound(text);
  const held: HoldersFilter = filter.holders ?? {};
  const isChecked = (kind: Kind, of: number) => held[kind]?.includes(of) ?? false;
  const of = (line: Held): [Kind, number] =>
    line.kind === 'account' ? ['accounts', line.account.id] : ['identities', line.identity.id];

  const set = (change: HoldersFilter) => {
    const members = Object.entries({ ...held, ...change }).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined,
    );
    onChange({ holders: members.length > 0 ? (Object.fromEntries(members) as HoldersFilter) : undefined });
  };
  const check = (kind: Kind, one: number, on: boolean) => {
    const rest = (held[kind] ?? []).filter((other) => other !== one);
    set({ [kind]: on ? [...rest, one] : rest });
  };

  return (
    <div className="flex flex-col gap-3">
      <SearchInput
        id={id}
        label={t('filter:holders.search')}
        placeholder={t('filter:holders.search')}
        maxLength={200}
        value={text}
        onChange={setText}
      />
      <ul aria-label={t('filter:holders.list')} className="flex max-h-72 flex-col gap-1 overflow-y-auto">
        {(found?.lines ?? []).map((line) => {
          const [kind, one] = of(line);
          const account = accountName(line.account);
          const name =
            line.kind === 'account'
              ? `${account} · ${providerOf(line.provider).name[language]}`
              : line.identity.name || t('filter:holders.itself', { account });
          return (
            <li key={`${kind} ${one}`} className={line.kind === 'identity' ? 'pl-6' : ''}>
              <Checkbox label={name} checked={isChecked(kind, one)} onChange={(on) => check(kind, one, on)} />
            </li>
          );
        })}
      </ul>
      <p role="status" className="text-sm text-muted empty:hidden">
        {found?.lines.length === 0 ? t('filter:holders.none') : found?.more ? t('filter:holders.more') : ''}
      </p>
      <Checkbox
        label={t('accounts:unassigned')}
        checked={held.unassigned ?? false}
        onChange={(on) => set({ unassigned: on ? true : undefined })}
      />
    </div>
  );
}
