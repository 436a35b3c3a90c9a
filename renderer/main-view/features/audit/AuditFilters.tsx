import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { auditOutcomes } from '../../../../common/audit/actions';
import { IconButton } from '../../../design/plain/IconButton';
import { SearchInput } from '../../../design/plain/SearchInput';
import { Select } from '../../../design/plain/Select';
import { useT } from '../../../i18n';
import { isolate, plainWords, Words } from '../../../i18n/words';
import { searchId } from '../../ui';
import { useTypedSearch } from '../../use-typed-search';
import { dayStart } from './days';
import { groupedActions } from './groups';
import { audit, everything, useAudit } from './store';
import { actionWords } from './words';

const pause = 120;
const all = 'all';

const search = (text: string) => void audit.narrow({ text });

function DayField({ label, onChange, value }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="date"
      aria-label={label}
      title={label}
      value={value}
      max="9999-12-31"
      onChange={(event) => onChange(event.target.value)}
      className="field-input h-8 w-32 shrink-0 px-2"
    />
  );
}

/** The filters of the log: words, action, outcome, days, and the key that the person came from. */
export function AuditFilters() {
  const t = useT();
  const filter = useAudit((state) => state.filter);
  const keyName = useAudit((state) => state.keyName);
  const [typed, setTyped] = useTypedSearch(filter.text, search, pause);
  const [days, setDays] = useState({ from: '', to: '' });

  // Another button may have cleared the filter.
  useEffect(() => {
    if (filter.from === null && filter.to === null) setDays({ from: '', to: '' });
  }, [filter.from, filter.to]);

  const chooseDays = (change: Partial<typeof days>) => {
    const next = { ...days, ...change };
    setDays(next);
    // The last day is included with all of its hours.
    void audit.narrow({ from: dayStart(next.from, 0), to: dayStart(next.to, 1) });
  };
  const clear = () => {
    setTyped('');
    void audit.narrow(everything, null);
  };
  const narrowed = Object.entries(filter).some(
    ([name, value]) => value !== everything[name as keyof typeof everything],
  );

  return (
    <search className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <SearchInput
        id={searchId}
        label={t('audit:search')}
        placeholder={t('audit:searchPlaceholder')}
        maxLength={200}
        value={typed}
        onChange={setTyped}
        className="min-w-44"
      />
      <Select
        label={t('audit:filterAction')}
        choices={[{ value: all, label: t('audit:anyAction') }]}
        groups={groupedActions.map(({ group, actions }) => ({
          label: t(`audit:group.${group}`),
          choices: actions.map((action) => ({ value: action, label: actionWords(t, action) })),
        }))}
        value={filter.action ?? all}
        onChange={(action) => void audit.narrow({ action: action === all ? null : action })}
        className="w-40"
      />
      <Select
        label={t('audit:filterOutcome')}
        choices={[
          { value: all, label: t('audit:anyOutcome') },
          ...auditOutcomes.map((outcome) => ({ value: outcome, label: t(`audit:outcome.${outcome}`) })),
        ]}
        value={filter.outcome ?? all}
        onChange={(outcome) => void audit.narrow({ outcome: outcome === all ? null : outcome })}
        className="w-36"
      />
      <span className="flex items-center gap-1 text-faint">
        <DayField label={t('audit:from')} value={days.from} onChange={(from) => chooseDays({ from })} />
        <span aria-hidden="true">–</span>
        <DayField label={t('audit:to')} value={days.to} onChange={(to) => chooseDays({ to })} />
        {narrowed ? (
          <IconButton size="small" label={t('audit:clear')} icon={<X size={14} aria-hidden />} onClick={clear} />
        ) : null}
      </span>
      {keyName === null ? null : (
        <span className="flex h-7 max-w-full min-w-0 items-center gap-1 rounded-md bg-accent-soft pr-0.5 pl-2 text-sm text-accent-ink">
          <span className="truncate" title={plainWords(t('audit:ofKey', { name: keyName }))}>
            <Words>{t('audit:ofKey', { name: isolate(keyName) })}</Words>
          </span>
          <IconButton
            size="small"
            label={t('audit:ofKeyClear')}
            icon={<X size={13} aria-hidden />}
            onClick={() => void audit.narrow({ keyId: null }, null)}
          />
        </span>
      )}
    </search>
  );
}
