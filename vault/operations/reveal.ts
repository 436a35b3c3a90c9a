import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import { fail } from '../../common/errors';
import { providerOf } from '../../common/providers';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { wipePlain } from '../keys/add';
import { markDisplayed, type StoredKey } from '../keys/repository';
import { markUsed } from '../keys/usage';
import { protectionState } from '../protection/policy';
import { noteShowing, type Reveals, type Showing } from '../protection/reveal';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import { change, leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { Session } from '../session/session';
import { keyCsv } from '../transfer/csv';
import { copyOut } from '../transfer/handover';
import { digestOf, handed, outOf } from './leaving';

export interface RevealNeeds {
  session: Session;
  tickets: Tickets;
  reveals: Reveals<Caller>;
  verification: Verification;
  control: Control;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called when a key was changed. */
  changed(id: string | null): null;
}

/** The operations of the group `reveal`. */
export function revealHandlers(needs: RevealNeeds): Handlers<'vault', Caller>['reveal'] {
  const { session, tickets, reveals, verification, control, now, changed } = needs;

  /** The ticket of this sheet was verified. */
  const passed = (effect: EffectName, id: string) => verification.pass(planOf([{ effect, subject: id }]));

  /** Notes that the secret was shown. The row is that of its opening. */
  const countAsShown = (id: string): null => {
    let shown = false;
    change(session.vault(), passed('leave.show', id), (writer) => {
      shown = markDisplayed(writer, id, 'shown', now());
      return null;
    });
    return shown ? changed(id) : null;
  };

  /** Hands a part over, after its row is written. */
  const leaves = <T>(effect: 'leave.copy' | 'leave.csv', key: StoredKey, facts: AuditFacts, make: () => T): T =>
    outOf(session.vault(), passed(effect, key.id), facts, { verification, now: now(), changed }, make);

  return {
    open: ({ ticket }, caller) => {
      const { keyId, plain } = tickets.spendReveal(ticket);
      const noted: Showing[] = [];
      try {
        const { revealAgain } = protectionState(session.vault().database);
        // security: the mark and the row are on the disk before the page gets a byte of the secret
        return leave(
          session.vault(),
          passed('leave.show', keyId),
          (writer) => {
            const showing = noteShowing(writer, keyId, revealAgain, now());
            noted.push(showing);
            markUsed(writer, keyId, now());
            return { way: 'screen', ...(showing.again ? { again: true } : {}) };
          },
          () => {
            const [showing] = noted;
            if (!showing) throw new Error('no showing');
            if (showing.changed) changed(keyId);
            return reveals.open(caller, showing, plain);
          },
        );
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
        const facts = { part, way: 'clipboard', ...handed(handedTo) } as const;
        const copied = await leaves('leave.copy', key, facts, () => copyOut(control, text));
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
        const file = keyCsv(key, plain);
        const facts = { way: 'csv', place: place.path, digest: digestOf(file), ...handed(handedTo) } as const;
        leaves('leave.csv', key, facts, () => saveFile(place, file));
        // The consoles' files have no token.
        reveals.has(caller, 'secret');
        return {};
      };
      return reveals.whileAsking(caller, () => saveAs(control, { fileName }, save));
    },
  };
}
