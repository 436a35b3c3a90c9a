import { PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KeyDetail, KeyRow } from '../../../../../../common/keys/access-key';
import type { Language } from '../../../../../../common/languages';
import { providerOf } from '../../../../../../common/providers';
import { IconButton } from '../../../../../design/plain/IconButton';
import { type Translate, useLanguage, useT } from '../../../../../i18n';
import { formatDays, formatDistance, formatMoment } from '../../../../../i18n/format';
import { openDialog } from '../../../../ui';
import { Countdown } from '../../../temporary/Countdown';
import { noteEnd } from '../../../temporary/ended';
import { isExpired } from '../../actions';
import { Property, Section } from './Section';

function periodWords(t: Translate, language: Language, { rotationDays, provider }: KeyRow): string {
  if (rotationDays === 0) return t('rotation:period.never');
  if (rotationDays !== null) return t('rotation:period.own', { days: formatDays(language, rotationDays) });
  return t('rotation:period.provider', { days: formatDays(language, providerOf(provider).rotation.dueDays) });
}

/** A moment, and how long ago that was. */
function Moment({ at, now }: { at: number; now: number }) {
  const language = useLanguage();
  return (
    <>
      {formatMoment(language, at)}
      <span className="block text-sm text-muted">{formatDistance(language, at, now)}</span>
    </>
  );
}

interface DatesProps {
  row: KeyRow;
  /** `null` until it has been read. */
  detail: KeyDetail | null;
  now: number;
}

/** When things happened to the key, at its provider and in Keyfold, and when it ends or is due. */
export function Dates({ row, detail, now }: DatesProps) {
  const t = useT();
  const language = useLanguage();
  const moment = (at: number): ReactNode => <Moment at={at} now={now} />;
  const unknown = <span className="text-faint">{t('keys:detail.notKnown')}</span>;
  const usedThere = row.providerUsedAt === 0 ? t('keys:detail.neverUsedThere') : undefined;
  return (
    <Section title={t('keys:detail.dates')}>
      <dl className="flex flex-col gap-2">
        {row.expiresAt === null ? null : (
          <Property label={t('keys:detail.expires')}>
            {formatMoment(language, row.expiresAt)}
            <span className="block text-sm text-muted">
              {isExpired(row, now) ? (
                formatDistance(language, row.expiresAt, now)
              ) : (
                <Countdown expiresAt={row.expiresAt} onEnd={noteEnd} />
              )}
            </span>
          </Property>
        )}
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
        <Property label={t('keys:detail.providerCreated')}>
          {row.providerCreatedAt === null ? unknown : moment(row.providerCreatedAt)}
        </Property>
        <Property label={t('keys:detail.providerUsed')}>
          {usedThere ?? (row.providerUsedAt === null ? unknown : moment(row.providerUsedAt))}
        </Property>
        <Property label={t('keys:detail.used')}>
          {row.lastUsedAt === null ? t('rotation:neverUsed') : moment(row.lastUsedAt)}
        </Property>
        <Property label={t('keys:detail.created')}>{moment(row.createdAt)}</Property>
        <Property label={t('keys:detail.updated')}>{detail ? moment(detail.updatedAt) : ''}</Property>
      </dl>
    </Section>
  );
}
