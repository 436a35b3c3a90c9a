import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { minimumPassphraseLength } from '../../common/transfer/export';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { createSlices } from '../base/slices';
import { refuseUnfit } from '../base/typed-text';
import { noteHandover } from '../keys/handovers';
import { refuseLater } from '../keys/later';
import { markTaken } from '../keys/repository';
import type { Verification } from '../protection/verification';
import { type Does, leaveInSlices } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { encrypterFor, recipientFacts } from '../transfer/age';
import { csvFile, exportFile, exportFileName, factsOf, idsIn, shownOf } from '../transfer/export';
import { newPassphrase } from '../transfer/passphrase';
import type { Running, Turns } from '../transfer/turns';
import { countAsGiven, countAsShown, digestOf, handed } from './leaving';

export interface ExportNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  running: Running<Caller>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called when keys were changed. */
  changed(): null;
}

/** The operations of the group `keyExport`. */
export function exportHandlers(needs: ExportNeeds): Handlers<'vault', Caller>['keyExport'] {
  const { vault, control, verification, running, now, changed } = needs;
  return {
    count: ({ scope }) => factsOf(vault().database, scope, vault().ledger.clock.now()),
    passphrase: () => ({ passphrase: newPassphrase() }),
    async save({ scope, shown, to, handedTo, proof }, caller) {
      // This comes before the person is asked for anything, so that what can't be done is said first.
      if (to.kind === 'passphrase') refuseUnfit(to.passphrase, minimumPassphraseLength);
      const encrypter = to.kind === 'csv' ? null : encrypterFor(to);
      const ids = idsIn(vault().database, scope, vault().ledger.clock.now());
      if (ids.length === 0) fail('nothing-to-export', {});
      if (shown !== undefined && shown !== shownOf(ids)) fail('export-changed', {});
      if (!encrypter) refuseLater(vault().database, ids);
      // The ids and the plan of many keys take a while each.
      await createSlices(0).rest();
      const effect = encrypter ? 'leave.export' : 'leave.exportCsv';
      // Each key that leaves has a row, and then the export as a whole.
      const plan = planOf([...ids, ''].map((subject) => ({ effect, subject })));
      const save = (secretKey: Buffer, passed: Passed, turns: Turns) => {
        const fileName = exportFileName(scope, now(), encrypter ? 'age' : 'csv');
        return saveAs(control, { fileName }, async (place) => {
          const open = vault();
          const written = { vault: open, secretKey, ids, turns };
          const file = encrypter ? await exportFile(written, encrypter, now()) : await csvFile(written);
          const way = to.kind === 'csv' ? ({ way: 'csv' } as const) : ({ way: 'age', ...recipientFacts(to) } as const);
          const facts = { place: place.path, digest: digestOf(file), ...way, ...handed(handedTo) };
          const id = randomUUID();
          let given = false;
          const mark: Does = (writer, { subject }) => {
            if (subject === '') {
              given = noteHandover(writer, { id, at: now(), byWhom: open.ledger.actor, facts, keys: ids });
              return { ...facts, count: ids.length };
            }
            // In a file that isn't encrypted, anyone can read the secrets. So they count as shown once it is there.
            if (!encrypter) markTaken(writer, subject, now());
            return facts;
          };
          await leaveInSlices(open, passed, mark, () => saveFile(place, file));
          let newlyShown = false;
          const leaving = { verification, now: now(), changed: () => (newlyShown = true) };
          if (given) countAsGiven(open, id, leaving);
          if (!encrypter) countAsShown(open, ids, leaving);
          if (newlyShown) changed();
          return { keys: ids.length, handover: given ? id : null };
        });
      };
      // A person may press Stop from the first moment on, also while the verification is looked at.
      return await running.run(caller, (turns) =>
        verification.holdSecretKey(plan, { proof, password: null }, (secretKey, passed) => {
          turns.check();
          return save(secretKey, passed, turns);
        }),
      );
    },
    cancel(_, caller) {
      running.cancel(caller);
      return null;
    },
  };
}
