import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import { fail } from '../../common/errors';
import { providerOf } from '../../common/providers';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { markUsed } from '../keys/usage';
import { protectionState } from '../protection/policy';
import { countShowing, type Reveals } from '../protection/reveal';
import type { Tickets } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import { type Does, leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { Session } from '../session/session';
import { keyCsv } from '../transfer/csv';
import { copyOut } from '../transfer/handover';
import { outOf } from './leaving';

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
  const database = () => session.vault().database;
  /** The ticket of this sheet was verified. */
  const passed = (effect: EffectName, id: string) => verification.pass(planOf([{ effect, subject: id }]));
  const revealAgain = () => protectionState(database()).revealAgain;
  return {
    open: ({ ticket }, caller) => reveals.open(caller, tickets.spendReveal(ticket), database(), revealAgain()),
    displayed: (_, caller) => {
      const shown = reveals.of(caller);
      if (shown.displayed) return null;
      let first = false;
      const count: Does = (writer) => {
        const showing = countShowing(writer, shown.key, now());
        markUsed(writer, shown.key.id, now());
        first = showing.first;
        return showing.again ? { again: true } : {};
      };
      leave(session.vault(), passed('leave.show', shown.key.id), count, () => undefined);
      shown.displayed = true;
      return first ? changed(shown.key.id) : null;
    },
    copy: async ({ part }, caller) => {
      const { key, plain } = reveals.of(caller);
      const text = part === 'accessKeyId' ? Buffer.from(key.accessKeyId, 'utf8') : plain[part];
      if (text === null) fail('not-found', {});
      return outOf(session.vault(), passed('leave.copy', key.id), { part }, now(), () => copyOut(control, text));
    },
    saveCsv: (_, caller) => {
      const { fileName } = providerOf(reveals.of(caller).key.provider).csv;
      return saveAs(control, { fileName }, (place) => {
        // The sheet may have closed while the dialog was open. Then there is nothing left to write.
        const { key, plain } = reveals.of(caller);
        outOf(session.vault(), passed('leave.csv', key.id), {}, now(), () => saveFile(place, keyCsv(key, plain)));
        return {};
      });
    },
  };
}
