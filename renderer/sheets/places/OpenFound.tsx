import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { type BringHow, type FoundVault, vaultNameLimit } from '../../../common/vaults';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { RadioCards } from '../../design/plain/RadioCards';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { startI18n, useLanguage, useT } from '../../i18n';
import { base } from '../../i18n/base';
import { vaults as english } from '../../i18n/en/vaults';
import { formatMoment } from '../../i18n/format';
import { vaults as chinese } from '../../i18n/zh-CN/vaults';
import type { VaultsClient } from './use-vaults';

/** Prepares this part of the lock screen, which is loaded only if the person asks for it. */
export function prepare(client: Client<'unlock'>): void {
  startI18n(client, { ...base, vaults: { en: english, 'zh-CN': chinese } });
}

/**
 * Says which vault or backup was chosen, and asks how to use it. Main replaces the sheet by the lock screen of that
 * vault.
 */
export function OpenFound({
  client,
  found,
  onBack,
}: {
  client: Pick<VaultsClient, 'elsewhere'>;
  found: FoundVault;
  onBack: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { backup } = found;
  const [how, setHow] = useState<BringHow>(backup === null ? 'in-place' : 'copy');
  const [name, setName] = useState(found.name.slice(0, vaultNameLimit));
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(): Promise<void> {
    if (pending) return;
    setPending(true);
    setFailure(null);
    const reply = await client.elsewhere.open({ how, name: name.trim() });
    // It stays pending, since main is about to replace this sheet.
    if (reply.ok) return;
    setPending(false);
    setFailure(reply.error);
  }

  return (
    <SheetFrame
      title={t(backup === null ? 'vaults:found.vault' : 'vaults:found.backup')}
      subtitle={<bdi className="break-all">{found.place}</bdi>}
      backdrop="solid"
      {...(pending ? {} : { onClose: onBack })}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={pending} onClick={onBack}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" type="submit" pending={pending}>
            {t('vaults:found.submit')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {backup === null ? (
        <RadioCards
          label={t('vaults:found.how')}
          columns={1}
          choices={[
            { value: 'in-place', label: t('vaults:found.inPlace'), description: t('vaults:found.inPlaceAbout') },
            { value: 'copy', label: t('vaults:found.copy'), description: t('vaults:found.copyAbout') },
          ]}
          value={how}
          onChange={setHow}
        />
      ) : (
        <p className="text-ink">{t('vaults:found.backupAbout', { moment: formatMoment(language, backup) })}</p>
      )}
      <TextField label={t('vaults:found.name')} value={name} maxLength={vaultNameLimit} onChange={setName} />
      <p className="text-muted">{t('vaults:found.next')}</p>
    </SheetFrame>
  );
}
