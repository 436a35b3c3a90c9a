import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError, KeychainState } from '../../../common/errors';
import { errorsOf, type FieldIssue, type FieldName } from '../../../common/keys/fields';
import { passwordBytes, secretBytes } from '../../../common/keys/text-bytes';
import type { Proof } from '../../../common/protection';
import { type ProfileId, profileIds, profileOf } from '../../../common/providers';
import { translator, useLanguage, useT } from '../../i18n';
import { errorWords, plainWords } from '../../i18n/words';
import { useRoom } from '../../room/use-room';
import { isPlausiblePassword } from '../password';
import { useProof, wipeProof } from '../proof/use-proof';
import type { ProfileOrigin } from './csv-fill';
import {
  type Draft,
  detailsOf,
  draftOf,
  draftOfKept,
  fieldsOf,
  holderIn,
  keptOf,
  newDraft,
  type SecretField,
  withIdentity,
  withProfile,
} from './draft';
import { type Message, messageOf, openIssues, secretIssues } from './messages';
import { useFocus } from './use-focus';
import { useHolder } from './use-holder';
import { useSettled } from './use-settled';

/** The form's state and its acts. The secret parts stay in their inputs; only what is wrong with them is known here. */
export function useAddForm(client: Client<'add'>) {
  const t = useT();
  const language = useLanguage();
  const [draft, setDraft] = useState<Draft>(() => newDraft(profileIds[0]));
  const [origin, setOrigin] = useState<ProfileOrigin>('default');
  const secret = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [ofSecrets, setOfSecrets] = useState<FieldIssue[]>(() => secretIssues(draft, '', ''));
  const [ofVault, setOfVault] = useState<FieldIssue[]>([]);
  const [edited, setEdited] = useState<ReadonlySet<FieldName>>(new Set());
  const [touched, setTouched] = useState<ReadonlySet<FieldName>>(new Set());
  const [keychain, setKeychain] = useState<KeychainState>('good');
  const [passwordError, setPasswordError] = useState<'required' | 'wrong' | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [succession, setSuccession] = useState<{ rotation: string; name: string } | null>(null);
  const [pending, setPending] = useState(false);
  const holder = useHolder(client, draft);
  const [refusedFor, noteHolder] = useRefusal(draft);
  const taken = refusedFor ?? holder;
  const room = useRoom(client, holderIn(draft));
  const focus = useFocus();
  const proof = useProof(client, 'create');
  // Without a keychain the master password opens the secret key, and where adding is protected verifies at the same time.
  const asksPassword = keychain !== 'good';
  const by = proof.needs?.by ?? 'none';
  const asksProof = by === 'administrator' || (by === 'owner' && !asksPassword);

  const issues = useMemo(
    () => [...openIssues(draft, Date.now()), ...ofSecrets, ...ofVault],
    [draft, ofSecrets, ofVault],
  );
  const settled = useSettled(issues);

  useEffect(() => {
    void client.context().then(async ({ profile, rotation, draft: kept }) => {
      const resumed = kept ? draftOfKept(kept) : null;
      if (rotation !== null) {
        const reply = await client.rotation.preset({ id: rotation });
        if (!reply.ok) return setFailure(reply.error);
        setSuccession({ rotation, name: reply.value.name });
        setOrigin('person');
        setDraft(resumed ?? draftOf(reply.value, translator()));
        return;
      }
      if (resumed) {
        setOrigin('person');
        return setDraft(resumed);
      }
      if (!profile) return;
      setOrigin((before) => (before === 'default' ? 'context' : before));
      setDraft((before) =>
        before.name === '' && before.accessKeyId === '' ? withProfile(newDraft(profile), profile) : before,
      );
    });
    void client.protection.keychain({}).then((reply) => reply.ok && setKeychain(reply.value));
  }, [client]);

  // A lock must not cost the person what was typed; main forgets it when this sheet is finished.
  useEffect(() => {
    const values = keptOf(draft, (field) => openIssues(draft, Date.now()).some((issue) => issue.field === field));
    const form = succession ? { kind: 'add' as const, rotation: succession.rotation } : { kind: 'add' as const };
    if (values) void client.draft.keep({ form, values });
  }, [client, draft, succession]);

  // The rules for secrets depend on the profile and the kind of credential.
  const lookAtSecrets = useCallback(() => {
    setOfSecrets(secretIssues(draft, secret.current?.value ?? '', token.current?.value ?? ''));
  }, [draft]);
  useEffect(lookAtSecrets, [lookAtSecrets]);

  function edit<F extends keyof Draft & FieldName>(field: F, value: Draft[F]): void {
    setDraft((before) => ({ ...before, [field]: value }));
    noteEdit(field);
  }

  function chooseIdentity(kind: string): void {
    setDraft((before) => withIdentity(before, kind));
    noteEdit('identityKind');
  }

  function noteEdit(field: FieldName): void {
    setEdited((before) => (before.has(field) ? before : new Set(before).add(field)));
    setOfVault((before) => before.filter((issue) => issue.field !== field));
  }

  function editSecret(field: SecretField): void {
    if (field === 'password') setPasswordError(null);
    else {
      lookAtSecrets();
      noteEdit(field);
    }
  }

  /** A field that was left counts as touched once something was typed into it: passing through with Tab is no mistake. */
  function leave(field: FieldName): void {
    if (edited.has(field)) setTouched((before) => (before.has(field) ? before : new Set(before).add(field)));
  }

  function chooseProfile(id: ProfileId): void {
    setOrigin('person');
    setDraft((before) => withProfile(before, id));
    setOfVault([]);
  }

  /** Puts a whole form in place, as a file gave it, with its secret. */
  function fill(filled: Draft, secretOfFile: string): void {
    setDraft(filled);
    if (secret.current) secret.current.value = secretOfFile;
    setTouched((before) => new Set([...before, 'accessKeyId', 'secret']));
    setOfVault([]);
    setFailure(null);
    focus(filled.name === '' ? 'name' : 'accessKeyId');
  }

  function refusePassword(why: 'required' | 'wrong'): void {
    setPasswordError(why);
    password.current?.select();
    focus('password');
  }

  function firstOf(wrong: readonly FieldIssue[]): FieldName | undefined {
    return fieldsOf(draft).find((field) => wrong.some((issue) => issue.field === field));
  }

  async function submit(): Promise<void> {
    if (pending || !secret.current) return;
    setTouched(new Set(fieldsOf(draft)));
    setOfVault([]);
    const wrong = errorsOf([
      ...openIssues(draft, Date.now()),
      ...secretIssues(draft, secret.current.value, token.current?.value ?? ''),
    ]);
    const first = firstOf(wrong);
    if (first) return focus(first);
    if (taken !== null) return focus('accessKeyId');
    const typed = password.current?.value ?? '';
    if (asksPassword && typed === '') return refusePassword('required');
    if (!isPlausiblePassword(typed)) return refusePassword('wrong');
    const given = asksProof ? proof.take() : undefined;
    if (given === null) return;
    await send(asksPassword ? passwordBytes(typed) : null, given);
  }

  async function send(passwordOrNull: Uint8Array<ArrayBuffer> | null, given: Proof | undefined): Promise<void> {
    setPending(true);
    setFailure(null);
    const secrets = {
      secret: secretBytes(secret.current?.value ?? ''),
      token: secretBytes(draft.credential === 'temporary' ? (token.current?.value ?? '') : ''),
    };
    const reply = await client.keys.add({
      key: detailsOf(draft),
      secrets,
      password: passwordOrNull,
      ...(given ? { proof: given } : {}),
      ...(succession ? { rotation: succession.rotation } : {}),
    });
    for (const bytes of [secrets.secret, secrets.token, passwordOrNull]) bytes?.fill(0);
    wipeProof(given);
    if (reply.ok) {
      proof.clear();
      for (const { current } of [secret, token, password]) if (current) current.value = '';
      await client.window.finish({ ticket: reply.value.ticket });
      return;
    }
    setPending(false);
    refuse(reply.error);
  }

  function refuse(error: AppError): void {
    const first = error.code === 'invalid-fields' ? firstOf(errorsOf(error.issues)) : undefined;
    if (error.code === 'wrong-password' && asksPassword) refusePassword('wrong');
    else if (error.code === 'password-required') {
      // The field says why; it stands only from the next render on.
      setKeychain(error.keychain === 'good' ? 'unavailable' : error.keychain);
      focus('password');
    } else if (error.code === 'access-key-id-taken') {
      noteHolder(error.name);
      focus('accessKeyId');
    } else if (error.code === 'invalid-fields' && first) {
      setOfVault(error.issues);
      focus(first);
    } else {
      const said = proof.refuse(error);
      // Where no field of the proof stands yet, the footer says it.
      if (!said || !asksProof) setFailure(error);
    }
  }

  function message(field: FieldName): Message {
    const show = { errors: touched.has(field), warnings: settled.has(field) };
    const said = messageOf(issues, draft, field, show, t, language);
    if (field !== 'accessKeyId' || taken === null || said.error !== null) return said;
    return { ...said, error: plainWords(errorWords(t, { code: 'access-key-id-taken', name: taken })) };
  }

  return {
    draft,
    /** The key that the new one follows in a rotation. */
    succession,
    origin,
    profile: profileOf(draft.profile),
    inputs: { secret, token, password },
    keychain,
    proof: asksProof ? proof : null,
    passwordError,
    failure,
    pending,
    room,
    message,
    edit,
    chooseIdentity,
    editSecret,
    leave,
    chooseProfile,
    fill,
    submit,
  };
}

export type AddForm = ReturnType<typeof useAddForm>;

/** Who has this AccessKey ID, as the vault said when it refused it; forgotten once another is typed. */
function useRefusal(draft: Draft): [string | null, (name: string) => void] {
  const [said, setSaid] = useState<{ of: string; name: string } | null>(null);
  const of = `${draft.profile} ${draft.accessKeyId}`;
  return [said?.of === of ? said.name : null, (name) => setSaid({ of, name })];
}
