import {
  Eye,
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
import type { Language } from '../../../../../common/languages';
import { identityOf, profileOf } from '../../../../../common/providers';
import { Badge } from '../../../../design/plain/Badge';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { formatDays, formatDistance, formatMoment } from '../../../../i18n/format';
import { ProfileMark } from '../../../../profiles/ProfileMark';
import { indexOfRow, rowIn } from '../../../../rows-window';
import { focusOn, gridId, openDialog, showPage } from '../../../ui';
import { audit, everything } from '../../audit/store';
import { Countdown } from '../../temporary/Countdown';
import { noteEnd } from '../../temporary/ended';
import { type ActionId, actionsFor, isExpired, type KeyAction } from '../actions';
import { keys, useKeys } from '../store';
import { Age, rootWords, StatusMark, typeWord, Unknown } from './marks';

export const detailId = 'key-detail';

/** An icon for each action, here and in the menu. */
export const actionIcons: Record<ActionId, ReactNode> = {
  edit: <PencilLine size={15} aria-hidden />,
  assign: <UserRoundCheck size={15} aria-hidden />,
  'set-default': <Star size={15} aria-hidden />,
  'cancel-default': <StarOff size={15} aria-hidden />,
  enable: <Power size={15} aria-hidden />,
  disable: <PowerOff size={15} aria-hidden />,
  'view-secret': <Eye size={15} aria-hidden />,
  use: <SquareTerminal size={15} aria-hidden />,
  rotate: <RefreshCw size={15} aria-hidden />,
  delete: <Trash2 size={15} aria-hidden />,
};

function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="min-w-0 break-words text-ink">{children}</dd>
    </div>
  );
}

function Name({ value }: { value: string }) {
  return value === '' ? <Unknown /> : <bdi className="selectable break-words">{value}</bdi>;
}

function ActionButton({ action }: { action: KeyAction }) {
  return (
    // A disabled button shows no title of its own.
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

/** The row is there at once; the rest of the detail follows. */
function useSelected(): { row: KeyRow; detail: KeyDetail | null } | null {
  const id = useKeys((state) => state.selectedId);
  const detail = useKeys((state) => state.detail);
  const pages = useKeys((state) => state.pages);
  if (id === null) return null;
  if (detail?.id === id) return { row: detail, detail };
  const row = rowIn(pages, indexOfRow(pages, id));
  return row ? { row, detail: null } : null;
}

function periodWords(t: Translate, language: Language, { rotationDays, profile }: KeyRow): string {
  if (rotationDays === 0) return t('rotation:period.never');
  if (rotationDays !== null) return t('rotation:period.own', { days: formatDays(language, rotationDays) });
  return t('rotation:period.profile', { days: formatDays(language, profileOf(profile).rotation.dueDays) });
}

/** The selected key's basic properties, and what can be done with it. */
export function DetailPane({ now }: { now: number }) {
  const selected = useSelected();
  return selected ? <Properties key={selected.row.id} now={now} {...selected} /> : null;
}

function Properties({ row, detail, now }: { row: KeyRow; detail: KeyDetail | null; now: number }) {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(row.profile);
  const identity = identityOf(row.profile, row.identityKind);
  const close = () => {
    keys.clearSelection();
    focusOn(gridId);
  };
  const warning = rootWords(t, row, language);
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
      <header className="flex items-start gap-2.5 border-b border-line py-3.5 pr-2.5 pl-4">
        <span className="mt-1">
          <ProfileMark profile={row.profile} />
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
        <IconButton label={t('keys:detail.close')} icon={<X size={16} aria-hidden />} onClick={close} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        {row.reveal === 'pending' ? (
          <Banner tone="warning" live={false} title={t('keys:pending')}>
            {t('keys:pendingExplained')}
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
        <dl className="flex flex-col gap-3 border-t border-line pt-4">
          <Property label={profile.accessKeyId.label[language]}>
            <code className="selectable font-mono break-all">{row.accessKeyId}</code>
          </Property>
          <Property label={t('keys:detail.profile')}>{profile.name[language]}</Property>
          <Property label={t('keys:detail.description')}>
            {detail?.description ? (
              <bdi className="selectable block max-h-40 overflow-y-auto break-words whitespace-pre-wrap">
                {detail.description}
              </bdi>
            ) : (
              <span className="text-faint">{detail ? t('keys:detail.noDescription') : ''}</span>
            )}
          </Property>
          <Property label={profile.account.label[language]}>
            <Name value={row.accountId} />
          </Property>
          <Property label={t('keys:detail.identity')}>{identity?.label[language] ?? row.identityKind}</Property>
          {identity?.nameField ? (
            <Property label={identity.nameField.label[language]}>
              <Name value={row.identityName} />
            </Property>
          ) : null}
          {row.keyType ? <Property label={t('keys:column.type')}>{row.keyType}</Property> : null}
          {detail?.endpoint ? (
            <Property label={t('keys:detail.endpoint')}>
              <Name value={detail.endpoint} />
            </Property>
          ) : null}
          {row.keyType ? null : <Property label={t('keys:detail.credential')}>{typeWord(t, row)}</Property>}
          {row.expiresAt === null ? null : (
            <Property label={t('keys:detail.expires')}>
              {formatMoment(language, row.expiresAt)}
              <span className="block text-muted">
                {isExpired(row, now) ? (
                  formatDistance(language, row.expiresAt, now)
                ) : (
                  <Countdown expiresAt={row.expiresAt} onEnd={noteEnd} />
                )}
              </span>
            </Property>
          )}
          <Property label={t('keys:detail.created')}>
            {formatMoment(language, row.createdAt)}
            <span className="block text-muted">
              <Age row={row} now={now} explained />
            </span>
          </Property>
          {row.credential === 'long-term' ? (
            <Property label={t('rotation:period.label')}>
              <span className="flex items-center gap-1">
                {periodWords(t, language, row)}
                <IconButton
                  size="small"
                  label={t('rotation:period.change')}
                  icon={<PencilLine size={13} aria-hidden />}
                  onClick={() => openDialog({ kind: 'rotation-days', row })}
                />
              </span>
            </Property>
          ) : null}
          <Property label={t('rotation:lastUsed')}>
            {detail ? (detail.lastUsedAt ? formatMoment(language, detail.lastUsedAt) : t('rotation:neverUsed')) : ''}
          </Property>
          <Property label={t('keys:detail.updated')}>{detail ? formatMoment(language, detail.updatedAt) : ''}</Property>
        </dl>
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
        {detail && !detail.secretCanBeShown ? (
          <p className="text-sm text-muted">{t('keys:detail.secretGone')}</p>
        ) : null}
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
