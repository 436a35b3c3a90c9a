import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { AppError, Reply } from '../../../common/errors';
import { isRecoveryKey, recoveryKeyBytes } from '../../../common/recovery-key';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import { errorWords, isolate, issueWords, Words } from '../../i18n/words';

/** What a sheet needs to set up a recovery key. */
export interface RecoveryClient {
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
  /** What closing without a key is called. */
  leave: string;
  onLeave: () => void;
  /** The key is set up. */
  onDone: () => void;
}

/** Shows the new key once, then asks for it back: what nobody can type back opens nothing. */
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

type Problem = 'required' | 'typo' | 'other';

function TypeStep({ client, backdrop, onBack, onDone }: MakeRecoveryProps & { onBack: () => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  function say(what: Problem): void {
    setProblem(what);
    input.current?.focus();
  }

  async function submit(): Promise<void> {
    const field = input.current;
    if (!field || pending) return;
    if (field.value.trim() === '') return say('required');
    const key = recoveryKeyBytes(field.value);
    if (!isRecoveryKey(key)) return say('typo');
    setPending(true);
    setFailure(null);
    const reply = await client.keyring.confirmRecovery({ key });
    key.fill(0);
    if (reply.ok) {
      field.value = '';
      return onDone();
    }
    setPending(false);
    if (reply.error.code === 'wrong-recovery-key') say('other');
    else if (reply.error.code === 'recovery-key-typo') say('typo');
    else setFailure(reply.error);
  }

  const label = t('keyring:make.key');
  const words: Record<Problem, string> = {
    required: issueWords(t, { field: 'password', problem: 'required', severity: 'error' }, label),
    typo: errorWords(t, { code: 'recovery-key-typo' }),
    other: t('keyring:make.notThis'),
  };
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
      <TextField
        ref={input}
        name="recovery-key"
        label={label}
        mono
        autoFocus
        maxLength={200}
        error={problem ? words[problem] : null}
        onChange={() => setProblem(null)}
      />
    </SheetFrame>
  );
}
