import {
  Eye,
  FileLock,
  PencilLine,
  Power,
  PowerOff,
  RefreshCw,
  ScrollText,
  SquareTerminal,
  Star,
  StarOff,
  Trash2,
  UserRoundCheck,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { KeyDetail, KeyRow } from '../../../../../common/keys/access-key';
import { needsNewer } from '../../../../../common/providers';
import { Badge } from '../../../../design/plain/Badge';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../../i18n';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { focusOn, gridId, showPage } from '../../../ui';
import { audit, everything } from '../../audit/store';
import { type ActionId, actionsFor, type KeyAction } from '../actions';
import { useSelected } from '../hooks/useSelected';
import { keys } from '../store';
import { revealWords, rootWords, StatusMark } from './marks';
import { PropertyList } from './PropertyList';
import { secretWords } from './secret-words';

export const detailId = 'key-detail';

/** An icon for each action, for this pane and for the menu. */
export const actionIcons: Record<ActionId, ReactNode> = {
  edit: <PencilLine size={15} aria-hidden />,
  assign: <UserRoundCheck size={15} aria-hidden />,
  'set-default': <Star size={15} aria-hidden />,
  'cancel-default': <StarOff size={15} aria-hidden />,
  enable: <Power size={15} aria-hidden />,
  disable: <PowerOff size={15} aria-hidden />,
  'view-secret': <Eye size={15} aria-hidden />,
  use: <SquareTerminal size={15} aria-hidden />,
  export: <FileLock size={15} aria-hidden />,
  rotate: <RefreshCw size={15} aria-hidden />,
  delete: <Trash2 size={15} aria-hidden />,
};

function ActionButton({ action }: { action: KeyAction }) {
  return (
    // A disabled button doesn't show its own title.
    <span title={action.refusal ?? undefined} className="flex grow">
      <Button
        wide
        size="small"
        disabled={action.refusal !== null}
        aria-description={action.refusal ?? undefined}
        icon={actionIcons[action.id]}
        onClick={action.run}
        variant={action.id === 'view-secret' ? 'primary' : 'secondary'}
      >
        {action.label}
      </Button>
    </span>
  );
}

/** Shows the selected key's basic properties and what can be done with it. */
export function DetailPane({ now }: { now: number }) {
  const selected = useSelected();
  return selected ? <Properties key={selected.row.id} now={now} {...selected} /> : null;
}

/** The key's name, its provider and its state. */
function Heading({ row, now, onClose }: { row: KeyRow; now: number; onClose: () => void }) {
  const t = useT();
  return (
    <header className="flex items-start gap-2.5 border-b border-line py-3.5 pr-2.5 pl-4">
      <span className="mt-1">
        <ProviderMark provider={row.provider} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="selectable line-clamp-3 pt-0.5 text-md font-semibold break-words text-ink" title={row.name}>
          <bdi>{row.name}</bdi>
        </h2>
        <div className="mt-1 flex flex-wrap items-center gap-1.5 empty:hidden">
          <StatusMark row={row} now={now} />
          {row.isDefault ? <Badge tone="accent">{t('common:default')}</Badge> : null}
        </div>
      </div>
      <IconButton label={t('keys:detail.close')} icon={<X size={16} aria-hidden />} onClick={onClose} />
    </header>
  );
}

function Properties({ row, detail, now }: { row: KeyRow; detail: KeyDetail | null; now: number }) {
  const t = useT();
  const language = useLanguage();
  const close = () => {
    keys.clearSelection();
    focusOn(gridId);
  };
  const warning = rootWords(t, row, language);
  const unseen = revealWords(t, row);
  const actions = actionsFor(t, row, detail, now);
  const remove = actions.find((action) => action.id === 'delete');

  return (
    <aside
      id={detailId}
      tabIndex={-1}
      aria-label={t('keys:detail.region')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
      className="absolute inset-y-0 right-0 z-10 flex w-76 shrink-0 animate-appear flex-col border-l border-line bg-surface shadow-float outline-none min-[1100px]:static min-[1100px]:animate-none min-[1100px]:shadow-none"
    >
      <Heading row={row} now={now} onClose={close} />
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        {unseen ? (
          <Banner tone="warning" live={false} title={unseen.title}>
            {unseen.explained}
          </Banner>
        ) : null}
        {needsNewer(row) ? (
          <Banner tone="info" live={false} title={t('keys:needsNewer')}>
            {t('keys:needsNewerExplained')}
          </Banner>
        ) : null}
        {warning ? (
          <Banner tone="warning" live={false} title={t('keys:root')}>
            {warning}
          </Banner>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {actions
            .filter((action) => action !== remove)
            .map((action) => (
              <ActionButton key={action.id} action={action} />
            ))}
        </div>
        <PropertyList row={row} detail={detail} now={now} />
        <Button
          size="small"
          variant="ghost"
          icon={<ScrollText size={15} aria-hidden />}
          onClick={() => {
            void audit.narrow({ ...everything, keyId: row.id }, row.name);
            showPage('audit');
          }}
        >
          {t('keys:detail.log')}
        </Button>
        {detail && !needsNewer(row) ? <p className="text-sm text-muted">{secretWords(t, detail)}</p> : null}
      </div>
      {remove ? (
        <footer className="border-t border-line p-3">
          <Button wide variant="ghost-danger" icon={actionIcons.delete} onClick={remove.run}>
            {remove.label}
          </Button>
        </footer>
      ) : null}
    </aside>
  );
}
