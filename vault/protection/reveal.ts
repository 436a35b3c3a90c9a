import type { RevealedKey } from '../../common/contract/reveal';
import { fail } from '../../common/errors';
import type { PortLife } from '../base/port-life';
import { type PlainValues, wipePlain } from '../keys/add';
import { findKey, markDisplayed, type StoredKey } from '../keys/repository';
import { isOnlyOnce, isShownAgain } from '../keys/reveal-rule';
import type { VaultDatabase } from '../store/database/database';
import type { RevealGrant } from './tickets';

/** Seconds after which the reveal sheet closes by itself. */
const revealSeconds = 120;

/** A secret that one reveal sheet shows; it lasts as long as the sheet's port. */
export interface RevealSession {
  key: StoredKey;
  plain: PlainValues;
  /** It stood on the screen, and that is written down. */
  displayed: boolean;
}

export interface Reveals<Port extends object> {
  /**
   * Binds the ticket's secret to this port. `revealAgain`: one-time secrets may be shown again. Errors: `not-found` when
   * the key is gone meanwhile.
   */
  open(port: Port, grant: RevealGrant, database: VaultDatabase, revealAgain: boolean): RevealedKey;
  /** What this port shows. Errors: `ticket-invalid` when it has spent none. */
  of(port: Port): RevealSession;
}

/** The reveal sheets that are open, by their ports. */
export function createReveals<Port extends object>(life: PortLife<Port>): Reveals<Port> {
  const sessions = life.slot<RevealSession>(({ plain }) => wipePlain(plain));
  return {
    open(port, { keyId, plain }, database, revealAgain) {
      sessions.clear(port);
      let key: StoredKey;
      try {
        key = findKey(database, keyId);
      } catch (error) {
        wipePlain(plain);
        throw error;
      }
      const { provider, name, identityName, accessKeyId } = key;
      const onlyOnce = isOnlyOnce(key, revealAgain);
      sessions.set(port, { key, plain, displayed: false });
      return { provider, name, identityName, accessKeyId, ...plain, onlyOnce, seconds: revealSeconds };
    },
    of: (port) => sessions.get(port) ?? fail('ticket-invalid', {}),
  };
}

/** What a showing was, for whoever keeps a record. */
export interface Showing {
  /** Nobody had seen this secret in Keyfold before. */
  first: boolean;
  /** {@link isShownAgain} */
  again: boolean;
}

/** The secret stood on the screen: from now on it counts as shown. `now` in milliseconds since the epoch. */
export function countShowing(database: VaultDatabase, key: StoredKey, now: number): Showing {
  const first = database.write(() => markDisplayed(database, key.id, now));
  return { first, again: isShownAgain(key) };
}
