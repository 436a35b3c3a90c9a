import type { AuditCheck } from '../audit/actions';
import type { ClockState } from '../clock';
import { holders, type Loss } from '../closing';
import type { StepBack } from '../generation';
import type { Intent } from '../intents';
import type { KeyringChange } from '../keyring';
import type { Language } from '../languages';
import type { Settings } from '../settings';
import { sheets } from '../views';
import { accounts } from './accounts';
import { audit } from './audit';
import { backups, generation } from './backups';
import { bin } from './bin';
import { clock } from './clock';
import { allow, command } from './command';
import { given } from './given';
import { keyExport } from './key-export';
import { keyring } from './keyring';
import { keys } from './keys';
import { clipboard, draft } from './leaving';
import { views } from './named-views';
import { type AnyOperation, type Event, type Side, type } from './operation';
import { overview } from './overview';
import { protection } from './protection';
import { rekey } from './rekey';
import { rescue } from './rescue';
import { reveal } from './reveal';
import { rotation } from './rotation';
import { session } from './session';
import { settings } from './settings';
import { tags } from './tags';
import { temporary } from './temporary';
import { keyImport, originals } from './transfer';
import { keyUse } from './use';
import { elsewhere, vaults } from './vaults';
import { window } from './window';

/**
 * Every operation, named once. Everything else is derived from its entry. `keys.setStatus` is an example:
 *
 *     setStatus: vaultOperation(
 *       {
 *         views: ['main-view'],
 *         kind: 'changes',
 *         runs: 'alone',
 *         refused: ({ status }) => (status === 'enabled' ? 'key.enable' : 'key.disable'),
 *         input: z.strictObject({ ids: schema.ids, status: z.enum(['enabled', 'disabled']), ticket: schema.ticket.optional() }),
 *       },
 *       type<null>(),
 *     ),
 *
 * **The vault's end.** `Handlers<'vault', Caller>`, the type of the table of handlers, has the member
 * `keys.setStatus(input: { ids: string[]; status: 'enabled' | 'disabled'; ticket?: string }, caller: Caller): null`. The vault
 * doesn't compile without it, nor with a handler that returns something else.
 *
 * **The gate.** A call is a message `{ number, operation: 'keys.setStatus', input }` on the port of a view. `vault/gate.ts`
 * checks these in this order, and replies with the first error:
 * 1. the vault has an operation of that name, else `bad-request`;
 * 2. the port belongs to a view of `views`, else `not-allowed`;
 * 3. the vault is unlocked, else `locked`: an operation of the vault needs that unless it says `needs: 'nothing'`;
 * 4. the input fits the schema, else `bad-request`.
 *
 * Then the call waits for its turn, since it runs `alone`, and the handler gets the input. The answer is
 * `{ ok: true, value: null }`, or `{ ok: false, error }` with the error of the handler. `main/ipc/gate.ts` checks the same
 * four in the same order for the operations of main, which wait for no turn.
 *
 * **The log.** The handler itself adds the row of what was done. The gate adds the row of a call that was refused:
 * `setStatus` with `status: 'disabled'` and without its ticket becomes the row `disable`, outcome `refused`, code
 * `verification-required`. A call that fails at 1, 2 or 4 becomes `call-refused`; one that fails at 3 has no row.
 *
 * **The view's end.** The preload script gives the main view, and no other, the function `window.keyfold.keys.setStatus`.
 * Its type is `Client<'main-view'>['keys']['setStatus']`: `(input) => Promise<Reply<null>>`. `Client<'add'>` has no such
 * member, so that a sheet that calls it doesn't compile.
 *
 * **Tests.** A fake client is typed by `Client` too (`test/support/fake-client.ts`), so it changes with the entry or doesn't
 * compile. The fuzz test and the test of the replies while locked use all entries and make inputs from the schemas.
 */
export const contract = {
  session,
  keys,
  bin,
  tags,
  views,
  accounts,
  keyring,
  protection,
  keyExport,
  given,
  keyImport,
  originals,
  keyUse,
  allow,
  command,
  reveal,
  audit,
  backups,
  generation,
  rekey,
  rescue,
  clock,
  overview,
  rotation,
  temporary,
  elsewhere,
  vaults,
  settings,
  clipboard,
  draft,
  window,
} as const satisfies Record<string, Record<string, AnyOperation[Side]>>;

/** What a view may be told without asking. */
export const events = {
  /** The vault has just been opened. */
  unlocked: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** A tag was made, changed or removed, or an account got or lost one. */
  tagsChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** A named view was made, changed or removed, or their order was changed. */
  viewsChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** A key was added, changed or deleted. `id` is the key to look at; `null` if there is none any more. */
  keysChanged: { side: 'vault', views: ['main-view'], payload: type<{ id: string | null }>() },
  /** An import added keys. They may be new keys for rotations. */
  keysImported: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** The check of the log after the unlock found a break. */
  auditBroken: { side: 'vault', views: ['main-view'], payload: type<AuditCheck>() },
  /** The system's clock looks wrong, or right again. */
  clockChanged: { side: 'vault', views: ['main-view'], payload: type<ClockState>() },
  /** A backup was made or removed, or could not be made. */
  backupsChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** The vault was found to be an older copy, or a person has accepted that. */
  stepBack: { side: 'vault', views: ['main-view'], payload: type<StepBack | null>() },
  /** The ways into the vault were changed. */
  keyringChanged: { side: 'vault', views: ['main-view'], payload: type<KeyringChange>() },
  /** How far an export, an import or the making of new keys is; `done` of `total` keys, or rows for new keys. */
  transferProgress: {
    side: 'vault',
    views: ['export', 'import', 'rekey'],
    payload: type<{ done: number; total: number }>(),
  },
  /** A grant for programs was given, used or ended. */
  grantsChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** A program asks, or none asks any more: there is another answer of `command.waiting` or `allow.asked`. */
  commandAsked: { side: 'vault', views: ['unlock', 'allow'], payload: type<null>() },
  /** What is protected was changed. */
  protectionChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** The verify sheet that the main view asked for has ended. `ticket` is `null` if nothing was verified. */
  verified: {
    side: 'main',
    views: ['main-view'],
    payload: type<{ intent: Intent; ticket: string | null }>(),
  },
  /** Settings or the system's language changed. */
  settingsChanged: {
    side: 'main',
    views: ['main-view', ...sheets],
    payload: type<{ settings: Settings; language: Language }>(),
  },
  /** A value was copied or cleared from the clipboard, or could not be cleared. The payload is as in `clipboard.state`. */
  clipboardChanged: {
    side: 'main',
    views: ['main-view'],
    payload: type<{ clearsAt: number | null; stays: boolean }>(),
  },
  /** After an import, the person wants to see in the list what it added. */
  showImported: { side: 'main', views: ['main-view'], payload: type<null>() },
  /** The application menu asks the main view for something. */
  menu: {
    side: 'main',
    views: ['main-view'],
    payload: type<'add' | 'settings' | 'search' | 'import' | 'export' | 'help'>(),
  },
  /** The person wants to end the application, and this view said that something would be lost. It asks them. */
  closing: { side: 'main', views: holders, payload: type<{ loss: Loss }>() },
  /** The vault process ended by itself. The unlock sheet is told. */
  vaultEnded: { side: 'main', views: ['unlock'], payload: type<null>() },
} as const satisfies Record<string, Event<unknown>>;

export type Contract = typeof contract;
export type Events = typeof events;
