import { z } from 'zod';
import { keysChangeEffects } from '../intents';
import type { KeyDetail, KeyPage, KeyRow, ProviderCount } from '../keys/access-key';
import { fieldLimits } from '../keys/fields';
import type { SelectionFacts } from '../keys/selection';
import { assignKeys } from './accounts';
import { type, vaultOperation } from './operation';
import { proof } from './protection';
import * as schema from './schemas';
import { keySelection, keysChange } from './selection';

/** The keys themselves, without their secrets. */
export const keys = {
  list: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.keyQuery }, type<KeyPage>()),
  /** Returns the place of a key in a list, from 0; `null` if the list doesn't have it. */
  place: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.placeQuery }, type<number | null>()),
  /**
   * Returns a window of the keys that the last import since the unlock added, in the order of the file. Those that are
   * gone again are left out of the rows, but not of the number.
   */
  imported: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    },
    type<{ total: number; rows: KeyRow[] }>(),
  ),
  /** Returns the number of keys in each provider; every provider is listed. */
  counts: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<ProviderCount[]>()),
  get: vaultOperation(
    { views: ['main-view', 'use'], kind: 'reads', input: z.strictObject({ id: schema.id }) },
    type<KeyDetail>(),
  ),
  /** Returns the name of the key that has this AccessKey ID in this provider, or `null`. */
  holderOf: vaultOperation(
    {
      views: ['add'],
      kind: 'reads',
      input: z.strictObject({ provider: schema.provider, accessKeyId: z.string().max(8192) }),
    },
    type<string | null>(),
  ),
  /**
   * Returns the name of another key of this account that looks the same as a name and isn't, or `null`. `except` is the
   * id of the key that is edited.
   */
  twinOf: vaultOperation(
    {
      views: ['add', 'main-view'],
      kind: 'reads',
      input: z.strictObject({
        provider: schema.storedProvider,
        accountId: schema.text(fieldLimits.accountId),
        name: schema.text(fieldLimits.name),
        except: schema.id.nullable(),
      }),
    },
    type<string | null>(),
  ),
  /**
   * Stores a key. Returns its id and a ticket that opens the reveal sheet once. `password` is the master password if
   * the keychain can't give the device share (`password-required`), else `null`. If adding is protected, the master
   * password counts as the verification too, or `proof` does (`verification-required`). `rotation` is the rotation that
   * this key is the new key of.
   */
  add: vaultOperation(
    {
      views: ['add'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.add',
      input: z.strictObject({
        key: schema.newKey,
        secrets: schema.newSecrets,
        password: schema.password.nullable(),
        proof: proof.optional(),
        rotation: schema.id.optional(),
      }),
    },
    type<{ id: string; ticket: string }>(),
  ),
  /**
   * Changes what a person may edit. Errors: `verification-required` if a protected act comes without its ticket,
   * `ticket-invalid`, `plan-changed`. These can come from the operations below too.
   */
  edit: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.edit',
      input: schema.editedKey.extend({ ticket: schema.ticket.optional() }),
    },
    type<null>(),
  ),
  assign: assignKeys,
  /** Makes the key the default of its provider. The former default loses that in the same transaction. */
  setDefault: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.setDefault',
      input: z.strictObject({ id: schema.id }),
    },
    type<null>(),
  ),
  cancelDefault: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.cancelDefault',
      input: z.strictObject({ id: schema.id }),
    },
    type<null>(),
  ),
  /**
   * Enables or disables these keys: all of them or none. Disabling a default key also cancels its default setting, in
   * the same transaction. Errors also: `not-found`, `disable-is-final`.
   */
  setStatus: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ status }) => (status === 'enabled' ? 'key.enable' : 'key.disable'),
      input: z.strictObject({
        ids: schema.ids,
        status: z.enum(['enabled', 'disabled']),
        ticket: schema.ticket.optional(),
      }),
    },
    type<null>(),
  ),
  /** Returns what a confirmation says of a selection. */
  matching: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: z.strictObject({ keys: keySelection }) },
    type<SelectionFacts>(),
  ),
  /**
   * Does one thing to each key of a selection: to all of them or to none, as one plan. The intent for its verification is
   * `change-keys`. Returns how many keys were changed. Keys that are so already are left out. Errors also:
   * `too-many-keys`, `not-found`, `several-defaults`, `not-enabled`, `disable-is-final`, `tag-gone`, `invalid-fields`
   * (dates), those of `assign`. `undo`: as `keys.delete` returns it.
   */
  change: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ to }) => keysChangeEffects[to.act],
      input: z.strictObject({ keys: keySelection, to: keysChange, ticket: schema.ticket.optional() }),
    },
    type<{ keys: number; undo: string | null }>(),
  ),
  /**
   * Disables these keys if they are enabled, and moves them into the recycle bin, or deletes them for good if it is off:
   * all of them or none. Returns a ticket for `bin.undo`; `null` if it can't be undone. Errors also: `not-found`.
   */
  delete: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.delete',
      input: z.strictObject({ ids: schema.ids, ticket: schema.ticket.optional() }),
    },
    type<{ undo: string | null }>(),
  ),
} as const;
