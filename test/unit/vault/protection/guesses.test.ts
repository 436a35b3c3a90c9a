import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../../common/contract';
import type { ErrorCode } from '../../../../common/errors';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import type { ProtectionPart } from '../../../../common/protection';
import { newRecoveryKey } from '../../../../vault/store/slots/recovery-slot';
import { fakePair } from '../../../support/fake-keys';
import { backupsOf } from '../backups/acts';
import { type AskedVault, openAsked } from '../command/asking';
import {
  add,
  createdVault,
  fakeClock,
  intentOn,
  newKey,
  password,
  startTestVault,
  type TestVault,
  type TestView,
} from '../harness';
import { exported } from '../transfer/moves';
import { administrator, lock, master, turn } from './acts';

/**
 * Every door at which a password can be tried. Wrong guesses sent all at once are as many as wrong guesses sent one after
 * the other: five, and then one has to wait. They count together wherever the same password is asked for.
 */

const guess = 'not the password';
const wrong = () => password(guess);

interface Door {
  view: Parameters<TestVault['view']>[0];
  operation: string;
  /** One wrong guess. */
  input(vault: TestVault): unknown;
  /** How it is refused. */
  refusal: ErrorCode;
  /** The vault that stands behind the door; an open one with a key where it is left out. */
  vault?(): Promise<TestVault>;
  /** What the sheet has done before; where left out it is a new one. */
  sheet?(vault: TestVault): Promise<TestView>;
}

async function open(): Promise<TestVault> {
  const vault = await createdVault({ clock: fakeClock() });
  await add(vault, { identityKind: 'alibaba-account' });
  return vault;
}

/** The same vault's folder in a process that has not opened it. */
async function locked(): Promise<TestVault> {
  const vault = await open();
  await vault.view('main-view').must('backups.make');
  const sheet = vault.view('keyring');
  const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
  await sheet.must('keyring.confirmRecovery', { key });
  vault.end();
  const { folder, keychain, marks, now } = vault;
  return startTestVault({ folder, keychain, marks, now, clock: fakeClock() });
}

/** One in which this part of operation protection is on. */
const protectedBy = (part: ProtectionPart) => async () => {
  const vault = await open();
  if (part === 'lock') await lock(vault);
  else await turn(vault, part, true);
  return vault;
};

const keyId = async (vault: TestVault) => {
  const query = { offset: 0, limit: 1, sort: { column: 'name', direction: 'ascending' }, provider: null, text: '' };
  const { rows } = await vault.view('main-view').must<{ rows: { id: string }[] }>('keys.list', query);
  return rows[0]?.id ?? '';
};

const folderBeside = (vault: TestVault) => fs.mkdtempSync(join(vault.folder, '..', 'files-'));

/** An import sheet that has come so far with a file of one key. */
const importing = (step: 'opened' | 'compared' | 'imported') => async (vault: TestVault) => {
  const path = join(folderBeside(vault), '.env');
  const { accessKeyId, secret } = fakePair('alibaba');
  fs.writeFileSync(path, `ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId}\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}\n`);
  vault.openPath = { path };
  const sheet = vault.view('import');
  await sheet.must('keyImport.open');
  if (step !== 'opened') await sheet.must('keyImport.plan', { password: null });
  if (step === 'imported') await sheet.must('keyImport.apply', { password: null });
  return sheet;
};

async function otherVault(vault: TestVault): Promise<TestView> {
  const other = await createdVault();
  await add(other);
  const sheet = other.view('keyring');
  const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
  await sheet.must('keyring.confirmRecovery', { key });
  other.end();
  vault.openPath = { path: join(other.folder, 'vault.db') };
  const imports = vault.view('import');
  await imports.must('keyImport.open');
  return imports;
}

/** An import sheet that has opened an export with a passphrase. */
async function sealedFile(vault: TestVault): Promise<TestView> {
  const { path } = await exported(vault);
  vault.openPath = { path };
  const sheet = vault.view('import');
  await sheet.must('keyImport.open');
  return sheet;
}

