import type { AllowAsk, AllowedFor, GrantRow, WaitingAsk } from '../../common/command/allow';
import { fail, KeyfoldError } from '../../common/errors';
import type { Proof } from '../../common/protection';
import { providerOf } from '../../common/providers';
import { variableSetIds } from '../../common/transfer/variables';
import type { Emit } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { Queue } from '../base/queue';
import { reportFailure } from '../base/report-failure';
import { type Standing, standingBy, standingByUnlock, unlockCounts } from '../protection/standing';
import type { Verification } from '../protection/verification';
import { keychainState } from '../session/device';
import type { Passed } from '../session/effects/passed';
import type { OpenVault } from '../session/open-vault';
import { partsOf, waitingOf } from './asked';
import { type Chosen, choose, usableNow } from './choose';
import { type Customer, exitCodes } from './connection';
import { printed } from './frames';
import { endOf, type Grant, type Grants } from './grants';
import { listText, troubleText } from './listing';
import type { Process } from './peers';
import { createRefusedLately } from './refused';
import { planFor, release, seenNow } from './release';
import { askerOf, type Room, type Waiting } from './room';
import { setsOf } from './variables';

/** A person's answer to the request that the sheet shows. */
export interface Answer {
  id: string;
  lasts: AllowedFor;
  /** The place in the chain of the process that a grant is for. */
  process: number;
  proof?: Proof | undefined;
}

/** Where programs ask for keys, and a person answers. */
export interface Desk {
  asked(): Promise<AllowAsk | null>;
  allow(answer: Answer): Promise<null>;
  refuse(id: string): null;
  grants(): readonly GrantRow[];
  endGrant(id: string | null): null;
  waiting(): WaitingAsk;
  /** A program asks for something that a person may have to allow. */
  come(customer: Customer): void;
  /** The vault was opened. */
  unlocked(): void;
  /** Keys were changed: nothing is given any more of those that can't be used now. */
  keysChanged(): void;
}

export interface DeskNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  isUnlocked(): boolean;
  isRenewing(): boolean;
  verification: Verification;
  control: Control;
  grants: Grants;
  room: Room;
  clock: Clock;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The queue of changes. */
  serially: Queue;
  emit: Emit;
}

type Come = (customer: Customer, unlockedAt: number | null) => void;

export function createDesk(needs: DeskNeeds): Desk {
  const { vault, isUnlocked, grants, room, clock } = needs;
  const refused = createRefusedLately(clock);

  const ask = (customer: Customer, key: Chosen | null, unlockedAt: number | null) => {
    const { meant, words } = customer;
    if (meant.use === 'list' && meant.quiet) return customer.end(exitCodes.refused, '');
    if (refused.was(askerOf(customer))) return customer.end(exitCodes.refused, words.refusedLately);
    if (!room.wait(customer, key, unlockedAt)) return customer.end(exitCodes.later, words.tooMany);
    // What the sheet asks for is another thing once the password of the unlock counts no more.
    if (unlockedAt !== null) clock.after(unlockCounts, room.tell);
    customer.note(words.waiting);
  };
  const serve: Come = serving(needs, ask);

  return {
    come(customer) {
      const { meant, words } = customer;
      if (isUnlocked()) return serve(customer, null);
      if (meant.use === 'list' && meant.quiet) return customer.end(exitCodes.later, '');
      const tooLate = () => customer.end(exitCodes.later, words.lockedTooLong);
      if (!room.keep(customer, tooLate)) return customer.end(exitCodes.later, words.tooMany);
      customer.note(words.locked);
    },
    unlocked() {
      const at = clock.now();
      for (const customer of room.takeKept()) serve(customer, at);
      room.tell();
    },
    keysChanged() {
      if (!isUnlocked()) return;
      const { database, ledger } = vault();
      const trouble = (id: string): unknown => {
        try {
          usableNow(database, id, ledger.clock.now());
          return null;
        } catch (error) {
          return error;
        }
      };
      grants.keepOnly((id) => trouble(id) === null);
      for (const one of room.all()) {
        const error = one.key && trouble(one.key.id);
        if (error) for (const customer of room.take(one)) endFor(customer, error);
        else if (one.shown !== null) room.tell();
      }
    },
    asked: () => askedOf(needs),
    async allow(answer) {
      const left = await allow(needs, answer);
      for (const customer of left) serve(customer, null);
      return null;
    },
    refuse(id) {
      const one = room.named(id) ?? fail('not-found', {});
      refused.note(askerOf(one.first));
      for (const customer of room.take(one)) customer.end(exitCodes.refused, customer.words.refused);
      return null;
    },
    grants: grants.rows,
    endGrant(id) {
      grants.end(id);
      return null;
    },
    waiting() {
      const first = isUnlocked() ? null : room.firstKept();
      return first && waitingOf(first.meant, first.chain);
    },
  };
}

