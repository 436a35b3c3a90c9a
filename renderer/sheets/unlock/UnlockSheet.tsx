import { Pencil } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { KnownVault } from '../../../common/vaults';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { HiddenField } from '../../design/plain/HiddenField';
import { IconButton } from '../../design/plain/IconButton';
import { Logo } from '../../design/plain/Logo';
import type { Translate } from '../../i18n/catalogue';
import { errorWords, fieldLabel, Words } from '../../i18n/words';
import { CaptureCheckbox } from '../CaptureCheckbox';
import { faultWords, useMasterPassword } from '../master-password';
import type { OpenFound } from '../places/OpenFound';
import type { RenameVault } from '../places/RenameVault';
import { useVaults } from '../places/use-vaults';
import { nameOf, PlaceTrouble, VaultList } from '../places/VaultList';
import { useCanRestore } from '../use-can-restore';
import { useWait } from '../use-wait';
import type { RecoverForm } from './RecoverForm';
import { Waiting } from './Waiting';
import { useWords } from './words';

/**
 * The state of the field for the master password, of what the vault says about it, and of the wait after too many wrong
 * tries.
 */
function useUnlock(client: Client<'unlock'>) {
  const field = useMasterPassword();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  /** Why the vault is out of reach. */
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const { left: wait, begin } = useWait();

  const ask = useCallback(async () => {
    const reply = await client.session.ways({});
    if (!reply.ok) return null;
    begin(reply.value.waits.password);
    setTrouble(reply.value.trouble);
    return reply.value;
  }, [client, begin]);
  useEffect(() => void ask(), [ask]);

  useEffect(() => client.on('vaultEnded', () => setFailure({ code: 'vault-ended' })), [client]);

  async function submit(): Promise<void> {
    const password = pending || wait > 0 ? null : field.take();
    if (!password) return;
    setPending(true);
    const reply = await client.session.unlock({ password });
    password.fill(0);
    if (reply.ok) {
      // It stays pending, since main is about to close this sheet.
      field.clear();
      return;
    }
    setPending(false);
    if (reply.error.code === 'wrong-password') {
      setFailure(null);
      field.refuse('wrong');
      // This wrong try may have started a wait, so the vault is asked.
      void ask();
    } else if (reply.error.code === 'try-later') begin(reply.error.seconds);
    else setFailure(reply.error);
  }

  return { field, failure, setFailure, trouble, pending, wait, ask, submit };
}

/** Says why the vault is out of reach, unless that is said already (`null`), and offers to look again. */
function OutOfReach({ client, t, trouble }: { client: Client<'unlock'>; t: Translate; trouble: AppError | null }) {
  return (
    <>
      {trouble ? (
        <Banner tone="danger">
          <Words>{errorWords(t, trouble)}</Words>
        </Banner>
      ) : null}
      <Button wide onClick={() => void client.window.showRestore({ shown: false })}>
        {t('unlock:again')}
      </Button>
    </>
  );
}

interface HeaderProps {
  t: Translate;
  /** The vault that is opened, if it needs a name here. */
  vault: KnownVault | null;
  onRename: (vault: KnownVault) => void;
}

function Header({ t, vault, onRename }: HeaderProps) {
  return (
    <header className="flex flex-col items-center gap-3">
      <span className="low:hidden">
        <Logo size={56} />
      </span>
      <div className="flex w-full flex-col items-center">
        <h1 className="text-lg font-semibold">{t('unlock:title')}</h1>
        {vault ? (
          <div className="flex max-w-full items-center gap-1">
            <p title={vault.place} className="truncate text-muted">
              <bdi>{nameOf(t, vault)}</bdi>
            </p>
            <IconButton
              size="small"
              label={t('vaults:rename.button', { name: nameOf(t, vault) })}
              icon={<Pencil size={14} aria-hidden />}
              onClick={() => onRename(vault)}
            />
          </div>
        ) : null}
      </div>
    </header>
  );
}

/** The sheet that renames a vault, while it is open. It is loaded only if the person asks for it. */
function useRenaming(client: Client<'unlock'>, onDone: () => void) {
  const [open, setOpen] = useState<{ sheet: typeof RenameVault; vault: KnownVault } | null>(null);
  async function rename(vault: KnownVault): Promise<void> {
    const { prepare, RenameVault: sheet } = await import('../places/RenameVault');
    prepare(client);
    setOpen({ sheet, vault });
  }
  const done = () => {
    setOpen(null);
    onDone();
  };
  return { rename, renaming: open ? <open.sheet client={client} vault={open.vault} onDone={done} /> : null };
}

interface OtherWaysProps {
  client: Client<'unlock'>;
  t: Translate;
  vaults: ReturnType<typeof useVaults>;
  onOpen: () => void;
  onRename: (vault: KnownVault) => void;
}

