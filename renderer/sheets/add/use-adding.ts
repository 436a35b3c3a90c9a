import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import { errorsOf, type FieldIssue, type FieldName } from '../../../common/keys/fields';
import type { Near } from '../../known/use-near';
import { type Draft, detailsOf, fieldsOf } from './draft';
import { openIssues } from './messages';
import type { Marks } from './use-marks';
import type { Secrets } from './use-secrets';
import { type Given, type Verifiers, wipeGiven } from './use-verifiers';

interface AddingNeeds {
  client: Client<'add'>;
  draft: Draft;
  /** The rotation that this key is the new key of. */
  rotation: string | undefined;
  secrets: Secrets;
  marks: Marks;
  verifiers: Verifiers;
  /** The name of the key that has the typed AccessKey ID, and a function that notes what the vault says about that. */
  taken: readonly [string | null, (name: string) => void];
  /** Whether a known account or user is perhaps meant. */
  near: Near;
  focus: (field: FieldName) => void;
  setFailure: (failure: AppError | null) => void;
}

/** Adds the key of the form, or says at the field why not. */
export function useAdding(needs: AddingNeeds) {
  const { client, draft, rotation, secrets, marks, verifiers, near, focus, setFailure } = needs;
  const [taken, noteTaken] = needs.taken;
  const [pending, setPending] = useState(false);

  function firstOf(wrong: readonly FieldIssue[]): FieldName | undefined {
    return fieldsOf(draft).find((field) => wrong.some((issue) => issue.field === field));
  }

  async function submit(): Promise<void> {
    if (pending) return;
    marks.touchAll();
    marks.setOfVault([]);
    const first = firstOf([...errorsOf(openIssues(draft, Date.now())), ...secrets.errors()]);
    if (first) return focus(first);
    if (taken !== null) return focus('accessKeyId');
    // Nothing that may be a slip becomes another account before the person was asked.
    setPending(true);
    const given = (await near.asks()) ? null : verifiers.take();
    if (given) await send(given);
    else setPending(false);
  }

  async function send(given: Given): Promise<void> {
    setPending(true);
    setFailure(null);
    const typed = secrets.take();
    const reply = await client.keys.add({
      key: detailsOf(draft),
      secrets: typed,
      password: given.password,
      ...(given.proof ? { proof: given.proof } : {}),
      ...(rotation === undefined ? {} : { rotation }),
    });
    typed.secret.fill(0);
    typed.token.fill(0);
    wipeGiven(given);
    if (reply.ok) {
      verifiers.clear();
      secrets.clear();
      await client.window.finish({ ticket: reply.value.ticket });
      return;
    }
    setPending(false);
    refuse(reply.error);
  }

  function refuse(error: AppError): void {
    const first = error.code === 'invalid-fields' ? firstOf(errorsOf(error.issues)) : undefined;
    if (error.code === 'access-key-id-taken') {
      noteTaken(error.name);
      focus('accessKeyId');
    } else if (error.code === 'invalid-fields' && first) {
      marks.setOfVault(error.issues);
      focus(first);
    } else if (!verifiers.refuse(error)) setFailure(error);
  }

  return { pending, submit };
}
