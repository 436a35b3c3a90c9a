import { type ReactNode, useRef, useState } from 'react';
import type { AppError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { isRecoveryKey, recoveryKeyBytes } from '../../../common/recovery-key';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { PasswordField } from '../../design/plain/PasswordField';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import { errorWords } from '../../i18n/words';
import { isPlausiblePassword } from '../password';
import { useWait } from '../use-wait';

interface PasswordFormProps {
  label: string;
  description?: string;
  /** The words if nothing was typed. */
  required: string;
  /** The error code that means that the typed text is wrong. It is shown at the field. */
  wrong: 'wrong-passphrase' | 'wrong-password' | 'wrong-recovery-key';
  submit: string;
  onClose: () => void;
  /** Returns why it failed. What is typed travels as UTF-8 in NFC; the receiver wipes it. */
  onSubmit: (typed: Uint8Array<ArrayBuffer>) => Promise<AppError | null>;
  /** Stops what the last call of `onSubmit` does. If it is missing, that can't be stopped. */
  onStop?: () => void;
  /** Why the last try failed, if this form was not shown meanwhile. */
  error?: AppError | null;
  /** A button at the left of the footer. It is disabled while the form is sent. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** Asks for one passphrase, password or recovery key. */
export function PasswordForm(props: PasswordFormProps) {
  const t = useT();
  const isKey = props.wrong === 'wrong-recovery-key';
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(
    props.error?.code === props.wrong ? errorWords(t, props.error) : null,
  );
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const wait = useWait(props.error?.code === 'try-later' ? props.error.seconds : 0);

  function refuse(why: string): void {
    setFault(why);
    field.current?.focus();
    field.current?.select();
  }

  async function submit(): Promise<void> {
    const input = field.current;
    if (!input || pending || wait.left > 0) return;
    if (input.value === '') return refuse(props.required);
    if (!isPlausiblePassword(input.value)) return refuse(errorWords(t, { code: props.wrong }));
    const typed = isKey ? recoveryKeyBytes(input.value) : passwordBytes(input.value);
    if (isKey && !isRecoveryKey(typed)) return refuse(errorWords(t, { code: 'recovery-key-typo' }));
    setPending(true);
    setFault(null);
    setFailure(null);
    const error = await props.onSubmit(typed);
    setPending(false);
    if (error === null) return;
    if (error.code === props.wrong) refuse(errorWords(t, error));
    else if (error.code === 'try-later') wait.begin(error.seconds);
    else if (error.code !== 'password-required' && error.code !== 'cancelled') setFailure(error);
  }

  return (
    <SheetFrame
      title={t('transfer:import.title')}
      {...(pending ? {} : { onClose: props.onClose })}
      onSubmit={() => void submit()}
      footer={
        <>
          {props.aside ? (
            <fieldset disabled={pending} className="mr-auto">
              {props.aside}
            </fieldset>
          ) : null}
          {pending && props.onStop ? (
            <Button onClick={props.onStop}>{t('transfer:stop')}</Button>
          ) : (
            <Button disabled={pending} onClick={props.onClose}>
              {t('common:cancel')}
            </Button>
          )}
          <Button variant="primary" type="submit" pending={pending} disabled={wait.left > 0}>
            {props.submit}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {props.children}
      {isKey ? (
        <TextField
          ref={field}
          name="recovery-key"
          label={props.label}
          description={props.description}
          mono
          autoFocus
          maxLength={200}
          error={fault}
          onChange={() => setFault(null)}
        />
      ) : (
        <PasswordField
          ref={field}
          name="password"
          label={props.label}
          description={props.description}
          autoFocus
          error={fault}
          onChange={() => setFault(null)}
        />
      )}
      {wait.left > 0 ? (
        <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: wait.left })}</Banner>
      ) : null}
    </SheetFrame>
  );
}
