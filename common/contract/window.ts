import { z } from 'zod';
import { closingAnswers, holders, losses } from '../closing';
import { keyringActs } from '../keyring';
import { intent } from './intents';
import { exportScope } from './key-export';
import { mainOperation, type } from './operation';
import { protectionChange } from './protection';
import * as schema from './schemas';

/** The window and the views on it. */
export const window = {
  /**
   * Opens a sheet over the main view. Returns `false` if there is another sheet: nothing changes then. The sheet
   * `reveal` can't be opened here: it follows the sheet that holds its ticket (see `finish`).
   */
  openSheet: mainOperation(
    {
      views: ['main-view'],
      needs: 'unlocked',
      kind: 'changes',
      input: z.discriminatedUnion('sheet', [
        z.strictObject({
          sheet: z.literal('add'),
          provider: schema.provider.nullable(),
          holder: schema.holder.optional(),
          rotation: schema.id.optional(),
          /** Fills the form with what was typed in it when Keyfold locked. */
          resume: z.literal(true).optional(),
        }),
        z.strictObject({ sheet: z.literal('verify'), intent }),
        z.strictObject({ sheet: z.literal('protect'), change: protectionChange }),
        z.strictObject({ sheet: z.literal('rekey') }),
        z.strictObject({ sheet: z.literal('export'), scope: exportScope, give: z.literal(true).optional() }),
        z.discriminatedUnion('from', [
          z.strictObject({ sheet: z.literal('import'), from: z.literal(['file', 'drop']) }),
          z.strictObject({ sheet: z.literal('import'), from: z.literal('backup'), backup: schema.backup }),
          z.strictObject({ sheet: z.literal('import'), from: z.literal('original'), original: schema.id }),
        ]),
        z.strictObject({ sheet: z.literal('use'), keyId: schema.id }),
        z.strictObject({ sheet: z.literal('keyring'), act: z.enum(keyringActs) }),
      ]),
    },
    type<boolean>(),
  ),
  /**
   * A sheet's act is over, and the sheet is destroyed. If it holds a ticket to show a secret, the reveal sheet takes
   * its place. Any other ticket goes to the main view (`verified`). `next`: after new keys, opens the sheet that makes
   * a recovery key for them; after an import, the main view shows what it added.
   */
  finish: mainOperation(
    {
      views: ['create', 'add', 'verify', 'reveal', 'protect', 'keyring', 'rekey', 'export', 'import', 'use', 'allow'],
      needs: 'unlocked',
      kind: 'changes',
      input: z.strictObject({
        ticket: schema.ticket.nullable(),
        next: z.enum(['recovery-key', 'imported']).optional(),
      }),
    },
    type<null>(),
  ),
  /** Locks: ends the vault process and every sheet, and replaces the main view. */
  lock: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'changes', input: schema.nothing }, type<null>()),
  /**
   * Goes from the lock screen to the sheet that restores a backup (`shown`), or back. The lock screen itself goes back to
   * look anew: what was out of reach may be there now.
   */
  showRestore: mainOperation(
    {
      views: ['create', 'unlock', 'restore'],
      needs: 'nothing',
      kind: 'changes',
      input: z.strictObject({ shown: z.boolean() }),
    },
    type<null>(),
  ),
  /** Goes from the sheet `rescue` to the lock screen. Main forgets what it kept of the vault that was replaced. */
  leaveRescue: mainOperation(
    { views: ['rescue'], needs: 'nothing', kind: 'changes', input: schema.nothing },
    type<null>(),
  ),
  /** Says what would be lost if the application ended now; `null`: nothing. It counts until the view says otherwise. */
  hold: mainOperation(
    {
      views: holders,
      needs: 'nothing',
      kind: 'changes',
      input: z.strictObject({ loss: z.enum(losses).nullable() }),
    },
    type<null>(),
  ),
  /** Answers the event `closing`. After `leave` the application ends. */
  answerClosing: mainOperation(
    {
      views: holders,
      needs: 'nothing',
      kind: 'changes',
      input: z.strictObject({ answer: z.enum(closingAnswers) }),
    },
    type<null>(),
  ),
  quit: mainOperation(
    { views: ['create', 'unlock'], needs: 'nothing', kind: 'changes', input: schema.nothing },
    type<null>(),
  ),
} as const;
