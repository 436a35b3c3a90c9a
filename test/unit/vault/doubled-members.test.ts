import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KeyfoldError } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { noteAttempt, readAttempts } from '../../../vault/audit/attempts';
import { markKey, readMark, writeMark } from '../../../vault/store/mark';
import { makePasswordSlot } from '../../../vault/store/slots/slots';
import { readSlots, slotsBytes } from '../../../vault/store/slots/slots-file';
import { scratchFolder } from '../../support/scratch';
import { quickCost } from './harness';

const vaultId = '7b1c5b0e-4a51-4a5e-9a53-0d9f3c1e2a4b';
const keys = { vaultKey: Buffer.alloc(32, 1), secretKey: Buffer.alloc(32, 2) };

test('F16: a slots file with a member twice, or one that is unknown, is damaged', async () => {
  const head = { vaultId, createdAt: 1 };
  const slot = await makePasswordSlot(head, keys, passwordBytes('a fake password'), quickCost);
  const base = {
    format: 'keyfold-slots',
    version: 2,
    ...head,
    generation: 1,
    sealing: 'wanted',
    slots: [slot],
  } as const;
  const text = slotsBytes({ ...base, slots: [slot] }).toString('utf8');
  const path = join(scratchFolder('keyfold-slots'), 'slots.json');
  const said = (changed: string) => {
    fs.writeFileSync(path, changed);
    try {
      return readSlots(path).version;
    } catch (error) {
      return error instanceof KeyfoldError ? error.error.code : error;
    }
  };
  expect(said(text)).toBe(2);
  expect(said(text.replace('"passes": 3', '"passes": 64, "passes": 3'))).toBe('vault-damaged');
  expect(said(text.replace('"generation": 1', '"generation": 9, "generation": 1'))).toBe('vault-damaged');
  expect(said(text.replace('"generation": 1', '"generation": 1, "other": 1'))).toBe('vault-damaged');
  expect(said('['.repeat(60_000))).toBe('vault-damaged');
});

test('F16: a note of attempts with a member twice counts as none, as any that can’t be read', () => {
  const folder = scratchFolder('keyfold-attempts');
  noteAttempt(folder, { at: 5, what: 'unlock-failed' }, { method: 'password', failures: 7 });
  expect(readAttempts(folder).inARow.password.failures).toBe(7);
  const file = join(folder, 'attempts.json');
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace('"failures":7', '"failures":7,"failures":0'));
  expect(readAttempts(folder)).toMatchObject({ attempts: [], inARow: { password: { failures: 0 } } });
});

test('F16: a mark with a member twice is none', () => {
  const key = markKey(keys.vaultKey, vaultId);
  const mark = writeMark(key, { vaultId, generation: 4, at: 1 });
  expect(readMark(key, vaultId, mark)).toMatchObject({ ours: true });
  const doubled = mark.toString('utf8').replace('"generation":4', '"generation":9,"generation":4');
  expect(readMark(key, vaultId, Buffer.from(doubled))).toBeNull();
});
