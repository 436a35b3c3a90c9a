import { type ReactNode, useState } from 'react';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { profileOf } from '../../../../../common/providers';
import { Dialog } from '../../../../design/Dialog';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { useLanguage, useT } from '../../../../i18n';
import { isolate, Words } from '../../../../i18n/words';
import { ProfileMark } from '../../../../profiles/ProfileMark';
import { closeDialog } from '../../../ui';
import { disable, remove } from '../actions';

interface ConfirmProps {
  title: string;
  row: KeyRow;
  /** The word on the button: the act itself, never “OK”. */
  act: string;
  onConfirm: () => Promise<void>;
  children: ReactNode;
}

function Confirm({ title, row, act, onConfirm, children }: ConfirmProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      role="alertdialog"
      title={title}
      busy={busy}
      onClose={closeDialog}
      footer={
        <>
          {/* The safe answer has the focus. */}
          <Button autoFocus disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button
            variant="danger"
            pending={busy}
            onClick={() => {
              setBusy(true);
              void onConfirm();
            }}
          >
            {act}
          </Button>
        </>
      }
    >
      <div className="flex items-start gap-2.5 rounded-lg border border-line bg-sunken px-3 py-2.5">
        <ProfileMark profile={row.profile} named />
        <div className="min-w-0">
          <p className="line-clamp-2 font-medium break-words text-ink">
            <bdi>{row.name}</bdi>
          </p>
          <p className="font-mono text-sm break-all text-muted">{row.accessKeyId}</p>
        </div>
      </div>
      {children}
    </Dialog>
  );
}

const longestQuoted = 60;
const quoted = (name: string) => isolate(name.length > longestQuoted ? `${name.slice(0, longestQuoted)}…` : name);

/** Asks before a key is deleted. */
export function DeleteDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(row.profile).name[language];
  return (
    <Confirm title={t('keys:deleteDialog.title')} row={row} act={t('common:delete')} onConfirm={() => remove(row)}>
      <div className="flex flex-col gap-2 text-ink">
        <p className="break-words">
          <Words>{t('keys:deleteDialog.body', { name: quoted(row.name) })}</Words> {t('keys:deleteDialog.uses')}
        </p>
        {row.isDefault ? <p>{t('keys:deleteDialog.isDefault', { profile })}</p> : null}
        <p className="text-muted">{t('keys:deleteDialog.offline')}</p>
      </div>
    </Confirm>
  );
}

/** Asks before a key is disabled. */
export function DisableDialog({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(row.profile);
  const name = profile.name[language];
  return (
    <Confirm title={t('keys:disableDialog.title')} row={row} act={t('common:disable')} onConfirm={() => disable(row)}>
      {profile.disable === 'irreversible' ? (
        <Banner tone="warning" live={false}>
          {t('keys:disableDialog.final', { profile: name })}
        </Banner>
      ) : null}
      <div className="flex flex-col gap-2 text-ink">
        <p className="break-words">
          <Words>{t('keys:disableDialog.body', { name: quoted(row.name) })}</Words>
        </p>
        {row.isDefault ? <p>{t('keys:disableDialog.isDefault', { profile: name })}</p> : null}
        <p className="text-muted">{t('keys:disableDialog.offline')}</p>
      </div>
    </Confirm>
  );
}
