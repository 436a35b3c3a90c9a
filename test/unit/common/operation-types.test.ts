import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Handlers, OperationName } from '../../../common/contract/derived';
import { operationNamed } from '../../../common/contract/lookup';
import { mainOperation, type, vaultOperation } from '../../../common/contract/operation';
import type { Opening } from '../../../common/views';

/**
 * Read by the type checker: each line below a `@ts-expect-error` must be an error, or the check fails. What an operation
 * is was once written in two tables of plain strings, where a name misspelt or left out was found by nobody.
 */

const input = z.strictObject({ id: z.string(), status: z.enum(['enabled', 'disabled']) });
const views = ['main-view'] as const;
const nothing = type<null>();

/** What is right. */
const right = [
  vaultOperation({ views, kind: 'reads', input }, nothing),
  vaultOperation({ views, kind: 'waits', input }, nothing),
  vaultOperation({ views, kind: 'leaves', runs: 'beside', refused: 'leave.copy', input }, nothing),
  vaultOperation({ views, kind: 'changes', runs: 'alone', refused: 'not-logged', input }, nothing),
  vaultOperation({ views, kind: 'changes', runs: 'alone', refused: { effect: 'key.add' }, input }, nothing),
  vaultOperation(
    { views, kind: 'changes', runs: 'alone', refused: ({ id }) => (id ? 'key.edit' : 'key.add'), input },
    nothing,
  ),
  mainOperation({ views, needs: 'unlocked', kind: 'changes', input }, nothing),
];

/** When it runs: `runs`, or the kind that it follows from. */
const wrongTurns = () => [
  // @ts-expect-error -- 1: misspelt
  vaultOperation({ views, kind: 'changes', runs: 'besides', refused: 'key.edit', input }, nothing),
  // @ts-expect-error -- 2: left out where nothing says it
  vaultOperation({ views, kind: 'changes', refused: 'key.edit', input }, nothing),
  // @ts-expect-error -- 3: its kind misspelt
  vaultOperation({ views, kind: 'read', input }, nothing),
  // @ts-expect-error -- 4: its kind left out
  vaultOperation({ views, input }, nothing),
  // @ts-expect-error -- what only reads follows no other rule
  vaultOperation({ views, kind: 'reads', runs: 'alone', input }, nothing),
];

/** What its refusal is called. */
const wrongNames = () => [
  // @ts-expect-error -- 5: misspelt
  vaultOperation({ views, kind: 'changes', runs: 'alone', refused: 'key.edti', input }, nothing),
  // @ts-expect-error -- 6: left out
  vaultOperation({ views, kind: 'leaves', runs: 'beside', input }, nothing),
  vaultOperation(
    {
      views,
      kind: 'changes',
      runs: 'alone',
      // @ts-expect-error -- 7: misspelt for some inputs
      refused: ({ id }) => (id ? 'key.edti' : 'key.add'),
      input,
    },
    nothing,
  ),
  // @ts-expect-error -- 8: by a part of the input that is misspelt
  vaultOperation({ views, kind: 'changes', runs: 'alone', refused: ({ stauts }) => stauts, input }, nothing),
  vaultOperation(
    {
      views,
      kind: 'changes',
      runs: 'alone',
      // @ts-expect-error -- by a value that this part never has
      refused: ({ status }) => (status === 'off' ? 'key.edit' : 'key.add'),
      input,
    },
    nothing,
  ),
  vaultOperation(
    {
      views,
      kind: 'changes',
      runs: 'alone',
      // @ts-expect-error -- with a part of operation protection that there is not
      refused: { effect: 'protection.on', setting: 'lokc' },
      input,
    },
    nothing,
  ),
];

/** Who may call it, and when. */
const wrongDoors = () => [
  // @ts-expect-error -- a view that there is not
  vaultOperation({ views: ['mainview'], kind: 'reads', input }, nothing),
  // @ts-expect-error -- a need that there is not
  vaultOperation({ views, needs: 'open', kind: 'reads', input }, nothing),
  // @ts-expect-error -- main has no safe answer to whether the vault must be open, so each entry says it
  mainOperation({ views, kind: 'reads', input }, nothing),
];

/** A name that is looked up or written down. */
const wrongOperationNames: readonly OperationName<'vault'>[] = [
  'keys.list',
  // @ts-expect-error -- misspelt
  'keys.lists',
  // @ts-expect-error -- main's
  'window.lock',
];

/** A handler left out, misspelt, or that answers something else. */
type Table = Handlers<'main', null>['clipboard'];
const state = () => ({ clearsAt: null, stays: false });
// @ts-expect-error -- left out
const leftOut: Table = { state };
// @ts-expect-error -- misspelt
const misspelt: Table = { state, claer: () => null };
// @ts-expect-error -- another answer
const otherAnswer: Table = { state: () => ({ clearsAt: 'soon', stays: false }), clear: () => null };

/** What a sheet is opened for. */
const keyId = '00000000-0000-4000-8000-000000000000';
const openings: Opening[] = [
  { sheet: 'verify', intent: { act: 'delete', ids: [keyId] } },
  { sheet: 'verify', intent: { act: 'remove-backup', name: 'one' } },
  { sheet: 'rekey' },
  // @ts-expect-error -- nothing said
  { sheet: 'verify' },
  // @ts-expect-error -- an act on a key without the key
  { sheet: 'verify', intent: { act: 'delete' } },
  // @ts-expect-error -- an act that there is not
  { sheet: 'verify', intent: { act: 'delet', ids: [keyId] } },
  // @ts-expect-error -- another sheet's context
  { sheet: 'use', scope: { kind: 'all' } },
  // @ts-expect-error -- for a sheet that is opened for nothing in particular
  { sheet: 'rekey', keyId },
  // @ts-expect-error -- two sources at once
  { sheet: 'import', from: 'file', backup: 'one' },
  // @ts-expect-error -- no sheet
  { sheet: 'main-view' },
];
describe('the type of an operation', () => {
  it('takes what is right, and the rest is the type checker’s', () => {
    expect(right.map(({ kind }) => kind)).toEqual([
      'reads',
      'waits',
      'leaves',
      'changes',
      'changes',
      'changes',
      'changes',
    ]);
    expect(operationNamed('vault', wrongOperationNames[1])).toBeNull();
    expect([wrongTurns, wrongNames, wrongDoors, leftOut, misspelt, otherAnswer, openings]).not.toContain(undefined);
  });
});
