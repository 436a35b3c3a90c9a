import { useEffect, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { checkNewPassword, type FieldIssue } from '../../../common/keys/fields';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Logo } from '../../design/plain/Logo';
import { PasswordField } from '../../design/plain/PasswordField';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { errorWords, fieldLabel, issueWords, Words } from '../../i18n/words';
import { StrengthMeter } from './StrengthMeter';
import { type Estimator, loadEstimator, type Score } from './strength';

/** What is known of the two typed passwords; the passwords themselves stay in their inputs. */
interface Facts {
  issue: FieldIssue | null;
  same: boolean;
  score: Score | null;
}

/** The first start: makes the vault. Main takes this sheet away once the vault is open. */
export function CreateSheet({ client }: { client: Client<'create'> }) {
  const t = useT();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const estimator = useRef<Estimator>(null);
  const [facts, setFacts] = useState<Facts>({ issue: null, same: true, score: null });
  const [left, setLeft] = useState({ first: false, second: false });
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const [canRestore, setCanRestore] = useState(false);

  // A vault that was lost may have left its backups.
  useEffect(() => {
    void client.backups.list({}).then((reply) => reply.ok && setCanRestore(reply.value.length > 0));
  }, [client]);

  function look(): Facts {
    const password = first.current?.value ?? '';
    const found: Facts = {
      issue: checkNewPassword(password)[0] ?? null,
      same: password === second.current?.value,
      score: password === '' ? null : (estimator.current?.(password) ?? null),
    };
    setFacts(found);
    return found;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, after the first paint; what it looks at are refs.
  useEffect(() => {
    // Its word lists are large: not before the sheet is on the screen.
    const frame = requestAnimationFrame(() =>
      setTimeout(async () => {
        estimator.current = await loadEstimator();
        if (first.current?.value) look();
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, []);

  async function submit(): Promise<void> {
    const input = first.current;
    if (!input || pending) return;
    const { issue, same } = look();
    setLeft({ first: true, second: true });
    if (issue) return input.focus();
    if (!same) return second.current?.focus();
    setPending(true);
    setFailure(null);
    const password = passwordBytes(input.value);
    const reply = await client.session.create({ password });
    password.fill(0);
    if (reply.ok) {
      input.value = '';
      if (second.current) second.current.value = '';
      return;
    }
    setPending(false);
    setFailure(reply.error);
  }

  const weak = facts.score !== null && facts.score <= 1;
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
      {failure ? (
        <Banner tone="danger">
          <Words>{errorWords(t, failure)}</Words>
        </Banner>
      ) : null}
      <div className="flex flex-col gap-2">
        <PasswordField
          ref={first}
          name="password"
          label={fieldLabel(t, 'password')}
          description={t('create:passwordHint')}
          autoFocus
          error={left.first && facts.issue ? issueWords(t, facts.issue) : null}
          warning={weak && !facts.issue ? t('create:weak') : null}
          onChange={() => look()}
          onBlur={() => setLeft((before) => ({ ...before, first: before.first || first.current?.value !== '' }))}
        />
        <StrengthMeter score={facts.score} />
      </div>
      <PasswordField
        ref={second}
        name="repeat"
        label={t('create:repeat')}
        error={left.second && !facts.same ? t('create:mismatch') : null}
        onChange={() => look()}
        onBlur={() => setLeft((before) => ({ ...before, second: before.second || second.current?.value !== '' }))}
      />
      <Banner tone="warning" live={false}>
        {t('create:forgetting')}
      </Banner>
    </SheetFrame>
  );
}
