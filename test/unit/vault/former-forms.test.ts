import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { StepBack } from '../../../common/generation';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { schemaVersion } from '../../../vault/store/database/migrations';
import { openCopy } from '../../../vault/store/database/open';
import { readSlots } from '../../../vault/store/slots/slots-file';
import { byPassword } from '../../../vault/store/slots/unwrap';
import { backupsOf, quiet, stateOf } from './backups/acts';
import { auditOf, fakeKeychain, list, newFolder, startTestVault, type TestVault } from './harness';

// The fixtures' passwords were stretched with all the memory that the slots name.
beforeEach(() => {
  vi.stubEnv('FULL_ARGON2', '1');
});

/**
 * Vaults that former programs made, one of every form that there was. Each folder has the name of the commit whose
 * program made it: see test/fixtures/vaults/README.md.
 */
const fixtures = join(import.meta.dirname, '../../fixtures/vaults');
const fixturePassword = 'fake correct horse battery';

interface Former {
  name: string;
  /** The versions of the database's schema and of the slots file. */
  schema: number;
  slots: 1 | 2;
  /** The kind of digest of the slots that the database has. */
  digest: keyof ReturnType<typeof digestsOf> | null;
}

const formers: readonly Former[] = [
  { name: 'f46668f', schema: 4, slots: 1, digest: null },
  { name: '3920a11', schema: 4, slots: 2, digest: null },
  { name: '40a18ab', schema: 5, slots: 1, digest: 'withGeneration' },
  { name: '8176b65', schema: 5, slots: 2, digest: 'plain' },
  { name: '499119e', schema: 6, slots: 2, digest: 'plain' },
  // The first one, opened by the last one, which took a digest of what it read into the file.
  { name: 'f46668f-499119e', schema: 6, slots: 1, digest: 'asVersion2' },
];

const inFixture = ({ name }: Former, file: string) => join(fixtures, name, file);
const slotsIn = (folder: string) => fs.readFileSync(join(folder, 'slots.json'));

/** Opens a copy of the vault, on a system without a keychain, and waits for what follows the first rows. */
async function opened(former: Former): Promise<TestVault> {
  const folder = newFolder();
  fs.mkdirSync(folder);
  for (const file of ['slots.json', 'vault.db']) fs.copyFileSync(inFixture(former, file), join(folder, file));
  const mark = inFixture(former, 'mark.json');
  const marks = { kept: fs.existsSync(mark) ? new Uint8Array(fs.readFileSync(mark)) : null };
  return unlocked(folder, marks);
}

async function unlocked(folder: string, marks: TestVault['marks']): Promise<TestVault> {
  const vault = startTestVault({ folder, marks, keychain: fakeKeychain('missing'), now: Date.UTC(2027, 0, 1) });
  await vault.view('unlock').must('session.unlock', { password: passwordBytes(fixturePassword) });
  await quiet(vault);
  return vault;
}

/** The slots file as the former programs read it: closed schemas, and any other version is refused. */
const base64 = z.base64().min(1);
const wrapped = z.strictObject({ nonce: base64, text: base64 });
const keys = { id: z.uuid(), vaultKey: wrapped, secretKey: wrapped };
const kdf = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.int(),
  passes: z.int(),
  lanes: z.int(),
  salt: base64,
});
const passwordSlot = z.strictObject({ ...keys, kind: z.literal('master-password'), kdf });
const head = { format: z.literal('keyfold-slots'), vaultId: z.uuid(), generation: z.int().min(1), createdAt: z.int() };
const formerReader = {
  1: z.strictObject({ ...head, version: z.literal(1), slots: z.array(passwordSlot).length(1) }),
  2: z.strictObject({
    ...head,
    version: z.literal(2),
    sealing: z.enum(['wanted', 'off']),
    slots: z.array(passwordSlot).length(1),
  }),
} as const;