const ids = new WeakMap<TestVault, string>();
const withId = (act: (id: string) => unknown) => (vault: TestVault) => act(ids.get(vault) ?? '');
const use = (more: object) => withId((id) => ({ id, target: 'dotenv', options: {}, proof: master(guess), ...more }));

/** The open vaults that programs can ask. */
const asked = new WeakMap<TestVault, AskedVault>();

async function openForPrograms(): Promise<TestVault> {
  const vault = await openAsked();
  await add(vault.test);
  asked.set(vault.test, vault);
  return vault.test;
}

/** The sheet of a program that asks for a key. */
async function programAsks(vault: TestVault): Promise<TestView> {
  const asking = asked.get(vault);
  asking?.ask(['exec', '--key', 'Deploy', '--', 'terraform']);
  ids.set(vault, (await asking?.asked())?.id ?? '');
  return vault.view('allow');
}

const doors: readonly (Door & { what?: string })[] = [
  {
    view: 'allow',
    operation: 'allow.allow',
    input: withId((id) => ({ id, lasts: 'once', process: 0, proof: master(guess) })),
    refusal: 'wrong-password',
    vault: openForPrograms,
    sheet: programAsks,
  },
  { view: 'unlock', operation: 'session.unlock', input: wrong, refusal: 'wrong-password', vault: locked },
  {
    view: 'unlock',
    operation: 'session.recover',
    input: () => ({ key: newRecoveryKey(), newPassword: passwordBytes('another fake password') }),
    refusal: 'wrong-recovery-key',
    vault: locked,
  },
  {
    view: 'restore',
    operation: 'backups.restore',
    input: withId((name) => ({ name, ...wrong() })),
    refusal: 'wrong-password',
    vault: locked,
  },
  {
    view: 'verify',
    operation: 'protection.verify',
    input: withId((id) => ({ intent: intentOn('delete', id), proof: master(guess) })),
    refusal: 'wrong-password',
  },
  {
    what: 'as the administrator',
    view: 'verify',
    operation: 'protection.verify',
    input: withId((id) => ({ intent: intentOn('delete', id), proof: administrator(guess) })),
    refusal: 'wrong-administrator',
    vault: protectedBy('lock'),
  },
  {
    view: 'protect',
    operation: 'protection.change',
    input: () => ({ change: { part: 'create', on: true }, proof: master(guess) }),
    refusal: 'wrong-password',
  },
  {
    view: 'protect',
    operation: 'protection.enrol',
    input: () => ({ proof: master(guess) }),
    refusal: 'wrong-password',
  },
  {
    view: 'protect',
    operation: 'protection.lock',
    input: () => ({ proof: master(guess), administrator: passwordBytes('a fake administrator') }),
    refusal: 'wrong-password',
  },
  {
    view: 'add',
    operation: 'keys.add',
    input: () => ({ ...newKey(), proof: master(guess) }),
    refusal: 'wrong-password',
    vault: protectedBy('create'),
  },
  {
    what: 'without a keychain',
    view: 'add',
    operation: 'keys.add',
    input: () => ({ ...newKey(), password: passwordBytes(guess) }),
    refusal: 'wrong-password',
  },
  {
    view: 'keyring',
    operation: 'keyring.changePassword',
    input: () => ({ ...wrong(), newPassword: passwordBytes('another fake password') }),
    refusal: 'wrong-password',
  },
  { view: 'keyring', operation: 'keyring.beginRecovery', input: wrong, refusal: 'wrong-password' },
  { view: 'keyring', operation: 'keyring.sealDevice', input: wrong, refusal: 'wrong-password' },
  { view: 'rekey', operation: 'rekey.run', input: wrong, refusal: 'wrong-password' },
  {
    view: 'export',
    operation: 'keyExport.save',
    input: () => ({ scope: { kind: 'all' }, to: { kind: 'csv' }, proof: master(guess) }),
    refusal: 'wrong-password',
  },
  { view: 'use', operation: 'keyUse.copy', input: use({}), refusal: 'wrong-password' },
  { view: 'use', operation: 'keyUse.saveNew', input: use({}), refusal: 'wrong-password' },
  { view: 'use', operation: 'keyUse.addToFile', input: use({ replace: true }), refusal: 'wrong-password' },
  {
    view: 'import',
    operation: 'keyImport.plan',
    input: wrong,
    refusal: 'wrong-password',
    sheet: importing('opened'),
  },
  {
    view: 'import',
    operation: 'keyImport.complete',
    input: () => ({ details: { providers: [] }, ...wrong() }),
    refusal: 'wrong-password',
    sheet: importing('compared'),
  },
  {
    view: 'import',
    operation: 'keyImport.edit',
    input: () => ({
      index: 0,
      details: {
        name: 'Guess',
        identityKind: 'ram-user',
        identityName: '',
        keyType: '',
        endpoint: '',
        accountId: '',
        end: null,
      },
      ...wrong(),
    }),
    refusal: 'wrong-password',
    sheet: importing('compared'),
  },
  {
    view: 'import',
    operation: 'keyImport.apply',
    input: wrong,
    refusal: 'wrong-password',
    sheet: importing('compared'),
  },
  {
    view: 'import',
    operation: 'keyImport.clean',
    input: () => ({ proof: master(guess) }),
    refusal: 'wrong-password',
    sheet: importing('imported'),
  },
  {
    view: 'import',
    operation: 'originals.save',
    input: withId((id) => ({ id, proof: master(guess) })),
    refusal: 'wrong-password',
    async sheet(vault) {
      const sheet = await importing('imported')(vault);
      await sheet.must('keyImport.clean', { proof: master() });
      const [original] = await vault.view('main-view').must<{ id: string }[]>('originals.list');
      ids.set(vault, original?.id ?? '');
      return sheet;
    },
  },
  {
    what: 'of another vault',
    view: 'import',
    operation: 'keyImport.vault',
    input: () => ({ by: 'password', ...wrong() }),
    refusal: 'wrong-password',
    sheet: otherVault,
  },
  {
    what: 'of another vault, by its recovery key',
    view: 'import',
    operation: 'keyImport.vault',
    input: () => ({ by: 'recovery-key', key: newRecoveryKey() }),
    refusal: 'wrong-recovery-key',
    sheet: otherVault,
  },
  {
    view: 'import',
    operation: 'keyImport.passphrase',
    input: () => ({ passphrase: passwordBytes(guess) }),
    refusal: 'wrong-passphrase',
    sheet: sealedFile,
  },
];

