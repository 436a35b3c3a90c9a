import { useRef, useState } from 'react';
import type { IdentityName } from '../../../../../common/accounts/account';
import type { AppError } from '../../../../../common/errors';
import type { KeyDetail, KeyDetails } from '../../../../../common/keys/access-key';
import { checkDates, checkDetails, errorsOf, type FieldIssue } from '../../../../../common/keys/fields';
import { tidy } from '../../../../../common/keys/text';
import type { Language } from '../../../../../common/languages';
import { identityOf, isKnownProvider, providerOf, type StoredProviderId } from '../../../../../common/providers';
import { type DateTexts, datesOf, textsOf } from '../../../../dates/date-texts';
import { toast } from '../../../../design/toast';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { isolate, issueWords, plainWords } from '../../../../i18n/words';
import { type NearQuestion, useNear } from '../../../../known/use-near';
import { useRoom } from '../../../../room/use-room';
import { useTwin } from '../../../../twin/use-twin';
import { client } from '../../../client';
import { closeDialog } from '../../../ui';
import { verified } from '../../../verification';
import { useDraft, withTyped } from '../../drafts/use-draft';

type EditField = Exclude<keyof KeyDetails, 'dates'> | keyof DateTexts;
type Values = { [Name in EditField]: string };

const edited = (key: KeyDetail): Values => ({
  name: key.name,
  description: key.description,
  accountId: key.accountId,
  identityKind: key.identityKind,
  identityName: key.identityName,
  endpoint: key.endpoint,
  ...textsOf(key),
});

/** Returns whether these fields still name the identity that the key belongs to. */
function isSameHolder(key: KeyDetail, { accountId, identityKind, identityName }: IdentityName): boolean {
  return (
    tidy(accountId) === key.accountId && identityKind === key.identityKind && tidy(identityName) === key.identityName
  );
}

/** Returns the values to send. If the kind of identity has no name, no name is sent. */
function payloadOf(detail: KeyDetail, { providerCreatedAt, providerUsedAt, ...values }: Values): KeyDetails {
  const identity = identityOf(detail.provider, values.identityKind);
  return {
    ...values,
    identityName: identity?.nameField ? values.identityName : '',
    dates: datesOf({ providerCreatedAt, providerUsedAt }, detail),
  };
}

/** Returns the names of the fields. Some are called as this provider and this kind of identity call them. */
function labelsOf(t: Translate, language: Language, id: StoredProviderId, kind: string): Record<EditField, string> {
  return {
    name: t('fields:label.name'),
    description: t('fields:label.description'),
    accountId: providerOf(id).account.label[language],
    identityKind: t('fields:label.identityKind'),
    identityName: identityOf(id, kind)?.nameField?.label[language] ?? t('fields:label.identityName'),
    endpoint: t('fields:label.endpoint'),
    providerCreatedAt: t('fields:label.providerCreatedAt'),
    providerUsedAt: t('fields:label.providerUsedAt'),
  };
}

/** Returns the warning that another key's name looks the same. */
const looksLike = (twin: string | null): FieldIssue[] =>
  twin === null ? [] : [{ field: 'name', problem: 'looks-like', severity: 'warning', like: twin }];

/** Returns the error and the warning to show at a field. */
function messagesOf(t: Translate, here: readonly FieldIssue[], label: string, expected?: string) {
  const error = here.find((issue) => issue.severity === 'error');
  const warning = here.find((issue) => issue.severity === 'warning');
  return {
    isTooLong: error?.problem === 'too-long',
    error: error ? issueWords(t, error, label) : null,
    warning: warning ? plainWords(issueWords(t, warning, label, expected)) : null,
  };
}

/**
 * The state of the fields of a key that can be edited: their values, what is wrong with them, and the function that
 * saves them.
 */
export function useEditForm(detail: KeyDetail, typed: Record<string, string> | undefined) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(detail.provider);
  const [values, setValues] = useState(() => withTyped(edited(detail), typed));
  useDraft({ kind: 'edit', id: detail.id }, values, typed !== undefined);
  // An error is shown after its field was left or the person tried to save. A warning is shown at once.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const fields = useRef<HTMLDivElement>(null);

  const payload = payloadOf(detail, values);
  const issues = [
    ...checkDetails(provider, payload, detail.keyType, detail.credential),
    ...checkDates(payload.dates ?? detail, Date.now()),
  ];
  const { accountId, identityKind, identityName } = payload;
  const holder: IdentityName = { provider: detail.provider, accountId, identityKind, identityName };
  const room = useRoom(client, holder);
  const twin = useTwin(client, { provider: detail.provider, accountId, name: payload.name, except: detail.id });
  const { provider: id } = detail;
  const near = useNear(
    client,
    isKnownProvider(id) && !isSameHolder(detail, holder) ? { ...holder, provider: id } : null,
  );
  const refused = problem?.code === 'invalid-fields' ? problem.issues : [];

  const labels = labelsOf(t, language, detail.provider, values.identityKind);

  const change = (name: EditField, value: string) => setValues((before) => ({ ...before, [name]: value }));

  async function save(): Promise<void> {
    if (busy) return;
    setTouched(new Set(Object.keys(values)));
    if (errorsOf(issues).length > 0) {
      // After the marks are painted, the first marked field gets the focus.
      setTimeout(() => fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), 0);
      return;
    }
    setBusy(true);
    // Nothing that may be a slip becomes another account before the person was asked.
    if (await near.asks()) return setBusy(false);
    const { id } = detail;
    const key = { id, ...payload };
    const reply = await verified({ act: 'edit', key }, (ticket) => client.keys.edit({ ...key, ...ticket }));
    setBusy(false);
    if (!reply) return;
    if (!reply.ok) return setProblem(reply.error);
    closeDialog();
    toast('good', t('keys:done.edited', { name: isolate(values.name.trim()) }));
  }

  return {
    values,
    labels,
    /** The identity that the fields name, and the room that it has; `null` if it is the one that the key belongs to. */
    holder: isSameHolder(detail, holder) ? null : { who: holder, room },
    near,
    /** Takes the known account or user in the place of what was typed. */
    takeKnown(question: NearQuestion): void {
      const name = question.of === 'account' ? 'accountId' : 'identityName';
      change(name, question.of === 'account' ? question.known.accountId : question.known.name);
      // The button that was pressed goes with the question.
      fields.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus();
    },
    change,
    busy,
    /** What the vault said about the whole form and not about a field. */
    problem: problem?.code === 'invalid-fields' ? null : problem,
    /** The element that holds the fields. */
    fields,
    chooseKind: (kind: string) => change('identityKind', kind),
    /** What the component of a field needs. */
    field(name: EditField, expected?: string) {
      const here = [...issues, ...refused, ...looksLike(twin)].filter((issue) => issue.field === name);
      const { isTooLong, error, warning } = messagesOf(t, here, labels[name], expected);
      const isRefused = refused.some((issue) => issue.field === name);
      return {
        name,
        label: labels[name],
        value: values[name],
        onChange: (value: string) => {
          change(name, value);
          setProblem(null);
        },
        onBlur: () => setTouched((before) => new Set(before).add(name)),
        error: touched.has(name) || isRefused || isTooLong ? error : null,
        warning,
      };
    },
    save,
  };
}
