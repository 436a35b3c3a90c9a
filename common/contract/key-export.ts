import { z } from 'zod';
import { type Exported, mostExported, mostRecipients, type ScopeFacts } from '../transfer/export';
import { type, vaultOperation } from './operation';
import { proof } from './protection';
import * as schema from './schemas';
import { keySelection } from './selection';

/** Schemas of the inputs for an export. */

export const exportScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('keys'), ids: z.array(schema.id).min(1).max(mostExported) }),
  z.strictObject({ kind: z.literal('provider'), provider: schema.storedProvider }),
  z.strictObject({ kind: z.literal('account'), id: schema.rowId }),
  z.strictObject({ kind: z.literal('list'), ...schema.narrowed }),
  z.strictObject({ kind: z.literal('selection'), keys: keySelection }),
]);

const exportTo = z.discriminatedUnion('kind', [
  /** The passphrase is UTF-8 in NFC. */
  z.strictObject({ kind: z.literal('passphrase'), passphrase: schema.password }),
  z.strictObject({
    kind: z.literal('recipients'),
    recipients: z.array(z.string().max(4096)).min(1).max(mostRecipients),
  }),
  /** Not encrypted (docs/csv.md). */
  z.strictObject({ kind: z.literal('csv') }),
]);

/** Writing keys to one file. It is encrypted unless it is a `csv`. */
export const keyExport = {
  /** Returns how many keys a scope has, which are the first, and what else the sheet says about it. */
  count: vaultOperation(
    { views: ['export'], kind: 'reads', input: z.strictObject({ scope: exportScope }) },
    type<ScopeFacts>(),
  ),
  /** Returns a new passphrase of ten random words with hyphens between them, in ASCII. */
  passphrase: vaultOperation(
    { views: ['export'], kind: 'reads', input: schema.nothing },
    type<{ passphrase: Uint8Array }>(),
  ),
  /**
   * Asks where to save and writes the keys there, as an age file (docs/export-format.md) or as CSV. Returns `null` if
   * the person cancelled the dialog. Reports its progress (`transferProgress`). `shown` is what `count` returned for
   * this scope: if the scope has other keys now, nothing is written. Errors: those of a verification,
   * `password-required`, `invalid-fields` (field `password`: the passphrase is too short), `bad-recipient`,
   * `nothing-to-export`, `export-changed`, `cancelled`, `secret-damaged`, those of the file system.
   */
  save: vaultOperation(
    {
      views: ['export'],
      kind: 'leaves',
      runs: 'beside',
      refused: ({ to }) => (to.kind === 'csv' ? 'leave.exportCsv' : 'leave.export'),
      input: z.strictObject({
        scope: exportScope,
        shown: schema.digest.optional(),
        to: exportTo,
        handedTo: schema.handedTo.optional(),
        proof,
      }),
    },
    type<Exported | null>(),
  ),
  /** Stops an export that is running; nothing of it stays. Does nothing if none is running. */
  cancel: vaultOperation(
    { views: ['export'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
};
