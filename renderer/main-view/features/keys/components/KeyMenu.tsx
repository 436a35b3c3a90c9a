import { X } from 'lucide-react';
import { Menu } from '../../../../design/Menu';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { focusOn, paneMenuId, useUi } from '../../../ui';
import { timeNow } from '../../notices/clock';
import { openExport, openGive } from '../../transfer/actions';
import { actionsFor, assign } from '../actions';
import { useSelected } from '../hooks/useSelected';
import { mainActions } from '../main-actions';
import { keys, useKeys } from '../store';
import { actionIcons } from './action-icons';

/**
 * Runs an action after its menu has gone. A dialog gives the keyboard back to what had it, so the menu's button gets it
 * first.
 */
function runFromPane(run: () => void): void {
  useUi.setState({ menu: null });
  setTimeout(() => {
    focusOn(paneMenuId);
    run();
  }, 0);
}

/**
 * The menu of the marked keys, or of the selected one. That of the pane (`pane`) is about the selected key, and leaves
 * out what has a button there.
 */
export function KeyMenu({ at }: { at: { of: 'key' | 'pane'; x: number; y: number } }) {
  const t = useT();
  const language = useLanguage();
  const marked = useKeys((state) => state.marked);
  const selected = useSelected();
  const close = () => useUi.setState({ menu: null });
  if (marked.size > 1 && at.of === 'key') {
    const rows = [...marked.values()];
    return (
      <Menu
        label={t('accounts:selection.region')}
        at={at}
        onClose={close}
        entries={[
          {
            id: 'assign',
            label: t('accounts:assign.actMany', { number: formatNumber(language, rows.length) }),
            icon: actionIcons.assign,
            run: () => assign(rows),
          },
          {
            id: 'give',
            label: t('given:giveCount', { count: rows.length, number: formatNumber(language, rows.length) }),
            icon: actionIcons.give,
            run: () => void openGive({ kind: 'keys', ids: [...marked.keys()] }),
          },
          {
            id: 'export',
            label: t('keys:exportCount', { count: rows.length, number: formatNumber(language, rows.length) }),
            icon: actionIcons.export,
            run: () => void openExport({ kind: 'keys', ids: [...marked.keys()] }),
          },
          {
            id: 'clear',
            label: t('accounts:selection.clear'),
            icon: <X size={15} aria-hidden />,
            run: () => keys.clearMarks(),
          },
        ]}
      />
    );
  }
  if (!selected) return null;
  const { row, detail } = selected;
  const now = timeNow();
  const actions = actionsFor(t, row, detail, now);
  return (
    <Menu
      label={t('keys:rowActions', { name: row.name })}
      at={at}
      onClose={close}
      entries={(at.of === 'pane' ? mainActions(actions, row, now).rest : actions).map((action) => ({
        id: action.id,
        label: action.label,
        icon: actionIcons[action.id],
        refusal: action.refusal,
        run: () => (at.of === 'pane' ? runFromPane(action.run) : action.run()),
        ...(action.id === 'delete' ? { tone: 'danger' as const, separated: true } : {}),
      }))}
    />
  );
}
