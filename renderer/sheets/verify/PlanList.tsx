import type { PlannedKey, PlanTold } from '../../../common/intents';
import { identityOf, providerOf } from '../../../common/providers';
import { Badge } from '../../design/plain/Badge';
import { CutName } from '../../design/plain/CutName';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { ProviderMark } from '../../providers/ProviderMark';

/** The characters that are shown of the name of a key that is alone. There is room for three lines. */
const mostAlone = 120;

/** The keys of a plan: each with its name, its AccessKey ID, and whose it is. The list scrolls by itself. */
export function PlanList({ told: { keys, total } }: { told: Pick<PlanTold, 'keys' | 'total'> }) {
  const t = useT();
  const language = useLanguage();
  if (total === 0) return null;
  const more = total - keys.length;
  return (
    <div className="min-h-0 shrink-0 overflow-hidden rounded-lg border border-line bg-sunken">
      <ul aria-label={t('verify:keys')} tabIndex={keys.length > 4 ? 0 : -1} className="max-h-56 overflow-y-auto">
        {keys.map((key) => (
          <PlanKey key={key.id} planned={key} alone={total === 1} />
        ))}
      </ul>
      {more > 0 ? (
        <p className="border-t border-line px-3 py-1.5 text-sm text-muted">
          {t('verify:more', { count: more, number: formatNumber(language, more) })}
        </p>
      ) : null}
    </div>
  );
}

function PlanKey({ planned, alone }: { planned: PlannedKey; alone: boolean }) {
  const t = useT();
  const { provider, name, accessKeyId, isDefault } = planned;
  return (
    <li className="flex items-start gap-2.5 border-line px-3 py-2 not-first:border-t">
      <span className="pt-0.5">
        <ProviderMark provider={provider} named />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="min-w-0 font-medium break-words text-ink">
            <CutName name={name} {...(alone ? { most: mostAlone } : {})} />
          </span>
          <span className="font-mono text-sm break-all text-muted">{accessKeyId}</span>
          {isDefault ? <Badge tone="accent">{t('common:default')}</Badge> : null}
        </p>
        <Holder {...planned} />
      </div>
    </li>
  );
}

type HolderProps = Pick<PlannedKey, 'provider' | 'accountId' | 'identityKind' | 'identityName'>;

/** Whose it is: provider, account, user. What isn't known is left out. */
export function Holder({ provider, accountId, identityKind, identityName }: HolderProps) {
  const language = useLanguage();
  const kind = identityOf(provider, identityKind)?.label[language] ?? identityKind;
  const parts = [accountId, identityName].filter((part) => part !== '');
  return (
    <p className="text-sm break-words text-muted">
      {providerOf(provider).name[language]}
      {parts.map((part) => (
        <span key={part}>
          {' · '}
          {part === identityName && part !== '' ? `${kind} ` : ''}
          <CutName name={part} />
        </span>
      ))}
    </p>
  );
}
