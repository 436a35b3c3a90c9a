import { basename } from 'node:path';
import type { AuditFacts } from '../common/audit/actions';
import type { Events } from '../common/contract';
import type { Handlers } from '../common/contract/derived';
import { fail } from '../common/errors';
import { tidyCredential } from '../common/keys/fields';
import { profileOf } from '../common/providers';
import type { View } from '../common/views';
import { accountHandlers, assignHandler } from './accounts/handlers';
import { refuseWithoutRoom } from './accounts/room';
import { auditHandlers, clockHandlers } from './audit/handlers';
import { record, recordChange } from './audit/recorder';
import { backupHandlers, generationHandlers } from './backups/handlers';
import type { Control } from './control';
import type { KdfCosts } from './keyring/calibration';
import { keyringHandlers } from './keyring/handlers';
import type { Recoveries } from './keyring/recoveries';
import { checkKey, refuseTaken, storeKey, wipePlain } from './keys/add';
import * as change from './keys/change';
import { countKeys, listKeys } from './keys/list';
import { findKey, holderOf } from './keys/repository';
import { markUsed } from './keys/usage';
import { originalHandlers } from './originals/handlers';
import { type ProtectionNeeds, protectionHandlers } from './protection/handlers';
import { protectionState } from './protection/policy';
import { countAsDisplayed, type RevealSession, type Reveals } from './protection/reveal';
import type { Clock, Tickets } from './protection/tickets';
import type { Verification } from './protection/verification';
import { rotationHandlers, temporaryHandlers } from './rotation/handlers';
import { checkSuccessor, linkSuccessor } from './rotation/rotations';
import type { Session } from './session';
import { keyCsv, saveFile } from './transfer/csv';
import { exportHandlers, importHandlers } from './transfer/handlers';
import { copyOut } from './transfer/handover';
import type { Imports } from './transfer/imports';
import { toolHandlers } from './transfer/use';

/** What the gate knows of who calls: one for each port, as long as the port lasts. */
export interface Caller {
  readonly view: View;
}

export type Emit = <N extends keyof Events>(name: N, payload: Events[N]['payload']) => void;

