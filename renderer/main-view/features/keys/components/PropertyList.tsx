import { PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KeyDetail, KeyRow } from '../../../../../common/keys/access-key';
import type { Language } from '../../../../../common/languages';
import { identityOf, providerOf } from '../../../../../common/providers';
import { IconButton } from '../../../../design/plain/IconButton';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { formatDay, formatDays, formatDistance, formatMoment } from '../../../../i18n/format';
import { openDialog } from '../../../ui';
import { Countdown } from '../../temporary/Countdown';
import { noteEnd } from '../../temporary/ended';
import { isExpired } from '../actions';
import { Age, typeWord, Unknown } from './marks';

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

function periodWords(t: Translate, language: Language, { rotationDays, provider }: KeyRow): string {
  if (rotationDays === 0) return t('rotation:period.never');
  if (rotationDays !== null) return t('rotation:period.own', { days: formatDays(language, rotationDays) });
  return t('rotation:period.provider', { days: formatDays(language, providerOf(provider).rotation.dueDays) });
}

interface PropertyListProps {
  row: KeyRow;
  /** `null` until it has been read. */
  detail: KeyDetail | null;
  now: number;
}

/** What the key is, and which identity it belongs to. */
function WhatItIs({ row, detail }: Omit<PropertyListProps, 'now'>) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider);
  const identity = identityOf(row.provider, row.identityKind);
  return (
    <>
      <Property label={provider.accessKeyId.label[language]}>
        <code className="selectable font-mono break-all">{row.accessKeyId}</code>
      </Property>
      <Property label={t('keys:detail.provider')}>{provider.name[language]}</Property>
      <Property label={t('keys:detail.description')}>
        {detail?.description ? (
          <bdi className="selectable block max-h-40 overflow-y-auto break-words whitespace-pre-wrap">
            {detail.description}
          </bdi>
        ) : (
          <span className="text-faint">{detail ? t('keys:detail.noDescription') : ''}</span>
        )}
      </Property>
      <Property label={provider.account.label[language]}>
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
    </>
  );
}

/** When things happened to the key, and when things will happen. */
function Times({ row, detail, now }: PropertyListProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
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
      <Property label={t('fields:label.providerCreatedAt')}>
        {row.providerCreatedAt === null ? (
          <span className="text-faint">{t('keys:detail.notKnown')}</span>
        ) : (
          formatDay(language, row.providerCreatedAt)
        )}
        <span className="block text-muted">
          <Age row={row} now={now} explained />
          {row.providerCreatedAt === null ? ` ${t('keys:detail.sinceAdded')}` : null}
        </span>
      </Property>
      <Property label={t('fields:label.providerUsedAt')}>
        {row.providerUsedAt === null ? (
          <span className="text-faint">{t('keys:detail.notKnown')}</span>
        ) : row.providerUsedAt === 0 ? (
          t('keys:detail.neverUsed')
        ) : (
          formatDay(language, row.providerUsedAt)
        )}
      </Property>
      <Property label={t('keys:detail.created')}>{formatMoment(language, row.createdAt)}</Property>
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
    </>
  );
}

/** The key's basic properties. */
export function PropertyList({ row, detail, now }: PropertyListProps) {
  return (
    <dl className="flex flex-col gap-3 border-t border-line pt-4">
      <WhatItIs row={row} detail={detail} />
      <Times row={row} detail={detail} now={now} />
    </dl>
  );
}