/** The digests that programs have made of the slots that they had read. */
function digestsOf(read: Readonly<Record<string, unknown>>) {
  const inOrder = (_name: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  const digest = (said: object) => createHash('sha256').update(JSON.stringify(said, inOrder)).digest('hex');
  const { generation: _, ...said } = read;
  return {
    plain: digest(said),
    withGeneration: digest(read),
    asVersion2: digest({ ...said, version: 2, sealing: 'wanted' }),
  };
}

/**
 * Reads the pair of files in a folder as a program of that form would. Returns which digest of the slots the database
 * has.
 */
async function digestIn(folder: string, { schema, slots }: Pick<Former, 'schema' | 'slots'>) {
  const path = join(folder, 'slots.json');
  const read = formerReader[slots].parse(JSON.parse(fs.readFileSync(path, 'utf8')));
  const { vaultKey } = await byPassword(passwordBytes(fixturePassword))(readSlots(path), path);
  const database = openCopy(join(folder, 'vault.db'), vaultKey, read.vaultId);
  try {
    expect(Object.values(database.get<object>('PRAGMA user_version') ?? {})).toEqual([schema]);
    if (schema < 5) return null;
    const noted = database.get<{ hash: string }>('SELECT lower(hex(slots_hash)) AS hash FROM meta')?.hash;
    return Object.entries(digestsOf(read)).find(([, digest]) => digest === noted)?.[0] ?? 'none of them';
  } finally {
    database.close();
  }
}

const foundSteps = async (vault: TestVault) => ({
  rows: (await auditOf(vault, { action: 'older-copy' })).total,
  stepBack: await vault.view('main-view').must<StepBack | null>('generation.state'),
});
const none = { rows: 0, stepBack: null };

/** The slots file of every backup. */
async function slotsOfBackups(vault: TestVault): Promise<Record<string, Buffer>> {
  const { folder, backups } = await stateOf(vault);
  return Object.fromEntries(backups.map(({ name }) => [name, slotsIn(join(folder, name))]));
}

describe.each(formers)('a vault of $name (schema $schema, slots $slots)', (former) => {
  const was = fs.readFileSync(inFixture(former, 'slots.json'));

  test('opens, keeps the form of its slots in every file, and goes back by the backup before its migration', async () => {
    const vault = await opened(former);
    expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['Fixture 1', 'Fixture 2']);
    expect(await foundSteps(vault)).toEqual(none);
    await vault.view('main-view').must('backups.make');
    const slots = await slotsOfBackups(vault);
    const { folder, backups } = await stateOf(vault);
    vault.end();
    expect(slotsIn(vault.folder)).toEqual(was);
    expect(Object.keys(slots).length).toBeGreaterThanOrEqual(2);
    for (const [name, bytes] of Object.entries(slots)) expect(bytes, name).toEqual(was);

    // With any other digest the former program would log that the slots are an older copy.
    const before = backups.find(({ kind }) => kind === 'before-migration');
    expect(before !== undefined).toBe(former.schema < schemaVersion);
    if (before) expect(await digestIn(join(folder, before.name), former)).toBe(former.digest);
    // A digest that a former program stored stays until a change. A new one is of the file as it was read, so the next
    // version of the slots finds it right too.
    expect(await digestIn(vault.folder, { ...former, schema: schemaVersion })).toBe(former.digest ?? 'plain');

    const again = await unlocked(vault.folder, vault.marks);
    expect(await foundSteps(again)).toEqual(none);
    expect(slotsIn(vault.folder)).toEqual(was);
  });

  test('is restored from a backup with its slots as they were, and is not called an older copy then', async () => {
    const vault = await opened(former);
    await vault.view('main-view').must('backups.make');
    vault.end();
    const next = startTestVault({ folder: vault.folder, marks: vault.marks, keychain: fakeKeychain('missing') });
    const name = (await backupsOf(next)).at(-1)?.name ?? '';
    await next.view('restore').must('backups.restore', { name, password: passwordBytes(fixturePassword) });
    await quiet(next);
    expect(slotsIn(vault.folder)).toEqual(was);
    expect(await foundSteps(next)).toEqual(none);
  });
});
