import { Tags, X } from 'lucide-react';
import type { KeyDetail, KeyRow } from '../../../../../common/keys/access-key';
import { needsNewer } from '../../../../../common/providers';
import { cx } from '../../../../design/cx';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../../i18n';
import { formatMoment } from '../../../../i18n/format';
import { focusOn, gridId } from '../../../ui';
import { askForTags } from '../../bulk/chosen';
import { WhereItWent } from '../../given/WhereItWent';
import { rotate } from '../../rotation/actions';
import { useTags } from '../../tags/store';
import { TagChip } from '../../tags/TagChip';
import { useSelected } from '../hooks/useSelected';
import { keys } from '../store';
import { Dates } from './detail/Dates';
import { LastRows, showLogOf } from './detail/LastRows';
import { PaneActions } from './detail/PaneActions';
import { PaneEdge } from './detail/PaneEdge';
import { PaneHead } from './detail/PaneHead';
import { Property, Section } from './detail/Section';
import { usePaneSize } from './detail/use-pane-size';
import { Who } from './detail/Who';
import { revealWords, rootWords } from './marks';
import { secretWords } from './secret-words';

export const detailId = 'key-detail';

/** Shows the selected key: what it is, what can be done with it, whose it is, and what happened to it. */
export function DetailPane({ now }: { now: number }) {
  const selected = useSelected();
  return selected ? <Pane key={selected.row.id} now={now} {...selected} /> : null;
}

interface PaneProps {
  row: KeyRow;
  /** `null` until it has been read. */
  detail: KeyDetail | null;
  now: number;
}

/** What a person should know before doing anything with the key. */
function Warnings({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const warning = rootWords(t, row, language);
  const unseen = revealWords(t, row);
  return (
    <>
      {row.leakedAt === null ? null : (
        <Banner
          tone="danger"
          live={false}
          title={t('rotation:leaked.since', { moment: formatMoment(language, row.leakedAt) })}
        >
          <p>{t('rotation:leaked.warning')}</p>
          <span className="mt-2 flex">
            <Button size="small" onClick={() => rotate(row)}>
              {t('rotation:leaked.open')}
            </Button>
          </span>
        </Banner>
      )}
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
    </>
  );
}

/** The key's tags, each in full, and the way to give it others. */
function TagsOf({ row }: Pick<PaneProps, 'row'>) {
  const t = useT();
  const tags = useTags((state) => state.tags);
  const found = [...tags.values()].filter(({ id }) => row.tags.includes(id));
  return (
    <Section title={t('keys:detail.tags')}>
      <ul className="flex flex-wrap items-center gap-1.5">
        {found.map((tag) => (
          <li key={tag.id} className="flex max-w-full min-w-0">
            <TagChip tag={tag} />
          </li>
        ))}
        {needsNewer(row) ? null : (
          <li className="flex">
            <IconButton
              size="small"
              label={t('bulk:tag.act')}
              icon={<Tags size={14} aria-hidden />}
              onClick={() => askForTags(row.id)}
            />
          </li>
        )}
      </ul>
    </Section>
  );
}

/** What the person wrote about the key. */
function About({ detail }: Pick<PaneProps, 'detail'>) {
  const t = useT();
  return (
    <Section title={t('keys:detail.about')}>
      <dl className="flex flex-col gap-2">
        <Property label={t('keys:detail.description')}>
          {detail?.description ? (
            <bdi className="selectable block break-words whitespace-pre-wrap">{detail.description}</bdi>
          ) : (
            <span className="text-faint">{detail ? t('keys:detail.noDescription') : ''}</span>
          )}
        </Property>
        {detail?.endpoint ? (
          <Property label={t('keys:detail.endpoint')}>
            <bdi className="selectable break-words">{detail.endpoint}</bdi>
          </Property>
        ) : null}
      </dl>
    </Section>
  );
}

function Pane({ row, detail, now }: PaneProps) {
  const t = useT();
  const { isBeside, size, change, keep } = usePaneSize();
  const close = () => {
    keys.clearSelection();
    focusOn(gridId);
  };
  return (
    <aside
      id={detailId}
      tabIndex={-1}
      aria-label={t('keys:detail.region')}
      aria-busy={detail === null || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
      // The list keeps room for its columns, or for some rows, however large the pane is wanted.
      style={isBeside ? { width: `min(${size}px, 100% - 340px)` } : { height: `min(${size}px, 100% - 116px)` }}
      className={cx(
        'relative flex shrink-0 flex-col border-line bg-surface outline-none',
        isBeside ? 'border-l' : 'border-t',
      )}
    >
      <PaneEdge isBeside={isBeside} size={size} onChange={change} onDone={keep} />
      <div className="absolute top-2.5 right-2.5 z-1 rounded-md bg-surface">
        <IconButton label={t('keys:detail.close')} icon={<X size={16} aria-hidden />} onClick={close} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        {/* As many columns as there is room for: one beside the list, two or three below it. */}
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(248px,100%),1fr))] gap-x-6 gap-y-4">
          <div className="flex min-w-0 flex-col gap-3">
            <PaneHead row={row} now={now} />
            <PaneActions row={row} detail={detail} now={now} />
            <Warnings row={row} />
            {detail && !needsNewer(row) ? <p className="text-sm text-muted">{secretWords(t, detail)}</p> : null}
          </div>
          <Who row={row} detail={detail} />
          <TagsOf row={row} />
          <Dates row={row} detail={detail} now={now} />
          <About detail={detail} />
          <Section title={t('given:went.title')}>
            <WhereItWent id={row.id} since={detail} onMore={() => showLogOf(row)} />
          </Section>
          <LastRows row={row} detail={detail} />
        </div>
      </div>
    </aside>
  );
}
