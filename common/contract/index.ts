import { z } from 'zod';
import type { AuditCheck } from '../audit/actions';
import type { ClockState } from '../clock';
import type { StepBack } from '../generation';
import { type KeyringChange, keyringActs, type UnlockWays } from '../keyring';
import type { KeyDetail, KeyPage, ProfileCount } from '../keys/access-key';
import type { Language } from '../languages';
import type { TicketPurpose } from '../protection';
import type { ProfileId } from '../providers/profile';
import {
  clipboardSecondLimits,
  languageChoices,
  lockMinuteLimits,
  type Settings,
  type SystemAbilities,
  themes,
} from '../settings';
import { sheets } from '../views';
import { accounts, assignKeys } from './accounts';
import { audit } from './audit';
import { backups, generation } from './backups';
import { clock } from './clock';
import { keyring } from './keyring';
import { clipboard, draft } from './leaving';
import { type Event, mainOperation, type Operation, type, vaultOperation } from './operation';
import { keyPurpose, logPurpose, proof, protection, protectionChange } from './protection';
import { rekey } from './rekey';
import { rotation } from './rotation';
import * as schema from './schemas';
import { temporary } from './temporary';
import { exportScope, keyExport, keyImport, originals } from './transfer';
import { keyUse } from './use';

/** About this installation, for Settings. */
export interface About {
  version: string;
  electron: string;
  chromium: string;
  sqlite: string;
  /** The folder that holds the vault; shown, never taken as input. */
  vaultFolder: string;
  /** The settings file was unreadable at start and was set aside under this name; `null` when all was well. */
  settingsSetAside: string | null;
}

/** What the reveal sheet shows. The only reply of the contract that carries a secret. */
export interface RevealedKey {
  profile: ProfileId;
  name: string;
  identityName: string;
  accessKeyId: string;
  /** UTF-8. */
  secret: Uint8Array;
  /** UTF-8; `null` for long-term keys. */
  token: Uint8Array | null;
  /** It can't be shown again after this. */
  onlyOnce: boolean;
  /** The sheet closes by itself after this many seconds. */
  seconds: number;
}

/**
 * Every operation, named once. Handler tables, gates, the client in `window.keyfold` and the fakes of the renderer's
 * tests follow from it.
 */
