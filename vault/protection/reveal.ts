import type { RevealedKey } from '../../common/contract/reveal';
import { fail } from '../../common/errors';
import { type PlainValues, wipePlain } from '../keys/add';
import { findKey, markDisplayed, type StoredKey } from '../keys/repository';
import type { VaultDatabase } from '../store/database/database';
import type { RevealGrant } from './tickets';

/** Seconds after which the reveal sheet closes by itself. */
const revealSeconds = 120;

/** A secret that one reveal sheet shows; it lasts as long as the sheet's port. */
export interface RevealSession {
  key: StoredKey;
  plain: PlainValues;
}

export interface Reveals<Port extends object> {
  /**
   * Binds the ticket's secret to this port. `revealAgain`: one-time secrets may be shown again. Errors: `not-found` when
   * the key is gone meanwhile.
   */
  open(port: Port, grant: RevealGrant, database: VaultDatabase, revealAgain: boolean): RevealedKey;
  /** What this port shows. Errors: `ticket-invalid` when it has spent none. */
  of(port: Port): RevealSession;
  /** The port is gone: wipes what it showed. */
  close(port: Port): void;
}

/** The reveal sheets that are open, by their ports. */
export function createReveals<Port extends object>(): Reveals<Port> {
  const sessions = new Map<Port, RevealSession>();
  const close = (port: Port) => {
    const session = sessions.get(port);
    if (session) wipePlain(session.plain);
    sessions.delete(port);
  };
  return {
    open(port, { keyId, plain }, database, revealAgain) {
      close(port);
      let key: StoredKey;
      try {
        key = findKey(database, keyId);
      } catch (error) {
        wipePlain(plain);
        throw error;
      }
      sessions.set(port, { key, plain });
      const { profile, name, identityName, accessKeyId } = key;
      const onlyOnce = key.revealRule === 'once' && !revealAgain;
      return { profile, name, identityName, accessKeyId, ...plain, onlyOnce, seconds: revealSeconds };
    },
    of: (port) => sessions.get(port) ?? fail('ticket-invalid', {}),
    close,
  };
}

/** Whether showing this key, as it was read, is showing a one-time secret again. */
export function isOneTimeAgain({ reveal, revealRule }: Pick<StoredKey, 'reveal' | 'revealRule'>): boolean {
  return reveal === 'displayed' && revealRule === 'once';
}

/** What a showing was, for whoever keeps a record. */
export interface Showing {
  keyId: string;
  /** Nobody had seen this secret in Keyfold before. */
  first: boolean;
  /** A one-time secret that was shown before, shown again because the setting allows it. */
  oneTimeAgain: boolean;
}

/** The secret stood on the screen: from now on it counts as shown. `now` in milliseconds since the epoch. */
export function countAsDisplayed(database: VaultDatabase, { key }: RevealSession, now: number): Showing {
  const first = database.write(() => markDisplayed(database, key.id, now));
  return { keyId: key.id, first, oneTimeAgain: isOneTimeAgain(key) };
}
