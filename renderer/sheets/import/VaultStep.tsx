import { useState } from 'react';
import type { OpenedFile } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { useT } from '../../i18n';
import { fieldLabel, issueWords } from '../../i18n/words';
import { FileCard } from '../transfer/FileCard';
import { PasswordForm } from './PasswordForm';
import type { ImportForm } from './use-import';

interface VaultStepProps {
  form: ImportForm;
  file: OpenedFile;
  onClose: () => void;
}

/** Asks for what opens another vault: its master password, or its recovery key if it has one. */
export function VaultStep({ form, file, onClose }: VaultStepProps) {
  const t = useT();
  const [by, setBy] = useState<'password' | 'recovery-key'>('password');
  const byKey = by === 'recovery-key';
  return (
    <PasswordForm
      // It must be another field, so that nothing typed in the first stays in the second.
      key={by}
      label={byKey ? t('transfer:import.vault.recoveryKey') : t('transfer:import.vault.password')}
      description={byKey ? t('transfer:import.vault.recoveryKeyHint') : t('transfer:import.vault.passwordHint')}
      required={
        byKey
          ? t('transfer:import.vault.recoveryKeyRequired')
          : issueWords(t, { field: 'password', problem: 'required', severity: 'error' }, fieldLabel(t, 'password'))
      }
      wrong={byKey ? 'wrong-recovery-key' : 'wrong-password'}
      submit={t('transfer:import.open')}
      onClose={onClose}
      onStop={form.stopOpening}
      onSubmit={async (typed) => {
        const error = await form.unlockVault(by, typed);
        typed.fill(0);
        return error;
      }}
      aside={
        file.recoveryKey ? (
          <Button variant="ghost" onClick={() => setBy(byKey ? 'password' : 'recovery-key')}>
            {byKey ? t('transfer:import.vault.usePassword') : t('transfer:import.vault.useRecoveryKey')}
          </Button>
        ) : null
      }
    >
      <FileCard name={file.fileName} sealed>
        {t('transfer:import.vault.about')}
      </FileCard>
    </PasswordForm>
  );
}
