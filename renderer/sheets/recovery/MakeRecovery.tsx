import { Download } from 'lucide-react';
import { useState } from 'react';
import type { AppError, Reply } from '../../../common/errors';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { isolate, Words } from '../../i18n/words';
import { RecoveryKeyField, useRecoveryKey } from '../RecoveryKeyField';

/** What a sheet needs to set up a recovery key. */
interface RecoveryClient {
  keyring: {
    saveRecovery(input: Record<never, never>): Promise<Reply<{ fileName: string } | null>>;
    confirmRecovery(input: { key: Uint8Array<ArrayBuffer> }): Promise<Reply<null>>;
  };
}

interface MakeRecoveryProps {
  client: RecoveryClient;
  /** The key in its groups. */
  groups: readonly string[];
  backdrop?: 'scrim' | 'solid';
  /** The word on the button that closes without a key. */
  leave: string;
  onLeave: () => void;
  /** The key is set up. */
  onDone: () => void;
}

/** Shows the new key once, then asks the person to type it back. A key that nobody can type back opens nothing. */
export function MakeRecovery(props: MakeRecoveryProps) {
  const [step, setStep] = useState<'show' | 'type'>('show');
  return step === 'show' ? (
    <ShowStep {...props} onNext={() => setStep('type')} />
  ) : (
    <TypeStep {...props} onBack={() => setStep('show')} />
  );
}

function ShowStep({ client, groups, backdrop, leave, onLeave, onNext }: MakeRecoveryProps & { onNext: () => void }) {
  const t = useT();
  const [saving, setSaving] = useState(false);
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);

  async function save(): Promise<void> {
    if (saving) return;
    setSaving(true);
    const reply = await client.keyring.saveRecovery({});
    setSaving(false);
    setFailure(reply.ok ? null : reply.error);
    if (reply.ok && reply.value) setSavedAs(reply.value.fileName);
  }

  return (
    <SheetFrame
      title={t('keyring:make.showTitle')}
      subtitle={t('keyring:make.showIntro')}
      backdrop={backdrop ?? 'scrim'}
      onSubmit={onNext}
      footer={
        <>
          <div className="mr-auto">
            <Button variant="ghost" onClick={onLeave}>
              {leave}
            </Button>
          </div>
          <Button icon={<Download size={14} aria-hidden />} pending={saving} onClick={() => void save()}>
            {t('keyring:make.save')}
          </Button>
          <Button variant="primary" type="submit" autoFocus>
            {t('keyring:make.written')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {/* Copying is off: a copy would stay somewhere. */}
      <ol
        aria-label={t('keyring:make.key')}
        onCopy={(event) => event.preventDefault()}
        className="grid grid-cols-4 gap-x-2 gap-y-3 rounded-lg border border-line bg-sunken px-4 py-4 text-center select-none"
      >
        {groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups never change.
          <li key={at} className="font-mono text-lg tracking-wider text-ink">
            {group}
          </li>
        ))}
      </ol>
      <p className="text-sm text-muted">{t('keyring:make.alike')}</p>
      <Banner tone="warning" live={false}>
        {t('keyring:make.warning')}
      </Banner>
      {savedAs === null ? null : (
        <Banner tone="good">
          <Words>{t('keyring:make.saved', { file: isolate(savedAs) })}</Words>
        </Banner>
      )}
    </SheetFrame>
  );
}

function TypeStep({ client, backdrop, onBack, onDone }: MakeRecoveryProps & { onBack: () => void }) {
  const t = useT();
  const typed = useRecoveryKey();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(): Promise<void> {
    const key = pending ? null : typed.take();
    if (!key) return;
    setPending(true);
    setFailure(null);
    const reply = await client.keyring.confirmRecovery({ key });
    key.fill(0);
    if (reply.ok) {
      typed.clear();
      return onDone();
    }
    setPending(false);
    const { error } = reply;
    if (error.code === 'wrong-recovery-key' || error.code === 'recovery-key-typo') typed.refuse(error.code);
    else setFailure(error);
  }

  return (
    <SheetFrame
      title={t('keyring:make.typeTitle')}
      subtitle={t('keyring:make.typeIntro')}
      backdrop={backdrop ?? 'scrim'}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onBack}>{t('keyring:make.back')}</Button>
          <Button variant="primary" type="submit" pending={pending}>
            {t('keyring:make.confirm')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      <RecoveryKeyField typed={typed} wrong={t('keyring:make.notThis')} />
    </SheetFrame>
  );
}
