import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Logo } from '../../design/plain/Logo';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { fieldLabel, isolate, Words } from '../../i18n/words';
import { CaptureCheckbox } from '../CaptureCheckbox';
import { NewPasswordFields } from '../new-password/NewPasswordFields';
import { useNewPassword } from '../new-password/use-new-password';
import { OpenFound } from '../places/OpenFound';
import { useVaults } from '../places/use-vaults';
import { VaultList } from '../places/VaultList';
import { useCanRestore } from '../use-can-restore';
import { OfferRecovery } from './OfferRecovery';

/** Returns the folder that the vault is made in; empty until it is known. */
function usePlace(client: Client<'create'>): string {
  const [place, setPlace] = useState('');
  useEffect(() => void client.context().then((context) => setPlace(context.place)), [client]);
  return place;
}

/** The first start: makes the vault, then offers a recovery key. */
export function CreateSheet({ client }: { client: Client<'create'> }) {
  const t = useT();
  const form = useNewPassword();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  /** The password is kept while the recovery key is offered, because that needs it. So nobody types it a third time. */
  const [made, setMade] = useState<Uint8Array<ArrayBuffer> | null>(null);
  // The backups of a lost vault may still be there.
  const canRestore = useCanRestore(client);
  const vaults = useVaults(client);
  const place = usePlace(client);

  async function submit(): Promise<void> {
    if (pending) return;
    const typed = form.take();
    if (typed === null) return;
    setPending(true);
    setFailure(null);
    const password = passwordBytes(typed);
    const reply = await client.session.create({ password });
    if (reply.ok) {
      form.clear();
      return setMade(password);
    }
    password.fill(0);
    setPending(false);
    setFailure(reply.error);
  }

  if (made) {
    const done = () => {
      made.fill(0);
      void client.window.finish({ ticket: null });
    };
    return <OfferRecovery client={client} password={made} onDone={done} />;
  }
  if (vaults.found) return <OpenFound client={client} found={vaults.found} onBack={vaults.drop} />;
  return (
    <SheetFrame
      title={t('create:title')}
      subtitle={t('create:intro')}
      mark={<Logo size={40} />}
      backdrop="solid"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button variant="ghost" onClick={() => void client.window.quit({})}>
            {t('create:quit')}
          </Button>
          {canRestore ? (
            <Button variant="ghost" onClick={() => void client.window.showRestore({ shown: true })}>
              {t('create:restore')}
            </Button>
          ) : null}
          <Button variant="primary" type="submit" pending={pending}>
            {t('create:submit')}
          </Button>
        </>
      }
    >
      <Failure error={failure ?? vaults.failure} />
      <NewPasswordFields form={form} label={fieldLabel(t, 'password')} repeatLabel={t('create:repeat')} autoFocus />
      <Banner tone="warning" live={false}>
        {t('create:forgetting')}
      </Banner>
      <CaptureCheckbox client={client} label={t('common:capture')} />
      <div className="flex flex-col gap-2">
        <p className="text-sm break-all text-muted">
          <Words>{place === '' ? '' : t('vaults:folder', { place: isolate(place) })}</Words>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => void vaults.make()}>
            {t('vaults:change')}
          </Button>
          <Button size="small" onClick={() => void vaults.choose()}>
            {t('vaults:open')}
          </Button>
        </div>
      </div>
      <VaultList t={t} vaults={vaults.others} onUse={vaults.use} onForget={(id) => void vaults.forget(id)} />
    </SheetFrame>
  );
}
