import { randomUUID } from 'node:crypto';
import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import type { Intent } from '../../common/intents';
import { tidyCredential } from '../../common/keys/fields';
import { refuseWithoutRoom } from '../keys/accounts/room';
import { checkKey, refuseTaken, storeKey, wipePlain } from '../keys/add';
import * as keys from '../keys/change';
import { countKeys, listKeys } from '../keys/list';
import { placeOf } from '../keys/place';
import { findKey, holderOf } from '../keys/repository';
import { checkSuccessor, linkSuccessor, namedFor, openRotationWith, startRotation } from '../keys/rotation/rotations';
import { selectionFacts } from '../keys/selection';
import { twinOf } from '../keys/twins';
import { protectionState } from '../protection/policy';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import { change, type Does, type DoesSeveral } from '../session/effects/change';
import { type Plan, type Planned, planOf } from '../session/effects/plan';
import type { Session } from '../session/session';
import type { Reader, Writer } from '../store/database/database';
import { assignHandler } from './accounts';
import { importedRows } from './arrivals';
import type { Deletion, Deletions } from './bin';
import { doingOf } from './keys-change';
import { planOfIntent } from './plans';

export interface KeysNeeds {
  session: Session;
  tickets: Tickets;
  verification: Verification;
  deletions: Deletions;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The ids of the keys that the last import added. */
  imported(): readonly string[];
  /** Called when a key was added, changed or deleted. The views are told which key it is. */
  changed(id: string | null): null;
}

/** Does what a person chose to each of these keys, or to none: one by one, or several at once. */
function doEach(
  { session, verification }: KeysNeeds,
  intent: Intent & { act: 'enable' | 'disable' },
  ticket: string | undefined,
  one: (writer: Writer, id: string) => void,
  several: (writer: Writer, ids: readonly string[]) => void,
): void {
  const vault = session.vault();
  const passed = verification.pass(planOfIntent(vault, intent), ticket);
  const does: Does = (writer, { subject }) => {
    one(writer, subject);
    return undefined;
  };
  const doesSeveral: DoesSeveral = (writer, planned) => {
    several(
      writer,
      planned.map(({ subject }) => subject),
    );
    return { facts: {} };
  };
  change(vault, passed, does, { [`key.${intent.act}`]: doesSeveral });
}

/** The plan to add a key, which may be the new key of a rotation: that of the key with the id `rotation`. */
function addingPlan(database: Reader, id: string, rotation: string | undefined): Plan {
  const add: Planned = { effect: 'key.add', subject: id, object: rotation ?? '' };
  if (rotation === undefined) return planOf([add]);
  // Looking at the rotation has begun nothing. Its first step does.
  const start: Planned[] = openRotationWith(database, rotation)
    ? []
    : [{ effect: 'rotation.start', subject: rotation }];
  return planOf([
    ...start,
    add,
    { effect: 'rotation.link', subject: rotation, object: id },
    { effect: 'rotation.link', subject: id, object: rotation },
  ]);
}

/** Begins the rotation of the old key, or notes its new key. */
function follow(writer: Writer, effect: EffectName, oldKey: string, newKey: string, now: number): void {
  if (effect === 'rotation.start') startRotation(writer, oldKey, now);
  else if (effect === 'rotation.link') linkSuccessor(writer, oldKey, newKey, now);
}

/** Returns what the row of one key of a rotation says of the other. */
function otherOf(writer: Writer, subject: string, oldKey: string, newKey: string): AuditFacts {
  return { subject: namedFor(findKey(writer, subject === oldKey ? newKey : oldKey)) };
}

/** Those of them that are for many keys, and for deleting. */
function severalHandlers({
  session,
  verification,
  deletions,
  now,
  changed,
}: KeysNeeds): Pick<Handlers<'vault', unknown>['keys'], 'matching' | 'change' | 'delete'> {
  const deleteAll = (intent: Intent, ticket: string | undefined): Deletion => {
    const done = deletions.run(intent, ticket);
    if (done.keys > 0) changed(null);
    return done;
  };
  return {
    matching: ({ keys: selection }) =>
      selectionFacts(session.vault().database, selection, session.vault().ledger.clock.now()),
    change: ({ keys: selection, to, ticket }) => {
      const vault = session.vault();
      const intent: Intent = { act: 'change-keys', keys: selection, to };
      if (to.act === 'delete') return deleteAll(intent, ticket);
      const plan = planOfIntent(vault, intent);
      const passed = verification.pass(plan, ticket);
      const { does, several } = doingOf(to, now(), vault.ledger.clock.now());
      if (plan.effects.length > 0) {
        change(vault, passed, does, several);
        changed(null);
      }
      return { keys: plan.effects.length, undo: null };
    },
    delete: ({ ids, ticket }) => {
      const { undo } = deleteAll({ act: 'delete', ids }, ticket);
      return { undo };
    },
  };
}

