import { type RefObject, useRef, useState } from 'react';
import { checkNewPassword, errorsOf, type FieldIssue } from '../../../common/keys/fields';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Banner } from '../../design/plain/Banner';
import { PasswordField } from '../../design/plain/PasswordField';
import { useT } from '../../i18n';
import { issueWords } from '../../i18n/words';

interface AdministratorForm {
  /** The inputs keep what is typed; no state does. */
  first: RefObject<HTMLInputElement | null>;
  second: RefObject<HTMLInputElement | null>;
  issue: FieldIssue | null;
  differs: boolean;
  edited(field: 'first' | 'second'): void;
  /** Returns whether the two passwords can be used; if not, the field says why. */
  check(): boolean;
  /** Returns what is typed. The caller sends it and wipes it. */
  bytes(): Uint8Array<ArrayBuffer>;
  clear(): void;
}

/** The state of the two fields for the administrator's new password. */
export function useAdministrator(): AdministratorForm {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [issue, setIssue] = useState<FieldIssue | null>(null);
  const [differs, setDiffers] = useState(false);
  return {
    first,
    second,
    issue,
    differs,
    edited: (field) => (field === 'first' ? setIssue(null) : setDiffers(false)),
    check() {
      const [one = '', two = ''] = [first.current?.value, second.current?.value];
      const [wrong] = errorsOf(checkNewPassword(one.normalize('NFC')));
      setIssue(wrong ?? null);
      setDiffers(!wrong && one !== two);
      if (wrong) first.current?.focus();
      else if (one !== two) second.current?.focus();
      return !wrong && one === two;
    },
    bytes: () => passwordBytes(first.current?.value ?? ''),
    clear() {
      for (const { current } of [first, second]) if (current) current.value = '';
    },
  };
}

/** Two fields for the administrator's new password, and what that password can and can't do. */
export function AdministratorFields({ form }: { form: AdministratorForm }) {
  const t = useT();
  const label = t('protection:newPassword');
  return (
    <>
      <Banner tone="info" live={false}>
        {t('protection:lockHonest')}
      </Banner>
      <PasswordField
        ref={form.first}
        name="administrator"
        label={label}
        autoFocus
        description={t('protection:lockForgotten')}
        error={form.issue ? issueWords(t, form.issue, label) : null}
        onChange={() => form.edited('first')}
      />
      <PasswordField
        ref={form.second}
        name="repeat"
        label={t('protection:repeatPassword')}
        error={form.differs ? t('protection:repeatWrong') : null}
        onChange={() => form.edited('second')}
      />
      <hr className="border-line" />
    </>
  );
}
