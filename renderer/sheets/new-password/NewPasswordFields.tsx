import { PasswordField } from '../../design/plain/PasswordField';
import { useT } from '../../i18n';
import { issueWords } from '../../i18n/words';
import { StrengthMeter } from './StrengthMeter';
import type { NewPasswordForm } from './use-new-password';

interface NewPasswordFieldsProps {
  form: NewPasswordForm;
  label: string;
  repeatLabel: string;
  /**
   * The words for what it should be like, and for two passwords that differ. If they are left out, those for a master
   * password are used.
   */
  hint?: string;
  mismatch?: string;
  autoFocus?: boolean;
}

/** Two fields for a new password, and how hard it is to guess. */
export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const t = useT();
  const { form, label, repeatLabel, autoFocus = false } = props;
  const { facts, left } = form;
  const weak = facts.score !== null && facts.score <= 1;
  return (
    <>
      <div className="flex flex-col gap-2">
        <PasswordField
          ref={form.first}
          name="password"
          label={label}
          description={props.hint ?? t('create:passwordHint')}
          autoFocus={autoFocus}
          error={left.first && facts.issue ? issueWords(t, facts.issue, label) : null}
          warning={weak && !facts.issue ? t('create:weak') : null}
          onChange={() => form.look()}
          onBlur={() => form.leave('first')}
        />
        <StrengthMeter score={facts.score} />
      </div>
      <PasswordField
        ref={form.second}
        name="repeat"
        label={repeatLabel}
        error={left.second && !facts.same ? (props.mismatch ?? t('create:mismatch')) : null}
        onChange={() => form.look()}
        onBlur={() => form.leave('second')}
      />
    </>
  );
}
