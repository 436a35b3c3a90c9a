import type { Backup } from '../../../common/backups';
import type { ErrorCode } from '../../../common/errors';
import type { Intent } from '../../../common/intents';
import type { KeyPage } from '../../../common/keys/access-key';
import type { BinPage } from '../../../common/keys/bin';
import { type ChildVault, proof } from './vault';

/**
 * A vault that an act begins with. `keys`: three keys, one of them the default. `many`: forty, of several providers.
 * `guarded`: the three, of which one was shown, under the management lock. `binned`: the three, of which two are in the
 * recycle bin.
 */
export type Beginning = 'keys' | 'many' | 'guarded' | 'binned';

/** What an act works with. */
export interface Acting {
  /** The vault's folder. */
  folder: string;
  vault: ChildVault;
  /** The same for what is no change: its calls are done once more where they are refused. */
  patient: Pick<ChildVault, 'must'>;
  /**
   * Does one change and acknowledges it. If it is refused, that is reported and the change is done once more, which
   * must work: a fault that is over leaves nothing behind. `done` is what the second try may report if the first was
   * done although it was refused.
   */
  step(change: () => Promise<unknown>, done?: ErrorCode): Promise<void>;
  idOf(name: string): Promise<string>;
}

export interface Act {
  /** The content of the folder before the act: nothing, or a vault. */
  on: 'nothing' | Beginning;
  /** The act begins while the vault is locked, so that unlocking is looked at too. */
  locked?: boolean;
  /** The act is also tested in the short run, at some points. */
  short?: boolean;
  /**
   * It hands a secret over. The key is marked as taken before, and as shown after that, in transactions of their own. So
   * whenever it is cut, the key may be `taken`.
   */
  hands?: boolean;
  /** It is several transactions. So whenever it is cut, its first keys may be there, each with its row. */
  inParts?: boolean;
  /** Puts into the folder what the act finds there beside the vault. */
  prepare?(folder: string): void;
  run(acting: Acting): Promise<void>;
}

/** A ticket for what a person chose, by the master password. */
export const ticketTo = async ({ must }: Pick<ChildVault, 'must'>, intent: Intent) => {
  const { digest } = await must<{ digest: string }>('verify', 'protection.plan', { intent });
  return must<{ ticket: string }>('verify', 'protection.verify', { intent, digest, proof: proof() });
};

/** Makes the list once, as the main view does: the log waits for it. Settles what the unlocking began. */
export async function settle(vault: Pick<ChildVault, 'must'>): Promise<void> {
  await list(vault);
  await vault.must('main-view', 'protection.keychain');
  await vault.must('main-view', 'audit.check');
}

export const list = (vault: Pick<ChildVault, 'must'>) =>
  vault.must<KeyPage>('main-view', 'keys.list', {
    offset: 0,
    limit: 500,
    sort: { column: 'name', direction: 'ascending' },
    provider: null,
    text: '',
  });

/** The ids of the keys in the recycle bin, in the order of their names. */
export async function binnedIds(vault: Pick<ChildVault, 'must'>): Promise<string[]> {
  const { rows } = await vault.must<BinPage>('main-view', 'bin.list', { offset: 0, limit: 500, text: '' });
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(({ id }) => id);
}

export const idIn = async (vault: Pick<ChildVault, 'must'>, name: string): Promise<string> => {
  const found = (await list(vault)).rows.find((row) => row.name === name);
  if (!found) throw new Error(`no key ${name}`);
  return found.id;
};

/** The name of the backup that was made by hand. */
export async function backupIn(vault: Pick<ChildVault, 'must'>): Promise<string> {
  const backups = await vault.must<Backup[]>('unlock', 'backups.list');
  const made = backups.find(({ kind }) => kind === 'manual');
  if (!made) throw new Error('no backup');
  return made.name;
}
