import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { recoveryKeyGroups } from '../../../common/recovery-key';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Logo } from '../../design/plain/Logo';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { MakeRecovery } from '../recovery/MakeRecovery';

interface OfferRecoveryProps {
  client: Client<'create'>;
  /** The password that the vault was just made with. Its owner wipes it. */
  password: Uint8Array<ArrayBuffer>;
  onDone: () => void;
}

/** The vault is made: offers a recovery key, which the person can also set up later. */
export function OfferRecovery({ client, password, onDone }: OfferRecoveryProps) {
  const t = useT();
  const [groups, setGroups] = useState<string[] | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function begin(): Promise<void> {
    if (pending) return;
    setPending(true);
    setFailure(null);
    const reply = await client.keyring.beginRecovery({ password });
    setPending(false);
    if (!reply.ok) return setFailure(reply.error);
    setGroups(recoveryKeyGroups(reply.value.key));
    reply.value.key.fill(0);
  }

  if (groups) {
    return (
      <MakeRecovery
        client={client}
        groups={groups}
        backdrop="solid"
        leave={t('keyring:make.later')}
        onLeave={onDone}
        onDone={onDone}
      />
    );
  }
  return (
    <SheetFrame
      title={t('keyring:make.title')}
      subtitle={t('keyring:make.offer')}
      mark={<Logo size={40} />}
      backdrop="solid"
      onSubmit={() => void begin()}
      footer={
        <>
          <Button variant="ghost" onClick={onDone}>
            {t('keyring:make.later')}
          </Button>
          <Button variant="primary" type="submit" pending={pending} autoFocus>
            {t('keyring:make.start')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      <p className="text-muted">{t('keyring:make.offerMore')}</p>
      <p className="text-sm text-muted">{t('keyring:make.laterHint')}</p>
    </SheetFrame>
  );
}