/** The operations of the group `keys`. */
export function keysHandlers(needs: KeysNeeds): Handlers<'vault', unknown>['keys'] {
  const { session, tickets, verification, now, changed } = needs;
  const database = () => session.vault().database;
  const revealAgain = () => protectionState(database()).revealAgain;

  /** Does one effect that needs no verification. */
  const once = (effect: EffectName, id: string, act: (writer: Writer) => void): void => {
    findKey(database(), id);
    change(session.vault(), verification.pass(planOf([{ effect, subject: id }])), (writer) => {
      act(writer);
      return undefined;
    });
  };

  return {
    list: (query) => {
      // The log and its check begin after these rows have been sent.
      setImmediate(() => session.state() === 'unlocked' && session.vault().ledger.begin());
      return listKeys(database(), query, session.vault().ledger.clock.now());
    },
    place: (query) => placeOf(database(), query, session.vault().ledger.clock.now()),
    imported: ({ offset, limit }) => importedRows(database(), needs.imported(), offset, limit),
    counts: () => countKeys(database()),
    get: ({ id }) => keys.keyDetail(database(), id, revealAgain()),
    holderOf: ({ provider, accessKeyId }) => holderOf(database(), provider, tidyCredential(accessKeyId))?.name ?? null,
    twinOf: ({ provider, accountId, name, except }) => twinOf(database(), { provider, accountId }, name, except),
    add: async ({ key, secrets, password, proof, rotation }) => {
      const vault = session.vault();
      const checked = checkKey(key, secrets, now());
      try {
        // This is checked before the keychain or the password is asked for, and again in the transaction.
        refuseTaken(vault.database, checked.key);
        if (rotation !== undefined) checkSuccessor(vault.database, rotation, checked.key);
        refuseWithoutRoom(vault.database, checked.key, checked.key.credential);
        const id = randomUUID();
        const plan = addingPlan(vault.database, id, rotation);
        await verification.withSecretKey(plan, { proof, password }, (secretKey, passed) =>
          change(vault, passed, (writer, { effect, subject }) => {
            if (effect === 'key.add') storeKey({ id: vault.id, database: writer }, secretKey, checked, now(), id);
            else if (rotation !== undefined && subject === rotation) follow(writer, effect, rotation, id, now());
            return rotation === undefined || effect !== 'rotation.link'
              ? undefined
              : otherOf(writer, subject, rotation, id);
          }),
        );
        changed(id);
        return { id, ticket: tickets.make({ for: 'reveal', keyId: id, plain: checked.plain }) };
      } catch (error) {
        wipePlain(checked.plain);
        throw error;
      }
    },
    edit: ({ ticket, ...edited }) => {
      const vault = session.vault();
      const passed = verification.pass(planOfIntent(vault, { act: 'edit', key: edited }), ticket);
      let done = false;
      change(vault, passed, (writer) => {
        // Moving the key to another identity has a row of its own. It is one edit all the same.
        if (!done) keys.editKey(writer, edited, now());
        done = true;
        return undefined;
      });
      return changed(edited.id);
    },
    assign: assignHandler({ vault: session.vault, verification, now, changed: () => changed(null) }),
    setDefault: ({ id }) => {
      const byTime = session.vault().ledger.clock.now();
      once('key.setDefault', id, (writer) => keys.setDefault(writer, id, now(), byTime));
      return changed(id);
    },
    cancelDefault: ({ id }) => {
      once('key.cancelDefault', id, (writer) => keys.cancelDefault(writer, id, now()));
      return changed(id);
    },
    setStatus: ({ ids, status, ticket }) => {
      const act = status === 'enabled' ? 'enable' : 'disable';
      doEach(
        needs,
        { act, ids },
        ticket,
        (writer, id) => keys.setStatus(writer, id, status, now()),
        (writer, several) => keys.setStatuses(writer, several, status, now()),
      );
      return changed(ids.length === 1 ? (ids[0] ?? null) : null);
    },
    ...severalHandlers(needs),
  };
}
