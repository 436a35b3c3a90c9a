import { z } from 'zod';
import {
  type AccountHead,
  type AccountsLine,
  accessTypes,
  apiCredentials,
  credentialChoices,
  type FoundHolder,
  type IdentityNode,
  type ProviderAccounts,
  type ProviderHead,
  type Room,
} from '../accounts/account';
import type { Known, KnownAccount, KnownUser, NearHolder } from '../accounts/known';
import { fieldLimits } from '../keys/fields';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

const account = schema.rowId;
const identity = schema.rowId;

/** An identity as it is typed. */
const typed = {
  provider: schema.provider,
  accountId: schema.text(fieldLimits.accountId),
  identityKind: schema.text(32),
  identityName: schema.text(fieldLimits.identityName),
};
const { identityName: _, ...typedAccount } = typed;
/** What a person has typed so far of what is looked for. */
const text = z.string().max(1000);

/** Accounts, the identities below them, and how many keys each of them holds. */
export const accounts = {
  /** Returns every provider with its accounts and identities. */
  tree: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<ProviderAccounts[]>()),
  /** Returns what stands below each provider, in the interface's order. */
  providers: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<ProviderHead[]>()),
  /** Returns the first accounts of a provider whose ID is known, by alias or ID, and whether there are more. */
  list: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({ provider: schema.storedProvider, limit: z.int().min(1).max(500) }),
    },
    type<{ rows: AccountHead[]; more: boolean }>(),
  ),
  /** Returns the first known identities of an account, by kind and name. `total`: how many it has. */
  identities: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: z.strictObject({ account, limit: z.int().min(1).max(500) }) },
    type<{ rows: IdentityNode[]; total: number }>(),
  ),
  /**
   * Returns one window of the lines: all, or those of one provider without its own line. With a text, only accounts and
   * identities that match: an account that matches comes with all its identities, an identity that matches comes with
   * its account. Words are separated by blanks. `accounts`: how many accounts match.
   */
  lines: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({
        provider: schema.storedProvider.nullable(),
        text: schema.text(256),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    },
    type<{ total: number; accounts: number; rows: AccountsLine[] }>(),
  ),
  /** Returns this account, or this identity with its account; `null` if it isn't there or isn't known. */
  get: vaultOperation(
    {
      views: ['main-view', 'add'],
      kind: 'reads',
      input: schema.holder,
    },
    type<FoundHolder | null>(),
  ),
  /** Returns which keys this identity may still get. The vault need not know the identity yet. */
  room: vaultOperation(
    {
      views: ['main-view', 'add'],
      kind: 'reads',
      input: z.strictObject(typed),
    },
    type<Room>(),
  ),
  /** Returns the first accounts of a provider that match a text; an empty one matches all. */
  known: vaultOperation(
    {
      views: ['main-view', 'add', 'import'],
      kind: 'reads',
      input: z.strictObject({ provider: schema.provider, text }),
    },
    type<Known<KnownAccount>>(),
  ),
  /** The same for the users of one kind: of this account, or of all accounts of the provider if it is empty. */
  knownUsers: vaultOperation(
    { views: ['main-view', 'add', 'import'], kind: 'reads', input: z.strictObject({ ...typedAccount, text }) },
    type<Known<KnownUser>>(),
  ),
  /**
   * Returns the known account and user that typed ones are so close to that they may be mistakes. `except`: the ids of
   * the account or the identity that is edited.
   */
  near: vaultOperation(
    {
      views: ['main-view', 'add', 'import'],
      kind: 'reads',
      input: z.strictObject({
        ...typed,
        except: z.strictObject({ account: account.nullable(), identity: identity.nullable() }).optional(),
      }),
    },
    type<NearHolder>(),
  ),
  /**
   * Creates an account or changes one, and returns its id. Errors: `invalid-fields`, `account-taken`, `identity-gone`.
   */
  saveAccount: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ target }) => ('account' in target ? 'account.edit' : 'account.add'),
      input: z.strictObject({
        target: z.union([z.strictObject({ provider: schema.provider }), z.strictObject({ account })]),
        accountId: schema.text(fieldLimits.accountId),
        alias: schema.text(fieldLimits.alias),
      }),
    },
    type<{ account: number }>(),
  ),
  /**
   * Creates an identity in an account, or changes one; its kind and account can't be changed. Returns its id. Errors:
   * `invalid-fields`, `identity-taken`, `identity-gone`, `still-has-keys` (it has keys that would not be allowed after
   * the change).
   */
  saveIdentity: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: ({ target }) => ('identity' in target ? 'identity.edit' : 'identity.add'),
      input: z.strictObject({
        target: z.union([z.strictObject({ account, kind: schema.text(32) }), z.strictObject({ identity })]),
        name: schema.text(fieldLimits.identityName),
        remark: schema.text(fieldLimits.remark),
        accessType: z.enum(accessTypes),
        /** Left out: by access keys. */
        apiCredential: z.enum(apiCredentials).optional(),
        credential: z.enum(credentialChoices),
      }),
    },
    type<{ identity: number }>(),
  ),
  /** Deletes an identity. Errors: `identity-gone`, `still-has-keys`. */
  removeIdentity: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'identity.delete',
      input: z.strictObject({ identity }),
    },
    type<null>(),
  ),
  /** Deletes an account with its identities; none of them may have keys. Errors: `identity-gone`, `still-has-keys`. */
  removeAccount: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'account.delete',
      input: z.strictObject({ account }),
    },
    type<null>(),
  ),
} as const;

/**
 * Gives these keys to one identity of their provider: all of them or none. This operation is in the group `keys`.
 * Errors: `not-found`, `identity-gone`, `other-profile`, `quota-full`, `key-not-allowed`, `verification-required`,
 * `ticket-invalid`, `plan-changed`.
 */
export const assignKeys = vaultOperation(
  {
    views: ['main-view'],
    kind: 'changes',
    runs: 'alone',
    refused: 'key.assign',
    input: z.strictObject({ ids: schema.ids, identity, ticket: schema.ticket.optional() }),
  },
  type<null>(),
);
