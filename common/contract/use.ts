import { z } from 'zod';
import { targetIds } from '../transfer/targets';
import { type ChosenFile, mostEntry, mostName, mostRegion, type UseLook } from '../transfer/use';
import { type VariableSetId, variableSetIds } from '../transfer/variables';
import { type, vaultOperation } from './operation';
import { proof } from './protection';
import * as schema from './schemas';

const name = z.string().max(mostName * 4);

/** One key, one tool, and what the person chose for it. */
const meant = {
  id: schema.id,
  target: z.enum(targetIds),
  options: z.strictObject({
    entry: z
      .string()
      .max(mostEntry * 4)
      .optional(),
    region: z
      .string()
      .max(mostRegion * 4)
      .optional(),
    makeCurrent: z.boolean().optional(),
    variables: z.enum(variableSetIds as readonly [VariableSetId, ...VariableSetId[]]).optional(),
    names: z.strictObject({ accessKeyId: name, secret: name, token: name }).optional(),
    place: z.number().int().min(0).max(9).optional(),
  }),
};
const use = z.strictObject({ ...meant, handedTo: schema.handedTo.optional(), proof });

/**
 * Writing a key for a tool, unencrypted. Errors of those that take a proof: those of a verification (`export`),
 * `password-required`, `not-found`, `key-expired`, `secret-damaged`, `tool-file`, those of the file system.
 */
export const keyUse = {
  /**
   * Returns what would be written, without the secret. `inFile`: into the file that was chosen. Errors: `not-found`,
   * `tool-file`.
   */
  look: vaultOperation(
    { views: ['use'], kind: 'reads', input: z.strictObject({ ...meant, inFile: z.boolean() }) },
    type<UseLook>(),
  ),
  /** Puts it on the clipboard. Returns after how many seconds it is cleared. */
  copy: vaultOperation(
    { views: ['use'], kind: 'leaves', runs: 'alone', refused: 'leave.toolCopy', input: use },
    type<{ seconds: number }>(),
  ),
  /**
   * Asks where to save and writes a new file there; it never replaces another file. Returns `null` if the person
   * cancelled the dialog.
   */
  saveNew: vaultOperation(
    { views: ['use'], kind: 'leaves', runs: 'beside', refused: 'leave.toolFile', input: use },
    type<{ fileName: string } | null>(),
  ),
  /**
   * Asks for an existing file and checks whether the key can be added to it. The file stays with this sheet's port.
   * Returns `null` if the person cancelled. Errors: `tool-file`, `not-a-file`, those of the file system.
   */
  choose: vaultOperation(
    {
      views: ['use'],
      kind: 'waits',
      input: z.strictObject({ target: meant.target, place: meant.options.shape.place }),
    },
    type<ChosenFile | null>(),
  ),
  /**
   * Adds the key to that file. `replace`: it may replace an existing entry of the same name. Errors also:
   * `ticket-invalid`.
   */
  addToFile: vaultOperation(
    {
      views: ['use'],
      kind: 'leaves',
      runs: 'alone',
      refused: 'leave.toolEntry',
      input: use.extend({ replace: z.boolean() }),
    },
    type<{ fileName: string; changed: boolean }>(),
  ),
};