export const contract = {
  session: {
    /** Makes the vault and leaves it unlocked. Errors: `vault-exists`, `invalid-fields`, those of the file system. */
    create: vaultOperation(
      { views: ['create'], needs: 'nothing', input: z.strictObject({ password: schema.password }) },
      type<null>(),
    ),
    /** Opens the vault. Errors: `wrong-password`, `try-later`, `no-vault`, `vault-*`, those of the file system. */
    unlock: vaultOperation(
      { views: ['unlock'], needs: 'nothing', input: z.strictObject({ password: schema.password }) },
      type<null>(),
    ),
    /**
     * Opens the vault with its recovery key (ASCII) and gives it a new master password in the same act. Errors also:
     * `wrong-recovery-key`, `recovery-key-typo`, `no-recovery-key`, `invalid-fields`.
     */
    recover: vaultOperation(
      {
        views: ['unlock'],
        needs: 'nothing',
        input: z.strictObject({ key: schema.recoveryKey, newPassword: schema.password }),
      },
      type<null>(),
    ),
    /** The ways to open the vault; says nothing that the files beside it don't. */
    ways: vaultOperation({ views: ['unlock'], needs: 'nothing', input: schema.nothing }, type<UnlockWays>()),
    /** Whether the vault is open; a view asks it once, when its port arrives. */
    state: vaultOperation(
      { views: ['main-view', 'create', 'unlock'], needs: 'nothing', input: schema.nothing },
      type<'locked' | 'unlocked'>(),
    ),
  },
  keys: {
    list: vaultOperation({ views: ['main-view'], input: schema.keyQuery }, type<KeyPage>()),
    /** Keys in each profile, every profile named. */
    counts: vaultOperation({ views: ['main-view'], input: schema.nothing }, type<ProfileCount[]>()),
    get: vaultOperation(
      { views: ['main-view', 'verify', 'use'], input: z.strictObject({ id: schema.id }) },
      type<KeyDetail>(),
    ),
    /** The name of the key that has this AccessKey ID in this profile, or `null`. */
    holderOf: vaultOperation(
      { views: ['add'], input: z.strictObject({ profile: schema.profile, accessKeyId: z.string().max(8192) }) },
      type<string | null>(),
    ),
    /**
     * Stores a key and answers its id and a ticket that opens the reveal sheet once. `password` is the master password
     * where the keychain can't give the device share (`password-required`), else `null`. Where adding is protected, the
     * master password is the verification too, or `proof` is (`verification-required`). `rotation`: the rotation whose
     * new key this is.
     */
    add: vaultOperation(
      {
        views: ['add'],
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
    /** Errors: `verification-required` where a protected act comes without its ticket, `ticket-invalid`; likewise below. */
    edit: vaultOperation(
      { views: ['main-view'], input: schema.editedKey.extend({ ticket: schema.ticket.optional() }) },
      type<null>(),
    ),
    assign: assignKeys,
    /** Makes it its profile's default; the former one loses it in the same transaction. */
    setDefault: vaultOperation({ views: ['main-view'], input: z.strictObject({ id: schema.id }) }, type<null>()),
    cancelDefault: vaultOperation({ views: ['main-view'], input: z.strictObject({ id: schema.id }) }, type<null>()),
    /** Disabling a default key also cancels its default setting, in the same transaction. */
    setStatus: vaultOperation(
      {
        views: ['main-view'],
        input: z.strictObject({
          id: schema.id,
          status: z.enum(['enabled', 'disabled']),
          ticket: schema.ticket.optional(),
        }),
      },
      type<null>(),
    ),
    delete: vaultOperation(
      { views: ['main-view'], input: z.strictObject({ id: schema.id, ticket: schema.ticket.optional() }) },
      type<null>(),
    ),
  },
  accounts,
  keyring,
  protection,
  keyExport,
  keyImport,
  originals,
  keyUse,
  reveal: {
    /** Spends the ticket. The secret stays with this sheet's port until the sheet is gone. */
    open: vaultOperation({ views: ['reveal'], input: z.strictObject({ ticket: schema.ticket }) }, type<RevealedKey>()),
    /** The secret stood on the screen: from now on it counts as shown. */
    displayed: vaultOperation({ views: ['reveal'], input: schema.nothing }, type<null>()),
    /** Puts one part on the clipboard; answers after how many seconds it is cleared. */
    copy: vaultOperation(
      { views: ['reveal'], input: z.strictObject({ part: z.enum(['accessKeyId', 'secret', 'token']) }) },
      type<{ seconds: number }>(),
    ),
    /** Asks for a place and writes the provider's own CSV there; `null` when the person cancelled. */
    saveCsv: vaultOperation({ views: ['reveal'], input: schema.nothing }, type<{ fileName: string } | null>()),
  },
  audit,
  backups,
  generation,
  rekey,
  clock,
  rotation,
  temporary,
  settings: {
    get: mainOperation({ views: ['main-view'], input: schema.nothing }, type<Settings>()),
    set: mainOperation(
      {
        views: ['main-view'],
        input: z.strictObject({
          theme: z.enum(themes).optional(),
          language: z.enum(languageChoices).optional(),
          hideFromCapture: z.boolean().optional(),
          lockAfterMinutes: z.int().min(lockMinuteLimits.least).max(lockMinuteLimits.most).nullable().optional(),
          clipboardSeconds: z.int().min(clipboardSecondLimits.least).max(clipboardSecondLimits.most).optional(),
        }),
      },
      type<Settings>(),
    ),
    about: mainOperation({ views: ['main-view'], input: schema.nothing }, type<About>()),
    system: mainOperation({ views: ['main-view'], input: schema.nothing }, type<SystemAbilities>()),
  },
  clipboard,
  draft,
  window: {
    /** Opens a sheet over the main view. `reveal` is opened by the sheet that holds its ticket, through `finish`. */
    openSheet: mainOperation(
      {
        views: ['main-view'],
        input: z.discriminatedUnion('sheet', [
          z.strictObject({
            sheet: z.literal('add'),
            profile: schema.profile.nullable(),
            rotation: schema.id.optional(),
            /** Fills the form with what stood in it when Keyfold locked. */
            resume: z.literal(true).optional(),
          }),
          z.discriminatedUnion('purpose', [
            z.strictObject({ sheet: z.literal('verify'), purpose: keyPurpose, keyId: schema.id }),
            z.strictObject({ sheet: z.literal('verify'), purpose: logPurpose, keyId: z.null() }),
          ]),
          z.strictObject({ sheet: z.literal('protect'), change: protectionChange }),
          z.strictObject({ sheet: z.literal('rekey') }),
          z.strictObject({ sheet: z.literal('export'), scope: exportScope }),
          z.strictObject({
            sheet: z.literal('import'),
            dropping: z.boolean().optional(),
            backup: schema.backup.optional(),
            /** Gives back what is kept of a cleaned file. */
            original: schema.id.optional(),
          }),
          z.strictObject({ sheet: z.literal('use'), keyId: schema.id }),
          z.strictObject({ sheet: z.literal('keyring'), act: z.enum(keyringActs) }),
        ]),
      },
      type<null>(),
    ),
    /**
     * A sheet's act is over: it is destroyed. With a ticket to show a secret the reveal sheet takes its place; any other
     * ticket goes to the main view (`verified`). `next`: after new keys, the sheet that makes a recovery key for them.
     */
    finish: mainOperation(
      {
        views: ['create', 'add', 'verify', 'reveal', 'protect', 'keyring', 'rekey', 'export', 'import', 'use'],
        input: z.strictObject({ ticket: schema.ticket.nullable(), next: z.literal('recovery-key').optional() }),
      },
      type<null>(),
    ),
    /** Ends the vault process and every sheet; the main view is replaced. */
    lock: mainOperation({ views: ['main-view'], input: schema.nothing }, type<null>()),
    /** From the lock screen to the sheet that restores a backup, and back. */
    showRestore: mainOperation(
      { views: ['create', 'unlock', 'restore'], input: z.strictObject({ shown: z.boolean() }) },
      type<null>(),
    ),
    quit: mainOperation({ views: ['create', 'unlock'], input: schema.nothing }, type<null>()),
  },
} as const satisfies Record<string, Record<string, Operation<z.ZodType, unknown>>>;

/** What a view may be told without asking. */
export const events = {
  /** The vault has just been opened. */
  unlocked: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** Some key was added, changed or deleted; `id` is the key to look at, `null` where there is none any more. */
  keysChanged: { side: 'vault', views: ['main-view'], payload: type<{ id: string | null }>() },
  /** The check of the log after unlocking found a break. */
  auditBroken: { side: 'vault', views: ['main-view'], payload: type<AuditCheck>() },
  /** The system's clock looks wrong, or right again. */
  clockChanged: { side: 'vault', views: ['main-view'], payload: type<ClockState>() },
  /** A backup was made or removed, or could not be made. */
  backupsChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** The vault was found to be an older copy, or that was said to be right. */
  stepBack: { side: 'vault', views: ['main-view'], payload: type<StepBack | null>() },
  /** The ways into the vault were changed. */
  keyringChanged: { side: 'vault', views: ['main-view'], payload: type<KeyringChange>() },
  /** How far an export or import is; `done` of `total` keys. */
  transferProgress: { side: 'vault', views: ['export', 'import'], payload: type<{ done: number; total: number }>() },
  /** What is protected was changed. */
  protectionChanged: { side: 'vault', views: ['main-view'], payload: type<null>() },
  /** The verify sheet that the main view asked for is over; `ticket` is `null` where nothing was verified. */
  verified: {
    side: 'main',
    views: ['main-view'],
    payload: type<{ purpose: TicketPurpose; keyId: string | null; ticket: string | null }>(),
  },
  /** Settings or the system's language changed. */
  settingsChanged: {
    side: 'main',
    views: ['main-view', ...sheets],
    payload: type<{ settings: Settings; language: Language }>(),
  },
  /** A value was copied, or taken from the clipboard again; `clearsAt` as in `clipboard.state`. */
  clipboardChanged: { side: 'main', views: ['main-view'], payload: type<{ clearsAt: number | null }>() },
  /** The application menu asks the main view for something. */
  menu: { side: 'main', views: ['main-view'], payload: type<'add' | 'settings' | 'search' | 'import' | 'export'>() },
  /** Told to the unlock sheet after the vault process ended by itself. */
  vaultEnded: { side: 'main', views: ['unlock'], payload: type<null>() },
} as const satisfies Record<string, Event<unknown>>;

export type Contract = typeof contract;
export type Events = typeof events;
