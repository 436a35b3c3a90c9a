import { basename } from 'node:path';
import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { profileOf } from '../../common/providers';
import { record } from '../audit/recorder';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { markUsed } from '../keys/usage';
import { protectionState } from '../protection/policy';
import { countAsDisplayed, type RevealSession, type Reveals } from '../protection/reveal';
import type { Tickets } from '../protection/tickets';
import type { Session } from '../session/session';
import { keyCsv } from '../transfer/csv';
import { copyOut } from '../transfer/handover';

export interface RevealNeeds {
  session: Session;
  tickets: Tickets;
  reveals: Reveals<Caller>;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A key was changed. */
  changed(id: string | null): null;
}

/** The operations of the group `reveal`. */
export function revealHandlers(needs: RevealNeeds): Handlers<'vault', Caller>['reveal'] {
  const { session, tickets, reveals, control, now, changed } = needs;
  const database = () => session.vault().database;
  const revealAgain = () => protectionState(database()).revealAgain;
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
  return {
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
  };
}
