import { useEffect, useState } from 'react';
import type { Backup } from '../../../common/backups';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { useClosing } from '../../closing/use-closing';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Logo } from '../../design/plain/Logo';
import { PasswordField } from '../../design/plain/PasswordField';
import { RadioCards } from '../../design/plain/RadioCards';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatMoment, formatSize } from '../../i18n/format';
import { faultWords, useMasterPassword } from '../master-password';

const wipe = (password: Uint8Array): void => {
  password.fill(0);
};

/** The state of the form and its one act. */
function useRestore(client: Client<'restore'>) {
  const field = useMasterPassword();
  const present = useMasterPassword();
  // It is asked for only if the vault needs it.
  const [asksPresent, setAsksPresent] = useState(false);
  const [backups, setBackups] = useState<Backup[] | null>(null);
  const [chosen, setChosen] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  useEffect(() => {
    void client
      .context()
      .then(() => client.backups.list({}))
      .then((reply) => {
        if (!reply.ok) return setFailure(reply.error);
        setBackups(reply.value);
        // This is the latest backup of a vault in use. A vault that a restore set aside is rarely the one that is
        // wanted.
        const likely = reply.value.find(({ kind }) => kind !== 'before-restore') ?? reply.value[0];
        setChosen(likely?.name ?? '');
      });
  }, [client]);

  async function submit(): Promise<void> {
    const password = pending || chosen === '' ? null : field.take();
    if (!password) return;
    const own = asksPresent ? present.take() : null;
    if (asksPresent && !own) return wipe(password);
    setPending(true);
    setFailure(null);
    const reply = await client.backups.restore({ name: chosen, password, ...(own ? { present: own } : {}) });
    password.fill(0);
    own?.fill(0);
    if (reply.ok) {
      field.clear();
      present.clear();
      return;
    }
    setPending(false);
    if (reply.error.code === 'wrong-password') field.refuse('wrong');
    else if (reply.error.code === 'present-password' && reply.error.wrong) present.refuse('wrong');
    else if (reply.error.code === 'present-password') setAsksPresent(true);
    else setFailure(reply.error);
  }

  return { field, present, asksPresent, backups, chosen, setChosen, failure, pending, submit };
}

/** Puts a backup in the vault's place, from the lock screen. Main closes this sheet when the vault is open. */
export function RestoreSheet({ client }: { client: Client<'restore'> }) {
  const t = useT();
  const language = useLanguage();
  const { field, present, asksPresent, backups, chosen, setChosen, failure, pending, submit } = useRestore(client);
  const back = () => void client.window.showRestore({ shown: false });
  const { question } = useClosing(client, { loss: pending ? 'running' : null, close: back });
  const label = t('backups:restore.password');
  const presentLabel = t('backups:restore.present');
  return (
    <SheetFrame
      title={t('backups:restore.title')}
      subtitle={t('backups:restore.intro')}
      mark={<Logo size={40} />}
      backdrop="solid"
      {...(pending ? {} : { onClose: back })}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={pending} onClick={back}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" type="submit" pending={pending} disabled={chosen === ''}>
            {t('backups:restore.submit')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {backups?.length === 0 ? <p className="text-muted">{t('backups:restore.empty')}</p> : null}
      {backups && backups.length > 0 ? (
        <>
          {/* The list scrolls, so that the password stays in sight however many backups there are. */}
          <div className="-m-1 max-h-64 overflow-y-auto p-1">
            <RadioCards
              label={t('backups:restore.choose')}
              columns={1}
              choices={backups.map(({ name, kind, at, size }) => ({
                value: name,
                label: formatMoment(language, at),
                description: t('backups:line', { kind: t(`backups:kind.${kind}`), size: formatSize(language, size) }),
              }))}
              value={chosen}
              onChange={setChosen}
            />
          </div>
          <PasswordField
            ref={field.input}
            name="password"
            label={label}
            description={t('backups:restore.passwordHint')}
            autoFocus
            error={faultWords(t, field.fault, label)}
            onChange={field.edited}
          />
          {asksPresent ? (
            <PasswordField
              ref={present.input}
              name="present"
              label={presentLabel}
              description={t('errors:presentPassword.needed')}
              autoFocus
              error={
                present.fault === 'wrong'
                  ? t('errors:presentPassword.wrong')
                  : faultWords(t, present.fault, presentLabel)
              }
              onChange={present.edited}
            />
          ) : null}
        </>
      ) : null}
      {question}
    </SheetFrame>
  );
}
