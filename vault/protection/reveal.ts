import type { RevealedKey } from '../../common/contract/reveal';
import { fail } from '../../common/errors';
import type { PortLife } from '../base/port-life';
import { type PlainValues, wipePlain } from '../keys/add';
import { findKey, markDisplayed, type StoredKey } from '../keys/repository';
import { isOnlyOnce, isShownAgain } from '../keys/reveal-rule';
import type { Reader, Writer } from '../store/database/database';
import type { RevealGrant } from './tickets';

/** Seconds after which the reveal sheet closes by itself. */
const revealSeconds = 120;

/** A secret that one reveal sheet shows. It lasts as long as the sheet's port. */
export interface RevealSession {
  key: StoredKey;
  plain: PlainValues;
  /** The secret was on the screen, and that is stored. */
  displayed: boolean;
}

export interface Reveals<Port extends object> {
  /**
   * Binds the ticket's secret to this port. `revealAgain`: one-time secrets may be shown again. Errors: `not-found` if
   * the key was deleted meanwhile.
   */
  open(port: Port, grant: RevealGrant, database: Reader, revealAgain: boolean): RevealedKey;
  /** Returns what this port shows. Errors: `ticket-invalid` if this port has spent no ticket. */
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

/** Says what kind of showing it was, for the log. */
export interface Showing {
  /** The secret was never shown in Keyfold before. */
  first: boolean;
  /** See {@link isShownAgain}. */
  again: boolean;
}

/**
 * Notes that the secret was on the screen: from now on it counts as shown. Must be called inside a `write`. `now` is in milliseconds since the epoch.
 */
export function countShowing(database: Writer, key: StoredKey, now: number): Showing {
  const first = markDisplayed(database, key.id, now);
  return { first, again: isShownAgain(key) };
}
