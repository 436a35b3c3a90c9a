import { z } from 'zod';
import { accessTypes, credentialChoices, type ProfileAccounts, type Room } from '../accounts/account';
import { fieldLimits } from '../keys/fields';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

const account = schema.rowId;
const identity = schema.rowId;

/** Accounts and the identities below them, and who holds what. */
export const accounts = {
  /** Every profile with its accounts and identities. */
  tree: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<ProfileAccounts[]>()),
  /** What this identity may still be given; it need not be known yet. */
  room: vaultOperation(
    {
      views: ['main-view', 'add'],
      kind: 'reads',
      input: z.strictObject({
        profile: schema.profile,
        accountId: schema.text(fieldLimits.accountId),
        identityKind: schema.text(32),
        identityName: schema.text(fieldLimits.identityName),
      }),
    },
    type<Room>(),
  ),
  /**
   * Makes an account, or changes one; answers its id. Errors: `invalid-fields`, `account-taken`, `identity-gone`.
   */
  saveAccount: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ target }) => ('account' in target ? 'account-edit' : 'account-add'),
      input: z.strictObject({
        target: z.union([z.strictObject({ profile: schema.profile }), z.strictObject({ account })]),
        accountId: schema.text(fieldLimits.accountId),
        alias: schema.text(fieldLimits.alias),
      }),
    },
    type<{ account: number }>(),
  ),
  /**
   * Makes an identity in an account, or changes one; its kind and account stay. Answers its id. Errors:
   * `invalid-fields`, `identity-taken`, `identity-gone`, `still-has-keys` (it has keys that it could then not have).
   */
  saveIdentity: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ target }) => ('identity' in target ? 'identity-edit' : 'identity-add'),
      input: z.strictObject({
        target: z.union([z.strictObject({ account, kind: schema.text(32) }), z.strictObject({ identity })]),
        name: schema.text(fieldLimits.identityName),
        remark: schema.text(fieldLimits.remark),
        accessType: z.enum(accessTypes),
        credential: z.enum(credentialChoices),
      }),
    },
    type<{ identity: number }>(),
  ),
  /** Errors: `identity-gone`, `still-has-keys`. */
  removeIdentity: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'identity-delete',
      input: z.strictObject({ identity }),
    },
    type<null>(),
  ),
  /** Takes its identities with it, all of them without keys. Errors: `identity-gone`, `still-has-keys`. */
  removeAccount: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'account-delete',
      input: z.strictObject({ account }),
    },
    type<null>(),
  ),
} as const;

/**
 * Gives these keys to one identity of their profile, all or none. Errors: `not-found`, `identity-gone`,
 * `other-profile`, `quota-full`, `key-not-allowed`; `verification-required`, `ticket-invalid`, where the ticket is one
 * to assign, for the first of them. Stands in the group `keys`.
 */
export const assignKeys = vaultOperation(
  {
    views: ['main-view'],
    kind: 'changes',
    runs: 'alone',
    refused: 'assign',
    input: z.strictObject({ ids: z.array(schema.id).min(1).max(500), identity, ticket: schema.ticket.optional() }),
  },
  type<null>(),
);
