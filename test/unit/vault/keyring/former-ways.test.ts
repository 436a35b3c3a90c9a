import { describe, expect, test, vi } from 'vitest';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { passwordSlotOf } from '../../../../vault/store/slots/slots';
import { readSlots } from '../../../../vault/store/slots/slots-file';
import type { Slots } from '../../../../vault/store/slots/slots-format';
import { createdVault, filesIn, password, quickCost, reopened, startTestVault, type TestVault } from '../harness';

/**
 * A way into the vault that was taken away stands in none of its files, whichever act took it: neither in `slots.json` nor
 * in the copy beside it. Backups have slots of their own.
 */

const another = 'another fake master password';
const slotsOf = ({ folder }: TestVault): Slots => readSlots(`${folder}/slots.json`);

async function withRecoveryKey(): Promise<{ vault: TestVault; key: Uint8Array }> {
  const vault = await createdVault();
  const sheet = vault.view('keyring');
  const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
  await sheet.must('keyring.confirmRecovery', { key });
  return { vault, key };
}

/** Each act, and the kind of slot that it replaces or removes; it answers the vault as it is open afterwards. */
const acts: readonly [
  name: string,
  kind: Slots['slots'][number]['kind'],
  act: (vault: TestVault, key: Uint8Array) => Promise<TestVault>,
][] = [
  [
    'changing the master password',
    'master-password',
    async (vault) => {
      const given = { ...password(), newPassword: passwordBytes(another) };
      await vault.view('keyring').must('keyring.changePassword', given);
      return vault;
    },
  ],
  [
    'opening with the recovery key and a new master password',
    'master-password',
    async (vault, key) => {
      vault.end();
      const { folder, keychain, marks, now } = vault;
      const next = startTestVault({ folder, keychain, marks, now });
      await next.view('unlock').must('session.recover', { key, newPassword: passwordBytes(another) });
      return next;
    },
  ],
  [
    'replacing the recovery key',
    'recovery-key',
    async (vault) => {
      const sheet = vault.view('keyring');
      const { key } = await sheet.must<{ key: Uint8Array }>('keyring.beginRecovery', password());
      await sheet.must('keyring.confirmRecovery', { key });
      return vault;
    },
  ],
  [
    'having this device forgotten',
    'device',
    async (vault) => {
      await vault.view('main-view').must('keyring.forgetDevice');
      return vault;
    },
  ],
  [
    'tying this device anew',
    'device',
    async (vault) => {
      await vault.view('keyring').must('keyring.sealDevice', password());
      return vault;
    },
  ],
  [
    'new keys',
    'recovery-key',
    async (vault) => {
      await vault.view('rekey').must('rekey.run', password());
      return vault;
    },
  ],
  [
    'raising the cost of the master password',
    'master-password',
    async (vault) => {
      const higher = { ...quickCost, passes: 4 };
      const next = await reopened(vault, { costs: { first: quickCost, better: () => higher } });
      await vi.waitFor(() => expect(passwordSlotOf(slotsOf(next)).kdf).toMatchObject(higher), 30_000);
      return next;
    },
  ],
];

describe.each(acts)('after %s', (_, kind, act) => {
  test('nothing of the former slot stands in a file of the vault', async () => {
    const { vault, key } = await withRecoveryKey();
    await vault.view('main-view').must('protection.keychain');
    const former = slotsOf(vault).slots.find((slot) => slot.kind === kind);
    if (!former) throw new Error(`no slot of the kind ${kind}`);
    const next = await act(vault, key);
    await next.view('main-view').must('protection.keychain');
    expect(slotsOf(next).slots).not.toContainEqual(former);
    const files = [...filesIn(next.folder)].filter(([name]) => !name.startsWith('backups'));
    expect(files.map(([name]) => name)).toContain('slots.json');
    for (const [name, bytes] of files) {
      expect(bytes.includes(former.id), `${name} has its id`).toBe(false);
      expect(bytes.includes(former.secretKey.text), `${name} has its wrap`).toBe(false);
    }
  });
});
