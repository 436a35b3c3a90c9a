import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { FieldName } from '../../../common/keys/fields';
import { type CredentialKind, type ProviderId, providerOf } from '../../../common/providers';
import { useT } from '../../i18n';
import { errorWords, issueWords, plainWords } from '../../i18n/words';
import { type NearQuestion, useNear } from '../../known/use-near';
import { useRoom } from '../../room/use-room';
import { useTwin } from '../../twin/use-twin';
import { type Draft, identityNameIn, withCredential, withIdentity, withProvider } from './draft';
import type { Message } from './messages';
import { useAdding } from './use-adding';
import { useDeleted } from './use-deleted';
import { useFocus } from './use-focus';
import { useMarks } from './use-marks';
import { useOpenedDraft } from './use-opened-draft';
import { useSecrets } from './use-secrets';
import { useTaken } from './use-taken';
import { useVerifiers } from './use-verifiers';

/**
 * The state of the form and its acts. The secret parts stay in their inputs; the state knows only what is wrong with
 * them.
 */
export function useAddForm(client: Client<'add'>) {
  const t = useT();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [edited, setEdited] = useState(false);
  const { draft, setDraft, origin, noteChoice, succession } = useOpenedDraft(client, setFailure);
  const secrets = useSecrets(draft);
  const marks = useMarks(draft, secrets.issues);
  const taken = useTaken(client, draft);
  const deleted = useDeleted(client, draft);
  const twin = useTwin(client, {
    provider: draft.provider,
    accountId: draft.accountId,
    name: draft.name,
    except: null,
  });
  const room = useRoom(client, identityNameIn(draft));
  const near = useNear(client, { ...identityNameIn(draft), provider: draft.provider });
  const focus = useFocus();
  const verifiers = useVerifiers(client, focus);
  const rotation = succession?.rotation;
  const adding = useAdding({ client, draft, rotation, secrets, marks, verifiers, taken, near, focus, setFailure });

  return {
    client,
    draft,
    /** The old key, if the new one replaces it in a rotation. */
    succession,
    origin,
    provider: providerOf(draft.provider),
    inputs: secrets.inputs,
    keychain: verifiers.keychain,
    password: verifiers.password,
    proof: verifiers.asksProof ? verifiers.proof : null,
    failure,
    pending: adding.pending,
    /** What would be lost with the form now. */
    loss: secrets.typed ? ('secret' as const) : edited ? ('text' as const) : null,
    room,
    near,
    /** Takes the known account or user in the place of what was typed. */
    takeKnown(question: NearQuestion): void {
      const changed =
        question.of === 'account' ? { accountId: question.known.accountId } : { identityName: question.known.name };
      setDraft((before) => ({ ...before, ...changed }));
      const field = question.of === 'account' ? 'accountId' : 'identityName';
      marks.edit(field);
      // The button that was pressed goes with the question.
      focus(field);
    },
    leave: marks.leave,
    submit: adding.submit,
    message(field: FieldName): Message {
      const said = marks.message(field);
      if (field === 'name' && twin !== null && said.warning === null) {
        const issue = { field, problem: 'looks-like', severity: 'warning', like: twin } as const;
        return { ...said, warning: plainWords(issueWords(t, issue)) };
      }
      const [name] = taken;
      if (field === 'accessKeyId' && name === null && deleted !== null && said.error === null) {
        const issue = { field, problem: 'in-bin', severity: 'warning', like: deleted } as const;
        return { ...said, warning: plainWords(issueWords(t, issue)) };
      }
      if (field !== 'accessKeyId' || name === null || said.error !== null) return said;
      return { ...said, error: plainWords(errorWords(t, { code: 'access-key-id-taken', name })) };
    },
    edit<F extends keyof Draft & FieldName>(field: F, value: Draft[F]): void {
      setEdited(true);
      setDraft((before) => ({ ...before, [field]: value }));
      marks.edit(field);
    },
    chooseIdentity(kind: string): void {
      setDraft((before) => withIdentity(before, kind));
      marks.edit('identityKind');
    },
    chooseCredential(kind: CredentialKind): void {
      setDraft((before) => withCredential(before, kind));
      marks.edit('credential');
    },
    editSecret(field: 'secret' | 'token'): void {
      secrets.look();
      marks.edit(field);
    },
    chooseProvider(id: ProviderId): void {
      noteChoice();
      setDraft((before) => withProvider(before, id));
      marks.setOfVault([]);
    },
    /** Replaces the form with the values of a file, and fills in its secret. */
    fill(filled: Draft, secretOfFile: string): void {
      setDraft(filled);
      secrets.fill(secretOfFile);
      marks.touchPair();
      marks.setOfVault([]);
      setFailure(null);
      focus(filled.name === '' ? 'name' : 'accessKeyId');
    },
  };
}

export type AddForm = ReturnType<typeof useAddForm>;
