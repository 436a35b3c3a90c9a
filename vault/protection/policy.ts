import type { ProtectionState, Purpose, VerificationNeeds } from '../../common/protection';
import type { VaultDatabase } from '../store/database/database';
import { lockedAt } from './administrator';
import { enrolledAt } from './authenticator';

/**
 * Says which acts need a verification, and whose. The settings are stored in the vault's database, so no other file can
 * change them.
 */

interface Rule {
  /** Says if the act needs the owner's verification: always, never, or as the setting of that name says. */
  owner: 'always' | 'never' | 'create' | 'status';
  /** If true, only the administrator can do the act while the access key management lock is on. */
  locked: boolean;
}

const rules: Readonly<Record<Purpose, Rule>> = {
  create: { owner: 'create', locked: true },
  enable: { owner: 'status', locked: true },
  disable: { owner: 'status', locked: true },
  // This is an edit of the identity that a key belongs to. Anyone may edit the key's name and description.
  edit: { owner: 'never', locked: true },
  delete: { owner: 'always', locked: true },
  clear: { owner: 'always', locked: true },
  assign: { owner: 'never', locked: true },
  reveal: { owner: 'always', locked: false },
  'export-log': { owner: 'always', locked: false },
  // The rows leave the vault for good, so under the lock it is the administrator's act.
  'archive-log': { owner: 'always', locked: true },
  import: { owner: 'create', locked: true },
  export: { owner: 'always', locked: false },
  // The keys in the vault stay as they are, so the administrator is not needed.
  clean: { owner: 'always', locked: false },
  protection: { owner: 'always', locked: true },
};

interface StoredProtection {
  create: 0 | 1;
  status: 0 | 1;
  revealAgain: 0 | 1;
}

const columns = { create: 'protect_create', status: 'protect_status', revealAgain: 'reveal_again' } as const;

/** Returns what is protected now. */
export function protectionState(database: VaultDatabase): ProtectionState {
  const stored = database.get<StoredProtection>(
    `SELECT protect_create AS "create", protect_status AS status, reveal_again AS revealAgain FROM protection`,
  );
  if (!stored) throw new Error('protection row');
  return {
    create: stored.create === 1,
    status: stored.status === 1,
    revealAgain: stored.revealAgain === 1,
    authenticator: enrolledAt(database),
    lock: lockedAt(database),
  };
}

/** Returns whose verification an act needs now. */
export function verifierOf(database: VaultDatabase, purpose: Purpose): VerificationNeeds['by'] {
  const { owner, locked } = rules[purpose];
  const state = protectionState(database);
  if (locked && state.lock !== null) return 'administrator';
  if (owner === 'always') return 'owner';
  return owner !== 'never' && state[owner] ? 'owner' : 'none';
}

/** Turns one setting on or off. */
export function setProtection(database: VaultDatabase, part: keyof typeof columns, on: boolean): void {
  database.write(() => database.run(`UPDATE protection SET ${columns[part]} = ?`, on ? 1 : 0));
}
