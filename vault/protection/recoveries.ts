import { fail } from '../../common/errors';
import { isRecoveryKey, recoveryKeyGroup } from '../../common/recovery-key';
import { sameBytes } from '../base/crypto/same-bytes';
import type { PortLife } from '../base/port-life';
import type { Passed } from '../session/effects/passed';
import type { OpenVault } from '../session/open-vault';
import { makeRecoverySlot, newRecoveryKey } from '../store/slots/recovery-slot';
import type { RecoverySlot } from '../store/slots/slots-format';

/** A recovery key that was made, and was not typed back yet. */
interface Recovery {
  key: Uint8Array<ArrayBuffer>;
  slot: RecoverySlot;
  /** The vault whose keys it opens. It is another one after new keys. */
  vault: OpenVault;
  passed: Passed;
}

/**
 * The recovery keys that are being set up. Each is kept with the port of its sheet. It is stored in no file before the
 * person has typed it back, so a key that nobody wrote down never becomes valid.
 */
export interface Recoveries<Port extends object> {
  /**
   * Makes a fresh key, and keeps what was verified until the key is confirmed. The caller may pass the key on, but must
   * not wipe it. The secret key stays the caller's. `now` is in milliseconds since the epoch.
   */
  begin(port: Port, vault: OpenVault, passed: Passed, secretKey: Buffer, now: number): Uint8Array;
  /** Returns the text of a file with this port's key in it. The caller wipes it. Errors: `ticket-invalid`. */
  file(port: Port, vault: OpenVault): Buffer;
  /**
   * Returns the slot of this port's key, which was typed back, and what was verified. Errors: `ticket-invalid`, `recovery-key-typo`,
   * `wrong-recovery-key`.
   */
  confirmed(port: Port, vault: OpenVault, typed: Uint8Array): { slot: RecoverySlot; passed: Passed };
  /** Called when the key is set up: wipes it. */
  close(port: Port): void;
}

/** A recovery key ends with its port, or when it is set up. It is wiped then. */
export function createRecoveries<Port extends object>(life: PortLife<Port>): Recoveries<Port> {
  const recoveries = life.slot<Recovery>(({ key }) => key.fill(0));
  const of = (port: Port) => recoveries.get(port) ?? fail('ticket-invalid', {});
  return {
    begin(port, vault, passed, secretKey, now) {
      const key = newRecoveryKey();
      const slot = makeRecoverySlot(vault.slots, { vaultKey: vault.key, secretKey }, key, now);
      recoveries.set(port, { key, slot, vault, passed });
      return key;
    },
    file(port, vault) {
      const { key, slot } = of(port);
      return fileOf(key, slot.madeAt, vault.id);
    },
    confirmed(port, vault, typed) {
      const { key, slot, vault: made, passed } = of(port);
      if (made !== vault) fail('ticket-invalid', {});
      if (!isRecoveryKey(typed)) fail('recovery-key-typo', {});
      return sameBytes(typed, key) ? { slot, passed } : fail('wrong-recovery-key', {});
    },
    close: recoveries.clear,
  };
}

/**
 * Returns the text of the file, in both languages. The person who finds the file again may be another one, and
 * Keyfold's language may have changed by then. The key is never a string here, because nothing could wipe a string.
 */
function fileOf(key: Uint8Array, madeAt: number, vaultId: string): Buffer {
  const grouped = Buffer.alloc(key.byteLength + Math.ceil(key.byteLength / recoveryKeyGroup) - 1, '-');
  key.forEach((code, at) => {
    grouped[at + Math.floor(at / recoveryKeyGroup)] = code;
  });
  const before = 'Keyfold recovery key / Keyfold 恢复密钥\r\n\r\n    ';
  const after = [
    '',
    '',
    `Made / 创建时间: ${new Date(madeAt).toISOString().slice(0, 10)}`,
    `Vault / 保险库: ${vaultId}`,
    '',
    'It opens this vault without the master password: on the lock screen, choose "Forgot the master password?".',
    'Anyone who has this key and the vault can read every secret. Keep it away from this machine, then delete this file here.',
    '无需主密码即可打开此保险库：在锁定界面选择“忘记主密码？”。',
    '任何同时持有此密钥和保险库的人都能读取全部 Secret。请将其保存在本机之外，然后删除本机上的此文件。',
    '',
  ].join('\r\n');
  const file = Buffer.concat([Buffer.from(before, 'utf8'), grouped, Buffer.from(after, 'utf8')]);
  grouped.fill(0);
  return file;
}
