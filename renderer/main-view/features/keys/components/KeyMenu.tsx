import { Menu } from '../../../../design/Menu';
import { useT } from '../../../../i18n';
import { focusOn, paneMenuId, useUi } from '../../../ui';
import { BulkMenu } from '../../bulk/BulkMenu';
import { timeNow } from '../../notices/clock';
import { actionsFor } from '../actions';
import { useSelected } from '../hooks/useSelected';
import { mainActions } from '../main-actions';
import { useKeys } from '../store';
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
 * The menu of the chosen keys, or of the selected one. That of the pane (`pane`) is about the selected key, and leaves
 * out what has a button there.
 */
export function KeyMenu({ at }: { at: { of: 'key' | 'pane'; x: number; y: number } }) {
  const t = useT();
  const isOfMany = useKeys((state) => state.all !== null || state.marked.size > 1);
  const selected = useSelected();
  const close = () => useUi.setState({ menu: null });
  if (isOfMany && at.of === 'key') return <BulkMenu at={at} from="row" />;
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
