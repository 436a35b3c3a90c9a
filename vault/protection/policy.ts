import type { EffectName } from '../../common/effect-names';
import { type Effect, effects } from '../../common/effects';
import type { ProtectionState, VerificationNeeds } from '../../common/protection';
import type { Reader, Writer } from '../store/database/database';
import { lockedAt } from './administrator';
import { enrolledAt } from './authenticator';

/**
 * Says whose verification effects need now, by the table in common/effects.ts. The settings are stored in the vault's
 * database, so no other file can change them.
 */

interface StoredProtection {
  create: 0 | 1;
  status: 0 | 1;
  revealAgain: 0 | 1;
}

const columns = { create: 'protect_create', status: 'protect_status', revealAgain: 'reveal_again' } as const;

/** Returns what is protected now. */
export function protectionState(database: Reader): ProtectionState {
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

type Verifier = VerificationNeeds['by'];
const byStrictness: readonly Verifier[] = ['none', 'owner', 'administrator'];

/** Returns whose verification a plan of these effects needs now, and the effect that needs it. */
export function strictest(database: Reader, names: readonly EffectName[]): { by: Verifier; effect: EffectName | null } {
  const state = protectionState(database);
  let found: { by: Verifier; effect: EffectName | null } = { by: 'none', effect: names[0] ?? null };
  let most = -1;
  for (const effect of names) {
    const by = verifierOf(effects[effect], state);
    // Of two for the same person, it is the one that always needs a verification: a deletion, and not the disabling in it.
    const strictness = 2 * byStrictness.indexOf(by) + (effects[effect].verify === 'always' ? 1 : 0);
    if (strictness > most) found = { by, effect };
    most = Math.max(most, strictness);
  }
  return found;
}

function verifierOf({ verify, locked }: Effect, state: ProtectionState): Verifier {
  if (locked && state.lock !== null) return 'administrator';
  if (verify === 'always' || verify === 'password') return 'owner';
  if (verify === 'never' || verify === 'ticket') return 'none';
  return state[verify] ? 'owner' : 'none';
}

/** Turns one setting on or off. */
export function setProtection(database: Writer, part: keyof typeof columns, on: boolean): void {
  database.runOne(`UPDATE protection SET ${columns[part]} = ?`, on ? 1 : 0);
}
