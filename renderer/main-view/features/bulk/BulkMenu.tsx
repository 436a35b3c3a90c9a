import { CalendarClock, CalendarDays, Tags, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Menu } from '../../../design/Menu';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { chosenMenuId, focusOn, gridId, useUi } from '../../ui';
import { actionIcons } from '../keys/components/action-icons';
import { keys, useKeys } from '../keys/store';
import { countChosen } from '../keys/store/state';
import type { BulkAct } from './bulk-act';
import { askForChosen, assignChosen, exportChosen, giveChosen } from './chosen';

type Entry = ComponentProps<typeof Menu>['entries'][number];

const icons = {
  ...actionIcons,
  default: actionIcons['set-default'],
  'not-default': actionIcons['cancel-default'],
  tag: <Tags size={15} aria-hidden />,
  period: <CalendarClock size={15} aria-hidden />,
  dates: <CalendarDays size={15} aria-hidden />,
};

/** Acts that stand below a line. */
const separated: readonly BulkAct[] = ['enable', 'rotate', 'delete'];

function entriesFor(t: Translate, counted: { count: number; number: string }): { buttons: Entry[]; others: Entry[] } {
  const asks = (act: BulkAct): Entry => ({
    id: act,
    label: t(`bulk:${act}.act`),
    icon: icons[act],
    separated: separated.includes(act),
    ...(act === 'delete' ? { tone: 'danger' as const } : {}),
    run: () => askForChosen(act),
  });
  return {
    buttons: [
      asks('tag'),
      {
        id: 'assign',
        label: t('accounts:assign.actMany', counted),
        icon: icons.assign,
        run: () => void assignChosen(),
      },
      { id: 'give', label: t('given:giveCount', counted), icon: icons.give, run: giveChosen },
      { id: 'export', label: t('keys:exportCount', counted), icon: icons.export, run: exportChosen },
    ],
    others: [
      asks('period'),
      asks('dates'),
      asks('enable'),
      asks('disable'),
      asks('default'),
      asks('not-default'),
      asks('rotate'),
      asks('leaked'),
      asks('delete'),
    ],
  };
}

/** A dialog gives the keyboard back to what had it, so what the menu was opened from gets it before the act runs. */
function runFrom(id: string, run: () => void): void {
  useUi.setState({ menu: null });
  setTimeout(() => {
    focusOn(id);
    run();
  }, 0);
}

/** The menu of acts on the chosen keys. That of the bar leaves out what has a button there. */
export function BulkMenu({ at, from }: { at: { x: number; y: number }; from: 'bar' | 'row' }) {
  const t = useT();
  const language = useLanguage();
  const count = useKeys(countChosen);
  const { buttons, others } = entriesFor(t, { count, number: formatNumber(language, count) });
  const clear: Entry = {
    id: 'clear',
    label: t('accounts:selection.clear'),
    icon: <X size={15} aria-hidden />,
    run: () => keys.clearMarks(),
  };
  const entries = from === 'bar' ? others : [...buttons, ...others, clear];
  return (
    <Menu
      label={from === 'bar' ? t('bulk:moreLabel') : t('accounts:selection.region')}
      at={at}
      onClose={() => useUi.setState({ menu: null })}
      entries={entries.map((entry) => ({
        ...entry,
        run: () => runFrom(from === 'bar' ? chosenMenuId : gridId, entry.run),
      }))}
    />
  );
}