test('there is a door for every operation that takes a password or a proof', () => {
  /** The names of everything in a schema, however deep. */
  const namesIn = (schema: unknown): string[] =>
    typeof schema === 'object' && schema !== null
      ? Object.entries(schema).flatMap(([name, part]) =>
          name === 'properties' ? [...Object.keys(part as object), ...namesIn(part)] : namesIn(part),
        )
      : [];
  const taking = Object.entries(contract).flatMap(([group, members]) =>
    Object.entries(members)
      .filter(([, { side, input }]) => {
        const names = namesIn(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }));
        return side === 'vault' && names.some((name) => /^(password|proof|passphrase)$/.test(name));
      })
      .map(([name]) => `${group}.${name}`),
  );
  const tested = new Set(doors.map(({ operation }) => operation));
  expect(taking).toEqual(expect.arrayContaining([...tested].filter((name) => name !== 'session.recover')));
  // Nothing to guess: it makes one.
  expect(taking.filter((name) => !tested.has(name))).toEqual(['session.create']);
});

describe.each(doors.map((door) => [['F4:', door.operation, door.what].filter(Boolean).join(' '), door] as const))(
  '%s',
  (_, { view, operation, input, refusal, vault: behind = open, sheet: standing }) => {
    test('takes five wrong guesses that come all at once, and no more', async () => {
      const vault = await behind();
      const isLocked = behind === locked;
      ids.set(vault, isLocked ? ((await backupsOf(vault))[0]?.name ?? '') : await keyId(vault));
      const sheet = standing ? await standing(vault) : vault.view(view);
      const replies = await Promise.all(Array.from({ length: 8 }, () => sheet.call(operation, input(vault))));
      const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
      expect(codes.toSorted()).toEqual([...Array(5).fill(refusal), ...Array(3).fill('try-later')].toSorted());
    });
  },
);
