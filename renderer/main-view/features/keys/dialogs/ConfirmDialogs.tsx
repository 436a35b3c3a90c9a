import type { KeyRow } from '../../../../../common/keys/access-key';
import { binDays } from '../../../../../common/keys/bin';
import { needsNewer, providerOf } from '../../../../../common/providers';
import { Banner } from '../../../../design/plain/Banner';
import { useLanguage, useT } from '../../../../i18n';
import { formatDays } from '../../../../i18n/format';
import { isolate, Words } from '../../../../i18n/words';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { ConfirmDialog } from '../../../ConfirmDialog';
import { useBin } from '../../bin/store';
import { disable, remove } from '../actions';

/** Shows which key the dialog is about, with the mark of its provider. */
function KeyCard({ row }: { row: KeyRow }) {
  return (
    <div className="flex items-start gap-2.5 rounded-lg border border-line bg-sunken px-3 py-2.5">
      <ProviderMark provider={row.provider} named />
      <div className="min-w-0">
        <p className="line-clamp-2 font-medium break-words text-ink">
          <bdi>{row.name}</bdi>
        </p>
        <p className="font-mono text-sm break-all text-muted">{row.accessKeyId}</p>
      </div>
    </div>
  );
}

const longestQuoted = 60;
const quoted = (name: string) => isolate(name.length > longestQuoted ? `${name.slice(0, longestQuoted)}…` : name);

/** Asks before a key is deleted. */
export function DeleteDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider).name[language];
  const days = useBin(({ state }) => state?.days ?? binDays.usual);
  // Of a key that only a later Keyfold knows, nothing is changed.
  const disables = row.status === 'enabled' && !needsNewer(row);
  const name = quoted(row.name);
  return (
    <ConfirmDialog
      title={disables ? t('keys:deleteDialog.titleEnabled') : t('keys:deleteDialog.title')}
      act={disables ? t('keys:deleteDialog.actEnabled') : t('common:delete')}
      onConfirm={() => remove(row)}
    >
      <KeyCard row={row} />
      {disables && providerOf(row.provider).disable === 'irreversible' && days !== binDays.off ? (
        <Banner tone="warning" live={false}>
          {t('keys:deleteDialog.final', { provider })}
        </Banner>
      ) : null}
      <div className="flex flex-col gap-2 text-ink">
        <p className="break-words">
          <Words>
            {days === binDays.off
              ? t('keys:deleteDialog.bodyOff', { name })
              : t('keys:deleteDialog.body', { name, days: formatDays(language, days) })}
          </Words>
        </p>
        <p>{t('keys:deleteDialog.uses')}</p>
        {disables ? <p>{t('keys:deleteDialog.disables')}</p> : null}
        {row.isDefault ? <p>{t('keys:deleteDialog.isDefault', { provider })}</p> : null}
        <p className="text-muted">{t('keys:deleteDialog.offline')}</p>
      </div>
    </ConfirmDialog>
  );
}

/** Asks before a key is disabled. */
export function DisableDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider);
  const name = provider.name[language];
  return (
    <ConfirmDialog title={t('keys:disableDialog.title')} act={t('common:disable')} onConfirm={() => disable(row)}>
      <KeyCard row={row} />
      {provider.disable === 'irreversible' ? (
        <Banner tone="warning" live={false}>
          {t('keys:disableDialog.final', { provider: name })}
        </Banner>
      ) : null}
      <div className="flex flex-col gap-2 text-ink">
        <p className="break-words">
          <Words>{t('keys:disableDialog.body', { name: quoted(row.name) })}</Words>
        </p>
        {row.isDefault ? <p>{t('keys:disableDialog.isDefault', { provider: name })}</p> : null}
        <p className="text-muted">{t('keys:disableDialog.offline')}</p>
      </div>
    </ConfirmDialog>
  );
}
