import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { providerOf } from '../../common/providers';
import { record } from '../audit/record';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { markUsed } from '../keys/usage';
import { protectionState } from '../protection/policy';
import { countShowing, type Reveals } from '../protection/reveal';
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
  const database = () => session.vault().database;
  const revealAgain = () => protectionState(database()).revealAgain;
  return {
    open: ({ ticket }, caller) => reveals.open(caller, tickets.spendReveal(ticket), database(), revealAgain()),
    displayed: (_, caller) => {
      const shown = reveals.of(caller);
      if (shown.displayed) return null;
      const vault = session.vault();
      vault.ledger.audit.settle();
      const { first } = vault.database.write(() => {
        const showing = countShowing(vault.database, shown.key, now());
        record(vault, 'reveal-displayed', shown.key, { way: 'screen', ...(showing.again ? { again: true } : {}) });
        markUsed(vault.database, shown.key.id, now());
        return showing;
      });
      shown.displayed = true;
      return first ? changed(shown.key.id) : null;
    },
    copy: async ({ part, handedTo }, caller) => {
      const { key, plain } = reveals.of(caller);
      const text = part === 'accessKeyId' ? Buffer.from(key.accessKeyId, 'utf8') : plain[part];
      if (text === null) fail('not-found', {});
      secretLeaves(session.vault(), 'copy', key, { part, way: 'clipboard', ...handed(handedTo) }, now());
      return copyOut(control, text);
    },
    saveCsv: ({ handedTo }, caller) => {
      const { fileName } = providerOf(reveals.of(caller).key.provider).csv;
      return saveAs(control, { fileName }, (place) => {
        // The sheet may have closed while the dialog was open. Then there is nothing left to write.
        const { key, plain } = reveals.of(caller);
        secretLeaves(session.vault(), 'csv-saved', key, { way: 'csv', place: place.path, ...handed(handedTo) }, now());
        saveFile(place, keyCsv(key, plain));
        return {};
      });
    },
  };
}