/** What can be done at the lock screen other than unlocking this vault. */
function OtherWays({ client, t, vaults, onOpen, onRename }: OtherWaysProps) {
  const canRestore = useCanRestore(client);
  return (
    <>
      <VaultList
        t={t}
        vaults={vaults.others}
        onUse={vaults.use}
        onForget={(id) => void vaults.forget(id)}
        onRename={onRename}
      />
      <div className="mb-auto flex shrink-0 flex-wrap justify-center gap-2">
        <Button variant="ghost" onClick={() => onOpen()}>
          {t('vaults:open')}
        </Button>
        <Button variant="ghost" onClick={() => void vaults.make()}>
          {t('vaults:make')}
        </Button>
        {canRestore ? (
          <Button variant="ghost" onClick={() => void client.window.showRestore({ shown: true })}>
            {t('unlock:restore')}
          </Button>
        ) : null}
        <Button variant="ghost" onClick={() => void client.window.quit({})}>
          {t('unlock:quit')}
        </Button>
      </div>
    </>
  );
}

/**
 * Asks for the master password of the locked vault. Main closes the sheet when the vault is open. Its static shape is
 * in index.html.
 */
export function UnlockSheet({ client }: { client: Client<'unlock'> }) {
  const t = useWords(client);
  const { field, failure, setFailure, trouble, pending, wait, ask, submit } = useUnlock(client);
  const vaults = useVaults(client);
  const [recover, setRecover] = useState<{ form: typeof RecoverForm; wait: number } | null>(null);
  const [opening, setOpening] = useState<typeof OpenFound | null>(null);

  const { rename, renaming } = useRenaming(client, () => void vaults.load());

  async function forgot(): Promise<void> {
    const ways = await ask();
    if (!ways?.recoveryKey) return setFailure({ code: 'no-recovery-key' });
    const { prepare, RecoverForm: form } = await import('./RecoverForm');
    prepare(client);
    setFailure(null);
    setRecover({ form, wait: ways.waits.recoveryKey });
  }

  async function openExisting(): Promise<void> {
    const { prepare, OpenFound: sheet } = await import('../places/OpenFound');
    prepare(client);
    setOpening(() => sheet);
    await vaults.choose();
  }

  if (renaming) return renaming;
  if (opening && vaults.found) {
    const Opening = opening;
    return <Opening client={client} found={vaults.found} onBack={vaults.drop} />;
  }
  if (recover) {
    return <recover.form client={client} wait={recover.wait} onBack={() => setRecover(null)} />;
  }

  // One vault in its usual place needs no name.
  const shown = vaults.current && (vaults.others.length > 0 || !vaults.current.own) ? vaults.current : null;
  return (
    <main className="fixed inset-0 flex flex-col items-center gap-4 overflow-y-auto bg-sidebar p-6 low:gap-2 low:p-3">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        className="mt-auto flex w-full max-w-90 shrink-0 flex-col gap-5 rounded-xl border border-line bg-surface px-8 pt-8 pb-7 shadow-float low:gap-3 low:py-4"
      >
        <Header t={t} vault={shown} onRename={(vault) => void rename(vault)} />
        <Waiting client={client} t={t} />
        <PlaceTrouble t={t} current={shown} failure={vaults.failure} />
        {trouble ? <OutOfReach client={client} t={t} trouble={shown && !shown.here ? null : trouble} /> : null}
        {failure && !trouble ? (
          <Banner tone={['vault-ended', 'no-recovery-key'].includes(failure.code) ? 'warning' : 'danger'}>
            <Words>{errorWords(t, failure)}</Words>
          </Banner>
        ) : null}
        <HiddenField
          ref={field.input}
          name="password"
          label={fieldLabel(t, 'password')}
          t={t}
          autoFocus
          error={wait > 0 ? null : faultWords(t, field.fault)}
          onChange={field.edited}
        />
        {wait > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: wait })}</Banner> : null}
        <div className="flex flex-col gap-2">
          <Button type="submit" variant="primary" size="large" wide pending={pending} disabled={wait > 0}>
            {t('unlock:submit')}
          </Button>
          <Button variant="ghost" wide onClick={() => void forgot()}>
            {t('unlock:forgot')}
          </Button>
        </div>
      </form>
      <OtherWays
        client={client}
        t={t}
        vaults={vaults}
        onOpen={() => void openExisting()}
        onRename={(vault) => void rename(vault)}
      />
      {/* It takes no part in the layout, so that nothing moves when it comes. */}
      <div className="fixed bottom-4">
        <CaptureCheckbox client={client} label={t('common:capture')} />
      </div>
    </main>
  );
}
