import type { KeyRow } from '../../common/keys/access-key';
import {
  identityOf,
  isKnownProvider,
  rootIdentity,
  type StoredProviderId,
  saferIdentity,
} from '../../common/providers';
import { Banner } from '../design/plain/Banner';
import { useLanguage, useT } from '../i18n';
import { formatNumber } from '../i18n/format';

/** What the warning needs to know of one key. */
type Held = Pick<KeyRow, 'provider' | 'identityKind'>;

/** Warns of a key of the account itself, where it is about to be used. Shows nothing for any other key. */
export function RootWarning({ row, live = false }: { row: Held; live?: boolean }) {
  const identity = identityOf(row.provider, row.identityKind);
  return identity?.root ? <MasterWarning provider={row.provider} live={live} /> : null;
}

/** The same warning of a key that is known to be the account's own. */
export function MasterWarning({ provider, live = false }: { provider: StoredProviderId; live?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const identity = rootIdentity(provider);
  if (!identity) return null;
  const safer = (isKnownProvider(provider) ? saferIdentity(provider) : undefined) ?? identity;
  return (
    <Banner tone="warning" live={live} title={t('common:master.title')}>
      {t('common:master.one', { identity: identity.label[language], safer: safer.label[language] })}
    </Banner>
  );
}

/**
 * Warns of keys of accounts themselves among several that are about to be used: `roots` of `total`. Shows nothing if
 * there are none.
 */
export function RootsWarning({ roots, total, live = false }: { roots: number; total: number; live?: boolean }) {
  const t = useT();
  const language = useLanguage();
  if (roots === 0) return null;
  const words = { count: roots, number: formatNumber(language, roots), total: formatNumber(language, total) };
  return (
    <Banner tone="warning" live={live} title={t('common:master.title')}>
      {total === 1 ? t('common:master.only') : t('common:master.several', words)}
    </Banner>
  );
}
