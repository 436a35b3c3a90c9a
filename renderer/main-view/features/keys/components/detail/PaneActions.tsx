import { Ellipsis } from 'lucide-react';
import type { KeyDetail, KeyRow } from '../../../../../../common/keys/access-key';
import { Button } from '../../../../../design/plain/Button';
import { useT } from '../../../../../i18n';
import { paneMenuId, useUi } from '../../../../ui';
import { actionsFor } from '../../actions';
import { mainActions } from '../../main-actions';

interface PaneActionsProps {
  row: KeyRow;
  /** `null` until it has been read. */
  detail: KeyDetail | null;
  now: number;
}

/** The two likeliest actions of a key, in words only so that they stand in one line, and a menu with all the others. */
export function PaneActions({ row, detail, now }: PaneActionsProps) {
  const t = useT();
  const isOpen = useUi((ui) => ui.menu?.of === 'pane');
  const { main } = mainActions(actionsFor(t, row, detail, now), row, now);
  return (
    <div className="flex flex-wrap gap-2">
      {main.map((action, at) => (
        <Button key={action.id} size="small" onClick={action.run} variant={at === 0 ? 'primary' : 'secondary'}>
          {action.label}
        </Button>
      ))}
      <Button
        size="small"
        icon={<Ellipsis size={15} aria-hidden />}
        id={paneMenuId}
        aria-label={t('keys:detail.more')}
        title={t('keys:detail.more')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          useUi.setState({ menu: { of: 'pane', x: left, y: bottom } });
        }}
      />
    </div>
  );
}
