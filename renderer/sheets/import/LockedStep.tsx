import { useState } from 'react';
import type { OpenedFile } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { FileCard } from '../transfer/FileCard';
import { PasswordForm } from './PasswordForm';
import type { ImportForm } from './use-import';

interface LockedStepProps {
  form: ImportForm;
  file: OpenedFile;
  onClose: () => void;
}

/** Asks for what opens the file: its passphrase, or the identity file of one of its recipients. */
export function LockedStep({ form, file, onClose }: LockedStepProps) {
  const t = useT();
  const [pending, setPending] = useState(false);
  const another = (
    <Button variant="ghost" disabled={pending} onClick={() => void form.chooseAnother()}>
      {t('transfer:import.chooseFile')}
    </Button>
  );
  if (file.needs === 'passphrase') {
    return (
      <PasswordForm
        label={t('transfer:import.passphrase')}
        required={t('transfer:import.passphraseRequired')}
        wrong="wrong-passphrase"
        submit={t('transfer:import.open')}
        onClose={onClose}
        onStop={form.stopOpening}
        onSubmit={async (passphrase) => {
          const error = await form.unlock(passphrase);
          passphrase.fill(0);
          return error;
        }}
        aside={another}
      >
        <FileCard name={file.fileName} sealed>
          {t('transfer:import.needsPassphrase')}
        </FileCard>
      </PasswordForm>
    );
  }
  async function identify(): Promise<void> {
    if (pending) return;
    setPending(true);
    await form.identify();
    setPending(false);
  }
  return (
    <SheetFrame
      title={t('transfer:import.title')}
      {...(pending ? {} : { onClose })}
      footer={
        <>
          <div className="mr-auto">{another}</div>
          <Button disabled={pending} onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" autoFocus pending={pending} onClick={() => void identify()}>
            {t('transfer:import.chooseIdentity')}
          </Button>
        </>
      }
    >
      <Failure error={form.failure} />
      <FileCard name={file.fileName} sealed>
        {t('transfer:import.needsIdentity')}
      </FileCard>
    </SheetFrame>
  );
}