export interface HandlerNeeds {
  session: Session;
  tickets: Tickets;
  verification: Verification;
  reveals: Reveals<Caller>;
  enrolments: ProtectionNeeds['enrolments'];
  recoveries: Recoveries<Caller>;
  imports: Imports<Caller>;
  clock: Clock;
  /** What master passwords cost. */
  costs: KdfCosts;
  /** The cost of a new administrator's password. */
  cost: ProtectionNeeds['cost'];
  control: Control;
  emit: Emit;
  /** The vault's folder. */
  folder: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Every operation of the vault's side, tied to what does it. Bytes in an input are wiped by the gate afterwards. */
export function createHandlers(needs: HandlerNeeds): Handlers<'vault', Caller> {
  const { session, tickets, verification, reveals, control, emit, now } = needs;
  const database = () => session.vault().database;
  const revealAgain = () => protectionState(database()).revealAgain;
  const changed = (id: string | null): null => {
    emit('keysChanged', { id });
    return null;
  };
  const shownOnce = new WeakSet<RevealSession>();
  /** Before a secret leaves: written down first, because what can't be recorded doesn't leave. */
  const leaves = (action: 'copy' | 'csv-saved', { key }: RevealSession, facts: AuditFacts = {}) => {
    const vault = session.vault();
    vault.ledger.audit.settle();
    vault.database.write(() => {
      record(vault, action, key, facts);
      markUsed(vault.database, key.id, now());
    });
  };
  const transfer = { ...needs, vault: session.vault, changed: () => changed(null) };
  return {
    audit: auditHandlers({ vault: session.vault, control, verification, now }),
    backups: backupHandlers(needs),
    generation: generationHandlers(needs),
    keyExport: exportHandlers(transfer),
    keyImport: importHandlers(transfer),
    originals: originalHandlers({ ...needs, vault: session.vault }),
    keyUse: toolHandlers({ ...needs, vault: session.vault }),
    rekey: {
      run: async ({ password }) => {
        const secretKey = await verification.secretKeyBy(password);
        try {
          await session.rekey(password, secretKey);
        } finally {
          secretKey.fill(0);
        }
        emit('keyringChanged', 'rekeyed');
        return null;
      },
    },
    clock: clockHandlers({ vault: session.vault }),
    rotation: rotationHandlers({ vault: session.vault, now, changed: () => changed(null) }),
    temporary: temporaryHandlers({ vault: session.vault, verification, changed: () => changed(null) }),
    session: {
      create: async ({ password }) => {
        await session.create(password);
        return null;
      },
      unlock: async ({ password }) => {
        await session.unlock(password);
        return null;
      },
      recover: async ({ key, newPassword }) => {
        await session.recover(key, newPassword);
        return null;
      },
      ways: () => session.ways(),
      state: () => session.state(),
    },
    keys: {
      list: (query) => {
        // The log and its check wait until these rows are on their way.
        setImmediate(() => session.state() === 'unlocked' && session.vault().ledger.begin());
        return listKeys(database(), query);
      },
      counts: () => countKeys(database()),
      get: ({ id }) => change.keyDetail(database(), id, revealAgain()),
      holderOf: ({ profile, accessKeyId }) => holderOf(database(), profile, tidyCredential(accessKeyId)),
      add: async ({ key, secrets, password, proof, rotation }) => {
        const vault = session.vault();
        const checked = checkKey(key, secrets, now());
        try {
          // Asked before the keychain or the password is, and again in the transaction.
          refuseTaken(vault.database, checked.key);
          if (rotation !== undefined) checkSuccessor(vault.database, rotation, checked.key);
          refuseWithoutRoom(vault.database, checked.key, checked.key.credential);
          const store = (secretKey: Buffer) =>
            recordChange(vault, 'add', null, () => {
              const added = storeKey(vault, secretKey, checked, now());
              if (rotation !== undefined) linkSuccessor(vault.database, rotation, added, now());
              return added;
            });
          const id = await verification.withSecretKey('create', null, { proof, password }, store);
          changed(id);
          return { id, ticket: tickets.make({ purpose: 'reveal', keyId: id, plain: checked.plain }) };
        } catch (error) {
          wipePlain(checked.plain);
          throw error;
        }
      },
      edit: ({ ticket, ...edited }) => {
        if (ticket !== undefined || change.movesIdentity(database(), edited)) {
          verification.pass('edit', edited.id, ticket);
        }
        recordChange(session.vault(), 'edit', edited.id, () => change.editKey(database(), edited, now()));
        return changed(edited.id);
      },
      assign: assignHandler({ vault: session.vault, verification, now, changed: () => changed(null) }),
      setDefault: ({ id }) => {
        const vault = session.vault();
        const byTime = vault.ledger.clock.now();
        recordChange(vault, 'set-default', id, () => change.setDefault(database(), id, now(), byTime));
        return changed(id);
      },
      cancelDefault: ({ id }) => {
        recordChange(session.vault(), 'cancel-default', id, () => change.cancelDefault(database(), id, now()));
        return changed(id);
      },
      setStatus: ({ id, status, ticket }) => {
        const action = status === 'enabled' ? 'enable' : 'disable';
        findKey(database(), id);
        verification.pass(action, id, ticket);
        recordChange(session.vault(), action, id, () => change.setStatus(database(), id, status, now()));
        return changed(id);
      },
      delete: ({ id, ticket }) => {
        findKey(database(), id);
        verification.pass('delete', id, ticket);
        recordChange(session.vault(), 'delete', id, () => change.removeKey(database(), id));
        return changed(null);
      },
    },
    accounts: accountHandlers({ vault: session.vault, verification, now, changed: () => changed(null) }),
    keyring: keyringHandlers({ ...needs, vault: session.vault }),
    protection: protectionHandlers({ ...needs, vault: () => session.vault() }),
    reveal: {
      open: ({ ticket }, caller) => reveals.open(caller, tickets.spendReveal(ticket), database(), revealAgain()),
      displayed: (_, caller) => {
        const shown = reveals.of(caller);
        if (shownOnce.has(shown)) return null;
        const vault = session.vault();
        vault.ledger.audit.settle();
        const { first } = vault.database.write(() => {
          const showing = countAsDisplayed(vault.database, shown, now());
          record(vault, 'reveal-displayed', shown.key, showing.oneTimeAgain ? { again: true } : {});
          markUsed(vault.database, shown.key.id, now());
          return showing;
        });
        shownOnce.add(shown);
        return first ? changed(shown.key.id) : null;
      },
      copy: async ({ part }, caller) => {
        const shown = reveals.of(caller);
        const { key, plain } = shown;
        const text = part === 'accessKeyId' ? Buffer.from(key.accessKeyId, 'utf8') : plain[part];
        if (text === null) fail('not-found', {});
        leaves('copy', shown, { part });
        return copyOut(control, text);
      },
      saveCsv: async (_, caller) => {
        const { fileName } = profileOf(reveals.of(caller).key.profile).csv;
        const place = (await control.ask('savePath', { fileName })) ?? fail('internal', {});
        if (place.path === null) return null;
        // The sheet may have closed while the dialog stood there; then there is nothing left to write.
        const shown = reveals.of(caller);
        const { key, plain } = shown;
        leaves('csv-saved', shown);
        saveFile(place, keyCsv(key, plain));
        return { fileName: basename(place.path) };
      },
    },
  };
}
