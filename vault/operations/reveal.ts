import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { providerOf } from '../../common/providers';
import { record } from '../audit/record';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { wipePlain } from '../keys/add';
import { markDisplayed, type StoredKey } from '../keys/repository';
import { markUsed } from '../keys/usage';
import { protectionState } from '../protection/policy';
import { noteShowing, type Reveals } from '../protection/reveal';
import type { Tickets } from '../protection/tickets';
import type { Session } from '../session/session';
import { keyCsv } from '../transfer/csv';
import { copyOut } from '../transfer/handover';
import { handed, secretLeaves } from './leaving';

export interface RevealNeeds {
  session: Session;
  tickets: Tickets;
  reveals: Reveals<Caller>;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called when a key was changed. */
  changed(id: string | null): null;
}

/** The operations of the group `reveal`. */
export function revealHandlers(needs: RevealNeeds): Handlers<'vault', Caller>['reveal'] {
  const { session, tickets, reveals, control, now, changed } = needs;

  /** Notes that the secret was shown. The row is that of its opening. */
  const countAsShown = (id: string): null => {
    const { database } = session.vault();
    return database.write(() => markDisplayed(database, id, now())) ? changed(id) : null;
  };

  /** Called before a part leaves the vault. */
  const leaves = (action: 'copy' | 'csv-saved', key: StoredKey, facts: AuditFacts): void => {
    if (secretLeaves(session.vault(), action, key, facts, now())) changed(key.id);
  };

  return {
    open: ({ ticket }, caller) => {
      const { keyId, plain } = tickets.spendReveal(ticket);
      const vault = session.vault();
      try {
        vault.ledger.audit.settle();
        // security: the mark and the row are on the disk before the page gets a byte of the secret
        const showing = vault.database.write(() => {
          const noted = noteShowing(vault.database, keyId, protectionState(vault.database).revealAgain, now());
          record(vault, 'reveal-displayed', noted.key, { way: 'screen', ...(noted.again ? { again: true } : {}) });
          markUsed(vault.database, keyId, now());
          return noted;
        });
        if (showing.changed) changed(keyId);
        return reveals.open(caller, showing, plain);
      } catch (error) {
        wipePlain(plain);
        throw error;
      }
    },
    displayed: (_, caller) => countAsShown(reveals.keyOf(caller).id),
    keepOpen: (_, caller) => reveals.keepOpen(caller),
    copy: async ({ part, handedTo }, caller) => {
      const { key, plain } = reveals.of(caller);
      const value = part === 'accessKeyId' ? Buffer.from(key.accessKeyId, 'utf8') : plain[part];
      if (value === null) fail('not-found', {});
      // The time may run out while main is asked, and then the values are wiped.
      const text = Buffer.from(value);
      try {
        leaves('copy', key, { part, way: 'clipboard', ...handed(handedTo) });
        const copied = await copyOut(control, text);
        if (part !== 'accessKeyId') reveals.has(caller, part);
        return copied;
      } finally {
        text.fill(0);
      }
    },
    saveCsv: ({ handedTo }, caller) => {
      const { fileName } = providerOf(reveals.of(caller).key.provider).csv;
      const save = (place: Parameters<typeof saveFile>[0]) => {
        // The sheet may have closed while the dialog was open. Then there is nothing left to write.
        const { key, plain } = reveals.of(caller);
        leaves('csv-saved', key, { way: 'csv', place: place.path, ...handed(handedTo) });
        saveFile(place, keyCsv(key, plain));
        // The consoles' files have no token.
        reveals.has(caller, 'secret');
        return {};
      };
      return reveals.whileAsking(caller, () => saveAs(control, { fileName }, save));
    },
  };
}