/** Ends a request that can't be answered any more, for this reason. */
function endFor(customer: Customer, error: unknown) {
  const { words } = customer;
  const code = error instanceof KeyfoldError ? error.error.code : null;
  if (code === 'not-enabled') return customer.end(exitCodes.refused, words.key.disabled);
  if (code === 'key-expired') return customer.end(exitCodes.refused, words.key.expired);
  if (code === 'needs-newer') return customer.end(exitCodes.refused, words.key['needs-newer']);
  if (code === 'not-found') return customer.end(exitCodes.later, words.ended);
  if (code === null) reportFailure('command', error);
  customer.end(exitCodes.later, words.failed);
}

const codeOf = (error: unknown) => (error instanceof KeyfoldError ? error.error.code : null);

function sendList(vault: OpenVault, customer: Customer): void {
  const { meant, language, asking } = customer;
  if (meant.use !== 'list') throw new Error('no list');
  const terminal = asking.terminals.stdout;
  const text = listText(vault.database, meant.form, { language, now: vault.ledger.clock.now(), terminal });
  customer.give(printed(text));
}

/** Returns what finds the key of a request, and gives it if that was allowed already; otherwise `ask` is called. */
function serving(
  needs: DeskNeeds,
  ask: (customer: Customer, key: Chosen | null, unlockedAt: number | null) => void,
): Come {
  const { vault, verification, grants, serially, emit, now, isUnlocked } = needs;

  const underGrant = async (customer: Customer, keyId: string, grant: Grant, standing: Standing): Promise<void> => {
    if (customer.gone()) return;
    if (needs.isRenewing()) return customer.end(exitCodes.later, customer.words.renewing);
    usableNow(vault().database, keyId, vault().ledger.clock.now());
    await verification.underStanding(planFor(vault(), keyId, 1), standing, (secretKey, passed) => {
      if (!grants.counts(grant)) fail('verification-required', { effect: 'leave.exec', keyId });
      const leaving = { verification, now: now(), changed: (id: string) => emit('keysChanged', { id }) };
      release(vault(), leaving, { secretKey, passed, keyId, customers: [customer] });
      grants.used(grant);
    });
  };

  const serveWith = (customer: Customer, key: Chosen | null, unlockedAt: number | null) => {
    const grant = grants.find(customer.meant.use, key?.id ?? null, customer.chain);
    if (!grant) return ask(customer, key, unlockedAt);
    const { standing } = grant;
    if (!key || !standing) {
      sendList(vault(), customer);
      return grants.used(grant);
    }
    serially(() => underGrant(customer, key.id, grant, standing)).catch((error) => {
      const code = codeOf(error);
      if (customer.gone()) return;
      // The grant has ended meanwhile, or the keychain is closed now: a person is asked.
      const again = code === 'verification-required' || code === 'password-required';
      if (again && isUnlocked()) ask(customer, key, null);
      else endFor(customer, error);
    });
  };

  return (customer, unlockedAt) => {
    const { meant, words, language } = customer;
    if (needs.isRenewing()) return customer.end(exitCodes.later, words.renewing);
    if (meant.use === 'list') return serveWith(customer, null, unlockedAt);
    const { database, ledger } = vault();
    const choice = choose(database, meant.which, ledger.clock.now());
    if ('trouble' in choice) {
      const isRefusal = ['disabled', 'expired', 'needs-newer'].includes(choice.trouble);
      return customer.end(isRefusal ? exitCodes.refused : exitCodes.wrongUse, troubleText(choice, customer));
    }
    const { key } = choice;
    if (meant.use !== 'external' && setsOf(key.provider, meant.only).length === 0) {
      const text = words.nothingToSet(providerOf(key.provider).name[language]);
      return customer.end(exitCodes.wrongUse, `${text}\n  ${variableSetIds.join('\n  ')}`);
    }
    serveWith(customer, key, unlockedAt);
  };
}

