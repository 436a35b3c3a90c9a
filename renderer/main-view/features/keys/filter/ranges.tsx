import { useId, useState } from 'react';
import type { Days, KeyFilter, Times } from '../../../../../common/keys/filter';
import { Checkbox } from '../../../../design/plain/Checkbox';
import { TextField } from '../../../../design/plain/TextField';
import { useT } from '../../../../i18n';
import { dayStart } from '../../audit/days';
import { instead } from './parts';

interface RangeProps<Part extends keyof KeyFilter> {
  part: Part;
  filter: KeyFilter;
  onChange: (change: KeyFilter) => void;
  onProblem: (problem: boolean) => void;
}

type DaysPart = 'age' | 'due' | 'idle';
type TimesPart = 'created' | 'used';

const mostDays = 36_500;

/** Reads a number of days as typed; `undefined`: nothing was typed, `null`: it is none. */
function daysIn(typed: string, part: DaysPart): number | null | undefined {
  const text = typed.trim().replace('−', '-');
  if (text === '') return undefined;
  if (!/^-?\d{1,5}$/.test(text)) return null;
  const days = Number(text);
  return days > mostDays || (days < 0 && part !== 'due') ? null : days;
}

/** Two numbers of days, of which one may be left out. */
export function DaysRange({ part, filter, onChange, onProblem }: RangeProps<DaysPart>) {
  const t = useT();
  const { least, most }: Days = filter[part] ?? {};
  const [typed, setTyped] = useState({ least: least?.toString() ?? '', most: most?.toString() ?? '' });
  const read = { least: daysIn(typed.least, part), most: daysIn(typed.most, part) };
  const wrongWay = typeof read.least === 'number' && typeof read.most === 'number' && read.most < read.least;

  const change = (end: 'least' | 'most', text: string) => {
    const next = { ...typed, [end]: text };
    setTyped(next);
    const [from, to] = [daysIn(next.least, part), daysIn(next.most, part)];
    const bad = from === null || to === null || (from !== undefined && to !== undefined && to < from);
    onProblem(bad);
    if (bad) return;
    const range: Days = { ...(from === undefined ? {} : { least: from }), ...(to === undefined ? {} : { most: to }) };
    // With neither of the two, the filter is taken away.
    onChange({ [part]: Object.keys(range).length > 0 ? range : undefined });
  };
  return (
    <div className="flex flex-col gap-3">
      <TextField
        autoFocus
        label={t('filter:days.least')}
        inputMode="numeric"
        maxLength={6}
        value={typed.least}
        onChange={(text) => change('least', text)}
        error={read.least === null ? t('filter:days.invalid') : null}
        {...(part === 'due' ? { description: t('filter:days.dueHint') } : {})}
      />
      <TextField
        label={t('filter:days.most')}
        inputMode="numeric"
        maxLength={6}
        value={typed.most}
        onChange={(text) => change('most', text)}
        error={read.most === null ? t('filter:days.invalid') : wrongWay ? t('filter:days.wrongWay') : null}
      />
    </div>
  );
}

/** The day of a moment as a date field has it. */
function fieldOf(moment: number | undefined): string {
  if (moment === undefined) return '';
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Two days, of which one may be left out. The last one is included. */
export function TimesRange({ part, filter, onChange, onProblem }: RangeProps<TimesPart>) {
  const t = useT();
  const id = useId();
  const { from, to }: Times = filter[part] ?? {};
  const known = instead[part];
  const unknown = filter[known] === false;
  const [days, setDays] = useState({ from: fieldOf(from), to: to === undefined ? '' : fieldOf(to - 1) });
  const wrongWay = days.from !== '' && days.to !== '' && days.to < days.from;

  const change = (end: 'from' | 'to', day: string) => {
    const next = { ...days, [end]: day };
    setDays(next);
    const bad = next.from !== '' && next.to !== '' && next.to < next.from;
    onProblem(bad);
    if (bad) return;
    const begin = dayStart(next.from, 0);
    const finish = dayStart(next.to, 1);
    const range: Times = { ...(begin === null ? {} : { from: begin }), ...(finish === null ? {} : { to: finish }) };
    onChange({ [part]: Object.keys(range).length > 0 ? range : undefined, [known]: undefined });
  };
  return (
    <div className="flex flex-col gap-3">
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className="flex flex-col gap-1">
          <label htmlFor={`${id}-${end}`} className="font-medium text-ink">
            {t(`filter:times.${end}`)}
          </label>
          <input
            // biome-ignore lint/a11y/noAutofocus: the first field of a dialog.
            autoFocus={end === 'from'}
            id={`${id}-${end}`}
            type="date"
            max="9999-12-31"
            disabled={unknown}
            value={unknown ? '' : days[end]}
            aria-invalid={end === 'to' && wrongWay ? true : undefined}
            onChange={(event) => change(end, event.target.value)}
            className="field-input"
          />
        </div>
      ))}
      <Checkbox
        label={t(`filter:times.${known}`)}
        checked={unknown}
        onChange={(on) => {
          setDays({ from: '', to: '' });
          onProblem(false);
          onChange({ [part]: undefined, [known]: on ? false : undefined });
        }}
      />
    </div>
  );
}
