import type { Language } from '../../../common/languages';
import { providerOf } from '../../../common/providers';
import type { ExportScope, ScopeFacts } from '../../../common/transfer/export';
import { cutMiddle } from '../../design/plain/cut-name';
import { RadioCards } from '../../design/plain/RadioCards';
import { type Translate, useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate } from '../../i18n/words';

function scopeWords(t: Translate, language: Language, scope: ExportScope, facts: ScopeFacts | undefined): string {
  if (scope.kind === 'provider') {
    return t('transfer:export.scopes.provider', { provider: providerOf(scope.provider).name[language] });
  }
  if (scope.kind === 'keys') return t('transfer:export.scopes.keys', { count: scope.ids.length });
  if (scope.kind === 'list' && scope.text !== '') {
    return t('transfer:export.scopes.found', { text: isolate(cutMiddle(scope.text)) });
  }
  const account = facts?.account?.alias || facts?.account?.accountId;
  if (account) return t('transfer:export.scopes.named', { account: isolate(account) });
  return t(`transfer:export.scopes.${scope.kind}`);
}

interface ScopeChoiceProps {
  /** What is known about each scope; missing until the vault has answered. */
  facts: ReadonlyMap<ExportScope, ScopeFacts>;
  /**
   * The scopes to choose from: what the sheet was opened for, and all keys. They stay the same objects as long as the
   * sheet lives.
   */
  scopes: readonly ExportScope[];
  value: ExportScope;
  onChange: (scope: ExportScope) => void;
}

/** Says what is exported, with the number of keys. It offers all keys as the other choice if those are more. */
export function ScopeChoice({ facts, scopes, value, onChange }: ScopeChoiceProps) {
  const t = useT();
  const language = useLanguage();
  const count = (scope: ExportScope) => {
    const keys = facts.get(scope)?.keys;
    // Its space is kept until the number is there.
    return keys === undefined ? '\u00a0' : t('transfer:keys', { count: keys, number: formatNumber(language, keys) });
  };
  return (
    <RadioCards
      label={t('transfer:export.scope')}
      columns={scopes.length > 1 ? 2 : 1}
      choices={scopes.map((scope) => ({
        value: scope.kind,
        label: scopeWords(t, language, scope, facts.get(scope)),
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
