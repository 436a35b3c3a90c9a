import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { KeyfoldError } from '../../../common/errors';
import { sameBytes } from '../../base/crypto/same-bytes';
import { removeIfThere, writeWhole } from '../../base/files/atomic-write';
import { copyPages } from '../../base/files/copy-pages';
import { type FolderSystem, realFolders } from '../../base/files/folder-system';
import { databaseIn, slotsIn } from '../../store/backups/folders';
import { acceptedMark, type KeptMark } from '../../store/mark';
import { type KdfCosts, makeMeasuredSlot } from '../../store/slots/calibration';
import { openPasswordSlot, passwordSlotOf, type VaultKeys, wipeKeys } from '../../store/slots/slots';
import { slotsBytes } from '../../store/slots/slots-file';
import type { Slots } from '../../store/slots/slots-format';
import { beginSwitch, dropSwitch } from '../../store/switch';
import { work } from '../../store/work/work';
import type { OpenVault } from '../open-vault';
import { type NewKeysGiven, newKeysJob, type ResealAuthenticator, rebuildDatabase } from './rebuild';

export interface RekeyNeeds {
  vault: OpenVault;
  /** The master password, which has just opened the secret key; UTF-8, NFC. */
  password: Uint8Array;
  /** The present secret key. It stays the caller's. */
  secretKey: Buffer;
  costs: KdfCosts;
  resealAuthenticator: ResealAuthenticator;
  /** The mark that is kept of the vault. */
  mark: KeptMark;
  /** The local user's name, for the log. */
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** Reports how far it is, and lets others have their turn. */
  turns: RekeyTurns;
  system?: FolderSystem;
}

/** What the making of new keys does between its parts. */
export interface RekeyTurns {
  /** Errors: `cancelled`. */
  next(done: number, total: number): Promise<void>;
  /** Only reports. */
  report(done: number, total: number): void;
  /** Errors: `cancelled`. */
  check(): void;
  signal: AbortSignal;
}

/** New keys that are ready beside the vault: two files that only have to be put in its place. */
export interface ReadyRekey {
  keys: VaultKeys;
  slots: Slots;
  /**
   * Returns whether nothing was written into the vault since it was copied. It must be asked in the same turn in which
   * the files are switched.
   */
  upToDate(): boolean;
}

/** So many copies may become outdated because something was written meanwhile. After that it is an error. */
const tries = 3;

/**
 * Makes a database and slots with new keys, ready to take the vault's place (`switch.ts`). The vault stays as it is.
 * Only the master password's slot is in them: the recovery key is not at hand to be wrapped anew, and the device slot
 * is made after the switch. Errors: `wrong-password`, `secret-damaged`, `vault-damaged`, `cancelled`, those of the file system.
 * After an error nothing of it is left.
 */
export async function prepareRekey(needs: RekeyNeeds): Promise<ReadyRekey> {
  const { vault, password, secretKey, costs, turns, system = realFolders } = needs;
  const { paths, database, key } = vault;
  const { pages } = database;
  if (!pages) throw new Error('no pages');
  const keys: VaultKeys = { vaultKey: randomBytes(32), secretKey: randomBytes(32) };
  try {
    const passwordSlot = await makeMeasuredSlot(vault.slots, keys, password, costs);
    for (let attempt = 1; ; attempt += 1) {
      const slots: Slots = { ...vault.slots, generation: vault.slots.generation + 1, slots: [passwordSlot] };
      const part = beginSwitch(paths.folder, system);
      const [from, file] = [join(part, 'former.db'), databaseIn(part)];
      vault.ledger.settle();
      const read = () => pages.changes();
      const copied = await copyPages(pages, { path: from, read }, { system, goOn: turns.check });
      const upToDate = () => pages.changes() === copied;
      system.closeSync(system.openSync(file, 'wx', 0o600));
      const { vaultId, createdAt } = slots;
      await rebuild({ from, file, vaultId, createdAt, slots, former: { vaultKey: key, secretKey }, next: keys }, needs);
      removeIfThere(from, system);
      writeWhole(slotsIn(part), slotsBytes(slots), system);
      await checkSlots(slots, keys, password);
      if (upToDate() || attempt === tries) return { keys, slots, upToDate };
    }
  } catch (error) {
    dropSwitch(paths.folder, system);
    wipeKeys(keys);
    throw error;
  }
}

/** Writes the copy anew, by a worker if there is one. The keys stay the caller's. */
async function rebuild(
  { former, next, ...files }: Omit<NewKeysGiven, 'mark' | 'actor' | 'now'>,
  { mark, actor, now, resealAuthenticator, turns }: RekeyNeeds,
): Promise<void> {
  // Each key is alone in its memory, because a worker gets a copy of all the memory under it.
  const own = ({ vaultKey, secretKey }: NewKeysGiven['former']) => ({
    vaultKey: Uint8Array.from(vaultKey),
    secretKey: Uint8Array.from(secretKey),
  });
  const accepted = acceptedMark(mark);
  const given: NewKeysGiven = {
    ...{ ...files, former: own(former), next: own(next), actor, now },
    mark: accepted && Uint8Array.from(accepted),
  };
  const report = (done: number, total: number) => turns.report(done, total);
  try {
    await work({ name: newKeysJob, given }, () => rebuildDatabase(given, resealAuthenticator, turns.next), {
      signal: turns.signal,
      onProgress: report,
    });
  } finally {
    for (const keys of [given.former, given.next]) for (const key of Object.values(keys)) key.fill(0);
  }
  turns.check();
}

/** Checks that the password opens the new slots and gives these keys. */
async function checkSlots(slots: Slots, keys: VaultKeys, password: Uint8Array): Promise<void> {
  const opened = await openPasswordSlot(slots, passwordSlotOf(slots), password);
  if (typeof opened === 'string') throw new KeyfoldError({ code: 'internal' });
  const same = sameBytes(opened.vaultKey, keys.vaultKey) && sameBytes(opened.secretKey, keys.secretKey);
  wipeKeys(opened);
  if (!same) throw new KeyfoldError({ code: 'internal' });
}
