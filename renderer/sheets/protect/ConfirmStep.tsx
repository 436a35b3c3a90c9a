import { useMemo, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import { longestTypedCode, readCode } from '../proof/typed-code';
import { problemWords } from '../proof/words';
import { QrCode } from './QrCode';

/** A key for an authenticator app. */
export interface Enrolment {
  /** Base32. */
  key: string;
  /** The text of the QR code. */
  uri: string;
}

/** Shows the key for the app, as a QR code and as text. It asks for one code, to be sure that the app has the key. */
export function ConfirmStep({
  client,
  enrolment,
  onClose,
}: {
  client: Client<'protect'>;
  enrolment: Enrolment;
  onClose(): void;
}) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<'required' | 'shape' | 'wrong-code' | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const groups = useMemo(() => enrolment.key.match(/.{1,4}/g) ?? [], [enrolment]);

  function say(what: typeof problem): void {
    setProblem(what);
    input.current?.focus();
    input.current?.select();
  }

  async function submit(): Promise<void> {
    if (pending) return;
    const read = readCode(input.current?.value ?? '');
    if ('problem' in read) return say(read.problem);
    setPending(true);
    setFailure(null);
    const reply = await client.protection.confirmEnrolment({ code: read.code });
    if (reply.ok) {
      await client.window.finish({ ticket: null });
      return;
    }
    setPending(false);
    if (reply.error.code === 'wrong-code') say('wrong-code');
    else setFailure(reply.error);
  }

  const label = t('proof:code');

  return (
    <SheetFrame
      title={t('protection:part.authenticator.label')}
      subtitle={t('protection:scan')}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" pending={pending}>
            {t('protection:setUp')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      <div className="flex items-center gap-4">
        <QrCode text={enrolment.uri} label={t('protection:qr')} />
        <dl className="min-w-0">
          <dt className="text-sm text-muted">{t('protection:key')}</dt>
          {/* The key is shown in groups, so that it can be read out. Copying is off, since a copy would stay
              somewhere. */}
          <dd className="font-mono leading-6 text-ink select-none">{groups.join(' ')}</dd>
        </dl>
      </div>
      <TextField
        ref={input}
        name="code"
        label={label}
        mono
        inputMode="numeric"
        maxLength={longestTypedCode}
        autoFocus
        description={t('protection:confirm')}
        error={problemWords(t, problem, label)}
        onChange={() => setProblem(null)}
      />
    </SheetFrame>
  );
}
