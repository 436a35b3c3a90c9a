import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import { profileOf } from '../../../common/providers';
import type { ExportScope } from '../../../common/transfer/export';
import { RadioCards } from '../../design/plain/RadioCards';
import { type Translate, useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';

/** Keys in each of these scopes; missing until the vault has answered. */
function useCounts(client: Client<'export'>, scopes: readonly ExportScope[]): ReadonlyMap<ExportScope, number> {
  const [counts, setCounts] = useState<ReadonlyMap<ExportScope, number>>(new Map());
  useEffect(() => {
    for (const scope of scopes) {
      void client.keyExport.count({ scope }).then((reply) => {
        if (reply.ok) setCounts((before) => new Map(before).set(scope, reply.value.keys));
      });
    }
  }, [client, scopes]);
  return counts;
}

function scopeWords(t: Translate, scope: ExportScope, profileName: (scope: ExportScope) => string): string {
  if (scope.kind === 'profile') return t('transfer:export.scopes.profile', { profile: profileName(scope) });
  return t(`transfer:export.scopes.${scope.kind}`);
}

interface ScopeChoiceProps {
  client: Client<'export'>;
  /** From what the sheet was opened with to all keys; each stands for as long as the sheet. */
  scopes: readonly ExportScope[];
  value: ExportScope;
  onChange: (scope: ExportScope) => void;
}

/** What is exported, with the number of keys, and all keys as the other choice where that is more. */
export function ScopeChoice({ client, scopes, value, onChange }: ScopeChoiceProps) {
  const t = useT();
  const language = useLanguage();
  const counts = useCounts(client, scopes);
  const nameOf = (scope: ExportScope) => (scope.kind === 'profile' ? profileOf(scope.profile).name[language] : '');
  const count = (scope: ExportScope) => {
    const keys = counts.get(scope);
    // Its room is kept until the number is there.
    return keys === undefined ? '\u00a0' : t('transfer:keys', { count: keys, number: formatNumber(language, keys) });
  };
  return (
    <RadioCards
      label={t('transfer:export.scope')}
      columns={scopes.length > 1 ? 2 : 1}
      choices={scopes.map((scope) => ({
        value: scope.kind,
        label: scopeWords(t, scope, nameOf),
        description: count(scope),
      }))}
      value={value.kind}
      onChange={(kind) => {
        const scope = scopes.find((one) => one.kind === kind);
        if (scope) onChange(scope);
      }}
    />
  );
}
