import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { type KnownVault, vaultNameLimit } from '../../../common/vaults';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import { nameOf } from './VaultList';

export { prepare } from './OpenFound';

/** Gives a known vault another name in the list. Its folder and its files stay as they are. */
export function RenameVault({
  client,
  vault,
  onDone,
}: {
  client: Pick<Client<'unlock'>, 'vaults'>;
  vault: KnownVault;
  onDone: () => void;
}) {
  const t = useT();
  const [name, setName] = useState(nameOf(t, vault).slice(0, vaultNameLimit));
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(): Promise<void> {
    if (pending) return;
    setPending(true);
    const reply = await client.vaults.rename({ id: vault.id, name: name.trim() });
    if (reply.ok) return onDone();
    setPending(false);
    setFailure(reply.error);
  }

  return (
    <SheetFrame
      title={t('vaults:rename.title')}
      subtitle={<bdi className="break-all">{vault.place}</bdi>}
      backdrop="solid"
      onClose={onDone}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={pending} onClick={onDone}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" type="submit" pending={pending}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      <TextField
        label={t('vaults:found.name')}
        description={t('vaults:rename.about')}
        value={name}
        maxLength={vaultNameLimit}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={setName}
      />
    </SheetFrame>
  );
}
