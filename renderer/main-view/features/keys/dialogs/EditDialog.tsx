import { useEffect, useRef, useState } from 'react';
import type { IdentityName } from '../../../../../common/accounts/account';
import type { AppError } from '../../../../../common/errors';
import type { KeyDetail, KeyDetails } from '../../../../../common/keys/access-key';
import { checkDetails, errorsOf, type FieldIssue, fieldLimits, tidy } from '../../../../../common/keys/fields';
import { identityOf, profileOf } from '../../../../../common/providers';
import { Dialog } from '../../../../design/Dialog';
import { Banner } from '../../../../design/plain/Banner';
import { Button } from '../../../../design/plain/Button';
import { Segmented } from '../../../../design/plain/RadioCards';
import { TextArea } from '../../../../design/plain/TextArea';
import { TextField } from '../../../../design/plain/TextField';
import { toast } from '../../../../design/toast';
import { useLanguage, useT } from '../../../../i18n';
import { errorWords, isolate, issueWords, Words } from '../../../../i18n/words';
import { RoomNote } from '../../../../room/RoomNote';
import { useRoom } from '../../../../room/use-room';
import { client } from '../../../client';
import { closeDialog } from '../../../ui';
import { verified } from '../../../verification';
import { useDraft, withTyped } from '../../drafts/use-draft';
import { rootWords } from '../components/marks';
import { useKeys } from '../store';

type Field = keyof KeyDetails;

const edited = (key: KeyDetail): { [Name in Field]: string } => ({
  name: key.name,
  description: key.description,
  accountId: key.accountId,
  identityKind: key.identityKind,
  identityName: key.identityName,
  endpoint: key.endpoint,
});

/** Whether these fields still name the identity that the key belongs to. */
function isSameHolder(key: KeyDetail, { accountId, identityKind, identityName }: IdentityName): boolean {
  return (
    tidy(accountId) === key.accountId && identityKind === key.identityKind && tidy(identityName) === key.identityName
  );
}

interface EditDialogProps {
  id: string;
  /** What stood in the fields when Keyfold locked. */
  typed: Record<string, string> | undefined;
}

/** Loads what the list doesn't have of the key, then lets it be edited. */
export function EditDialog({ id, typed }: EditDialogProps) {
  const t = useT();
  const loaded = useKeys((state) => (state.detail?.id === id ? state.detail : null));
  // What is being edited stays as it was when the dialog opened, whatever happens to the list.
  const [key, setKey] = useState<KeyDetail | null>(loaded);

  useEffect(() => {
    if (key) return;
    let wanted = true;
    void client.keys.get({ id }).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setKey(reply.value);
      else {
        closeDialog();
        toast('danger', errorWords(t, reply.error));
      }
    });
    return () => {
      wanted = false;
    };
  }, [id, key, t]);

  return key ? <EditForm detail={key} typed={typed} /> : null;
}

function EditForm({ detail, typed }: { detail: KeyDetail; typed: EditDialogProps['typed'] }) {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(detail.profile);
  const [values, setValues] = useState(() => withTyped(edited(detail), typed));
  useDraft({ kind: 'edit', id: detail.id }, values, typed !== undefined);
  // An error shows once its field was left or saving was tried; a warning at once.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const form = useRef<HTMLDivElement>(null);

  const identity = identityOf(detail.profile, values.identityKind);
  const payload = { ...values, identityName: identity?.nameField ? values.identityName : '' };
  const issues = checkDetails(profile, payload, detail.keyType, detail.credential);
  const holder: IdentityName = {
    profile: detail.profile,
    accountId: payload.accountId,
    identityKind: payload.identityKind,
    identityName: payload.identityName,
  };
  const room = useRoom(client, holder);
  const refused = problem?.code === 'invalid-fields' ? problem.issues : [];
  const hasEndpoint = profile.keyTypes.some((type) => type.id === detail.keyType && type.endpoint);

  const labels: Record<Field, string> = {
    name: t('fields:label.name'),
    description: t('fields:label.description'),
    accountId: profile.account.label[language],
    identityKind: t('fields:label.identityKind'),
    identityName: identity?.nameField?.label[language] ?? t('fields:label.identityName'),
    endpoint: t('fields:label.endpoint'),
  };
  const say = (issue: FieldIssue | undefined, field: Field, expected?: string) =>
    issue ? issueWords(t, issue, labels[field], expected) : null;

  const field = (name: Field, expected?: string) => {
    const here = [...issues, ...refused].filter((issue) => issue.field === name);
    const error = here.find((issue) => issue.severity === 'error');
    const isRefused = refused.some((issue) => issue.field === name);
    return {
      label: labels[name],
      value: values[name],
      onChange: (value: string) => {
        setValues((before) => ({ ...before, [name]: value }));
        setProblem(null);
      },
      onBlur: () => setTouched((before) => new Set(before).add(name)),
      error: touched.has(name) || isRefused || error?.problem === 'too-long' ? say(error, name) : null,
      warning: say(
        here.find((issue) => issue.severity === 'warning'),
        name,
        expected,
      ),
    };
  };

  const save = async () => {
    if (busy) return;
    setTouched(new Set(Object.keys(values)));
    if (errorsOf(issues).length > 0) {
      // Once the marks are painted, the first of them gets the focus.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), 0);
      return;
    }
    setBusy(true);
    const { id } = detail;
    const reply = await verified('edit', id, (ticket) => client.keys.edit({ id, ...payload, ...ticket }));
    setBusy(false);
    if (!reply) return;
    if (!reply.ok) return setProblem(reply.error);
    closeDialog();
    toast('good', t('keys:done.edited', { name: isolate(values.name.trim()) }));
  };

  return (
    <Dialog
      title={t('keys:edit.title')}
      size="large"
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void save()}
      footer={
        <>
          <Button disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="primary" pending={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <div ref={form} className="flex flex-col gap-4">
        {problem && problem.code !== 'invalid-fields' ? (
          <Banner tone="danger">
            <Words>{errorWords(t, problem)}</Words>
          </Banner>
        ) : null}
        <TextField {...field('name')} autoFocus required dir="auto" maxLength={fieldLimits.name * 4} />
        <TextArea
          {...field('description')}
          hint={t('common:optional')}
          dir="auto"
          maxLength={fieldLimits.description * 4}
        />
        <TextField
          {...field('accountId', profile.account.shape?.words[language])}
          hint={t('common:optional')}
          placeholder={profile.account.placeholder}
        />
        <Segmented
          label={labels.identityKind}
          choices={profile.identities.map(({ kind, label, credentials }) => ({
            value: kind,
            label: label[language],
            disabled: !credentials.includes(detail.credential) && kind !== detail.identityKind,
          }))}
          value={values.identityKind}
          onChange={(identityKind) => setValues((before) => ({ ...before, identityKind }))}
        />
        {identity?.nameField ? (
          <TextField
            {...field('identityName')}
            hint={t('common:optional')}
            placeholder={identity.nameField.placeholder}
            dir="auto"
          />
        ) : null}
        {/* The identity that it belongs to has room for it. */}
        {isSameHolder(detail, holder) ? null : <RoomNote who={holder} room={room} credential={detail.credential} />}
        {identity?.root ? (
          <Banner tone="warning" live={false} title={t('keys:root')}>
            {rootWords(t, { ...detail, identityKind: identity.kind }, language)}
          </Banner>
        ) : null}
        {hasEndpoint ? <TextField {...field('endpoint')} required placeholder="ebs.example.internal" /> : null}
        <p className="text-sm text-muted">{t('keys:edit.fixed')}</p>
      </div>
    </Dialog>
  );
}
