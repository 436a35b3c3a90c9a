import type { RevealedKey } from '../../common/contract/reveal';
import { fail } from '../../common/errors';
import { dialogGraceSeconds } from '../../common/reveal';
import type { Clock } from '../base/clock';
import type { PortLife } from '../base/port-life';
import { type PlainValues, wipePlain } from '../keys/add';
import { knownKey } from '../keys/later';
import { findKey, markDisplayed, markTaken, type StoredKey } from '../keys/repository';
import { isOnlyOnce, isShownAgain, secretCanBeShown } from '../keys/reveal-rule';
import type { Writer } from '../store/database/database';

/** Seconds after which the reveal sheet closes by itself. */
const revealSeconds = 120;

/** A part of a key that is lost if its only showing ends before the person has it. */
type LosablePart = 'secret' | 'token';

/** A showing that is noted in the database, before its sheet gets the secret. */
export interface Showing {
  /** The key as it was before this showing. */
  key: StoredKey;
  /** It can't be shown again after this. */
  onlyOnce: boolean;
  /** It was taken before and not seen to the end; this is the other time. */
  onceMore: boolean;
  /** See {@link isShownAgain}. */
  again: boolean;
  /** The reveal state is another one now. */
  changed: boolean;
}

/**
 * Notes that a secret is about to be handed to a reveal sheet. Must run inside a `write`, before any byte of the secret
 * leaves the process. The first time, a one-time secret is `taken`: if the sheet doesn't come to its end, it can be
 * shown once more. That other time, and for every other secret, it counts as `displayed` at once. `now` is in
 * milliseconds since the epoch. Errors: `not-found` if the key was deleted meanwhile; `shown-once` if it was shown since
 * the ticket was made.
 */
export function noteShowing(database: Writer, id: string, revealAgain: boolean, now: number): Showing {
  const key = findKey(database, id);
  // security: a ticket says that the person was verified, not that the secret is still there to be shown
  if (!secretCanBeShown(key, revealAgain)) fail('shown-once', {});
  const onlyOnce = isOnlyOnce(key, revealAgain);
  const first = key.reveal === 'pending' && onlyOnce;
  const changed = first ? markTaken(database, id, now) : markDisplayed(database, id, 'shown', now);
  return { key, onlyOnce, onceMore: key.reveal === 'taken' && onlyOnce, again: isShownAgain(key), changed };
}

/** A secret that one reveal sheet shows. It lasts until its time is over, but not longer than the sheet's port. */
export interface RevealSession {
  key: StoredKey;
  plain: PlainValues;
}

export interface Reveals<Port extends object> {
  /** Binds the secret to this port, and begins its time. Takes over the values. */
  open(port: Port, showing: Showing, plain: PlainValues): RevealedKey;
  /** Returns what this port shows. Errors: `ticket-invalid` if it shows nothing, or if its time is over. */
  of(port: Port): RevealSession;
  /** Returns the key that this port shows, even if the time is over. Errors: `ticket-invalid` if it shows nothing. */
  keyOf(port: Port): StoredKey;
  /** The person has this part now: it was copied or saved. */
  has(port: Port, part: LosablePart): void;
  /**
   * Begins the whole time anew, and returns its seconds. An only showing of which the person doesn't have everything
   * goes on even if its time was over. Errors: `ticket-invalid`.
   */
  keepOpen(port: Port): { seconds: number };
  /**
   * Runs an act that waits for a person's answer in a dialog. The time doesn't end meanwhile, and lasts at least
   * {@link dialogGraceSeconds} more afterwards. Errors: those of {@link of} and of the act.
   */
  whileAsking<T>(port: Port, act: () => Promise<T>): Promise<T>;
}

interface Held extends RevealSession {
  /** The parts that are lost if this showing ends now. */
  losable: Set<LosablePart>;
  /** By the monotonic clock. */
  endsAt: number;
  /** Number of dialogs that are open. */
  dialogs: number;
  stopTimer(): void;
}

/**
 * The reveal sheets that are open, by their ports. Each has its end here, whatever its page says or doesn't say: then
 * nothing more is copied or saved, and the values are wiped. Only of an only showing that the person doesn't have yet
 * the values stay, for {@link Reveals.keepOpen}, because ending it would lose it.
 */
export function createReveals<Port extends object>(life: PortLife<Port>, clock: Clock): Reveals<Port> {
  const sessions = life.slot<Held>(({ plain, stopTimer }) => {
    stopTimer();
    wipePlain(plain);
  });

  const isOver = ({ dialogs, endsAt }: Held) => dialogs === 0 && clock.now() >= endsAt;

  /** Returns what the port has. What nobody would lose is wiped if its time is over. */
  function held(port: Port): Held {
    const session = sessions.get(port) ?? fail('ticket-invalid', {});
    // A timer may be late, for example after the computer was suspended.
    if (session.losable.size > 0 || !isOver(session)) return session;
    sessions.clear(port);
    return fail('ticket-invalid', {});
  }

  function arm(port: Port, session: Held, milliseconds: number): void {
    session.stopTimer();
    session.endsAt = clock.now() + milliseconds;
    session.stopTimer = clock.after(milliseconds, () => {
      if (session.dialogs > 0 || session.losable.size > 0) return;
      if (sessions.get(port) === session) sessions.clear(port);
    });
  }

  return {
    open(port, { key, onlyOnce, onceMore }, plain) {
      const { provider, name, identityName, accessKeyId } = knownKey(key);
      const all: LosablePart[] = plain.token ? ['secret', 'token'] : ['secret'];
      const losable = new Set(onlyOnce ? all : []);
      const session: Held = { key, plain, losable, endsAt: 0, dialogs: 0, stopTimer: () => undefined };
      arm(port, session, revealSeconds * 1000);
      sessions.set(port, session);
      return { provider, name, identityName, accessKeyId, ...plain, onlyOnce, onceMore, seconds: revealSeconds };
    },
    of(port) {
      const session = held(port);
      return isOver(session) ? fail('ticket-invalid', {}) : session;
    },
    keyOf: (port) => held(port).key,
    has(port, part) {
      const session = sessions.get(port);
      session?.losable.delete(part);
      // Its time may have run out while main put the part on the clipboard.
      if (session?.losable.size === 0 && isOver(session)) sessions.clear(port);
    },
    keepOpen(port) {
      arm(port, held(port), revealSeconds * 1000);
      return { seconds: revealSeconds };
    },
    async whileAsking(port, act) {
      const session = held(port);
      if (isOver(session)) fail('ticket-invalid', {});
      session.dialogs += 1;
      try {
        return await act();
      } finally {
        session.dialogs -= 1;
        const left = Math.max(session.endsAt - clock.now(), dialogGraceSeconds * 1000);
        // The sheet may have closed meanwhile. Then there is nothing left to end.
        if (sessions.get(port) === session) arm(port, session, left);
      }
    },
  };
}