/** Returns the request that waits longest, as the sheet shows it. */
async function askedOf(own: DeskNeeds): Promise<AllowAsk | null> {
  const { room, vault, control, verification, clock } = own;
  const before = room.first();
  if (before?.key) before.lasting = (await keychainState(vault(), control)) === 'good';
  // While the keychain was asked, it may have gone.
  const one = room.first();
  if (!one) return null;
  if (one !== before) return askedOf(own);
  try {
    // It may have another name by now, or be another user's.
    one.key &&= usableNow(vault().database, one.key.id, vault().ledger.clock.now());
  } catch (error) {
    for (const customer of room.take(one)) endFor(customer, error);
    return askedOf(own);
  }
  const { id, key, first, customers } = one;
  const parts = partsOf({ ...first, hasToken: key?.credential === 'temporary' }, key);
  const lasting = key === null ? first.chain.length > 0 : one.lasting && first.chain.length > 0;
  if (key) one.shown = seenNow(vault(), key.id);
  const needs = verification.needs(['leave.exec']);
  const proven = key === null || standingOf(one, clock) !== null;
  return { id, ...parts, requests: customers.length, lasting, needs: proven ? { ...needs, by: 'none' } : needs };
}

/** Returns what the password that opened the vault for this request counts for. Without a keychain it opens nothing. */
function standingOf({ key, unlockedAt, lasting }: Waiting, clock: Clock): Standing | null {
  const counts = key && unlockedAt !== null && lasting && clock.now() - unlockedAt < unlockCounts;
  return counts ? standingByUnlock(key.id, clock, unlockedAt) : null;
}

/**
 * Gives what a person allowed to everybody who waits for it. Returns who has joined them since, if it counts for those
 * too. Errors: those of the contract.
 */
async function allow(needs: DeskNeeds, answer: Answer): Promise<readonly Customer[]> {
  const { room, grants, clock } = needs;
  const one = room.named(answer.id) ?? fail('not-found', {});
  const { lasts } = answer;
  const grantee = lasts === 'once' ? null : (one.first.chain[answer.process] ?? fail('not-found', {}));
  if (one.key) return allowKey(needs, one, one.key, answer, grantee);
  for (const customer of room.take(one)) sendList(needs.vault(), customer);
  if (grantee && lasts !== 'once') {
    grants.give({ use: 'list', key: null, process: grantee, standing: null, ends: endOf(lasts, clock) });
  }
  return [];
}

async function allowKey(
  { vault, verification, control, grants, room, clock, now, emit }: DeskNeeds,
  one: Waiting,
  key: Chosen,
  { lasts, proof }: Answer,
  grantee: Process | null,
): Promise<readonly Customer[]> {
  const { first } = one;
  const check = (): void => {
    usableNow(vault().database, key.id, vault().ledger.clock.now());
    if (one.shown !== seenNow(vault(), key.id)) fail('plan-changed', {});
  };
  const act = (customers: readonly Customer[]) => (secretKey: Buffer, passed: Passed) => {
    check();
    // Whoever has gone meanwhile gets nothing, but stands in the plan.
    if (customers.every((customer) => customer.gone())) fail('not-found', {});
    const ends = lasts === 'once' ? null : endOf(lasts, clock);
    const standing = grantee && standingBy(passed, key.id, clock, ends);
    const leaving = { verification, now: now(), changed: (id: string) => emit('keysChanged', { id }) };
    release(vault(), leaving, { secretKey, passed, keyId: key.id, customers });
    if (!grantee || !standing) return;
    const { id, name } = key;
    grants.give({ use: first.meant.use, key: { id, name }, process: grantee, standing, ends });
  };
  try {
    check();
    if (grantee && !one.lasting) fail('password-required', { keychain: await keychainState(vault(), control) });
    const customers = one.customers;
    const plan = planFor(vault(), key.id, customers.length);
    const standing = standingOf(one, clock);
    if (standing) await verification.underStanding(plan, standing, act(customers));
    else await verification.withSecretKey(plan, { proof, password: null }, act(customers));
    room.take(one, customers);
    return grantee ? room.take(one) : [];
  } catch (error) {
    const code = codeOf(error);
    const isOver =
      code === 'not-found' || code === 'not-enabled' || code === 'key-expired' || code === 'secret-damaged';
    if (isOver) for (const customer of room.take(one)) endFor(customer, error);
    throw error;
  }
}
