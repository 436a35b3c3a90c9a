import { Pencil, X } from 'lucide-react';
import type { AppError } from '../../../common/errors';
import type { KnownVault } from '../../../common/vaults';
import { Badge } from '../../design/plain/Badge';
import { Banner } from '../../design/plain/Banner';
import { IconButton } from '../../design/plain/IconButton';
import type { Translate } from '../../i18n/catalogue';
import { errorWords, isolate, Words } from '../../i18n/words';

/** Returns what a vault is called in the list. */
export const nameOf = (t: Translate, { name, own, place }: KnownVault): string =>
  name || (own ? t('vaults:own') : (place.split(/[\\/]/).filter(Boolean).at(-1) ?? place));

/** Says that the vault isn't there, and why another one couldn't be chosen. */
export function PlaceTrouble({
  t,
  current,
  failure,
}: {
  t: Translate;
  current: KnownVault | null;
  failure: AppError | null;
}) {
  return (
    <>
      {current && !current.here ? (
        <Banner tone="warning">
          <Words>{t('vaults:goneLong', { place: isolate(current.place) })}</Words>
        </Banner>
      ) : null}
      {failure ? (
        <Banner tone="danger">
          <Words>{errorWords(t, failure)}</Words>
        </Banner>
      ) : null}
    </>
  );
}

interface VaultListProps {
  t: Translate;
  vaults: readonly KnownVault[];
  onUse: (id: string) => void;
  onForget: (id: string) => void;
  /** Left out where they can't be renamed. */
  onRename?: (vault: KnownVault) => void;
}

/** The other vaults that this machine knows. Choosing one shows its lock screen. Renders nothing if there are none. */
export function VaultList({ t, vaults, onUse, onForget, onRename }: VaultListProps) {
  if (vaults.length === 0) return null;
  return (
    <section className="flex w-full max-w-90 shrink-0 flex-col gap-1.5">
      <h2 className="px-1 text-sm text-muted">{t('vaults:list')}</h2>
      <ul
        aria-label={t('vaults:list')}
        className="max-h-40 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface"
      >
        {vaults.map((vault) => {
          const name = nameOf(t, vault);
          return (
            <li key={vault.id} className="flex items-center gap-1 pr-1.5 hover:bg-hover">
              <button
                type="button"
                aria-label={t('vaults:use', { name })}
                title={vault.place}
                onClick={() => onUse(vault.id)}
                className="flex min-w-0 flex-1 cursor-default items-center gap-2 py-2 pl-3 text-left"
              >
                <span className="min-w-0 flex-1">
                  <bdi className="block truncate text-ink">{name}</bdi>
                  <bdi className="block truncate text-sm text-muted">{vault.place}</bdi>
                </span>
                {vault.here ? null : <Badge tone="warning">{t('vaults:gone')}</Badge>}
              </button>
              {onRename ? (
                <IconButton
                  size="small"
                  label={t('vaults:rename.button', { name })}
                  icon={<Pencil size={14} aria-hidden />}
                  onClick={() => onRename(vault)}
                />
              ) : null}
              {vault.own ? null : (
                <IconButton
                  size="small"
                  label={t('vaults:forget', { name })}
                  icon={<X size={14} aria-hidden />}
                  onClick={() => onForget(vault.id)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
