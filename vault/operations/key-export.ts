import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { minimumPassphraseLength } from '../../common/transfer/export';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { refuseUnfit } from '../base/typed-text';
import { markDisplayed } from '../keys/repository';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import { encrypterFor, recipientFacts } from '../transfer/age';
import { csvFile, exportFile, exportFileName, factsOf, idsIn, shownOf } from '../transfer/export';
import { newPassphrase } from '../transfer/passphrase';
import type { Running, Turns } from '../transfer/turns';
import { handed, keysLeave } from './leaving';

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
    count: ({ scope }) => factsOf(vault().database, scope),
    passphrase: () => ({ passphrase: newPassphrase() }),
    async save({ scope, shown, to, handedTo, proof }, caller) {
      // This comes before the person is asked for anything, so that what can't be done is said first.
      if (to.kind === 'passphrase') refuseUnfit(to.passphrase, minimumPassphraseLength);
      const encrypter = to.kind === 'csv' ? null : encrypterFor(to);
      const ids = idsIn(vault().database, scope);
      if (ids.length === 0) fail('nothing-to-export', {});
      if (shown !== undefined && shown !== shownOf(ids)) fail('export-changed', {});
      const save = (secretKey: Buffer, turns: Turns) => {
        const fileName = exportFileName(scope, now(), encrypter ? 'age' : 'csv');
        return saveAs(control, { fileName }, async (place) => {
          const open = vault();
          const written = { vault: open, secretKey, ids, turns };
          const file = encrypter ? await exportFile(written, encrypter, now()) : await csvFile(written);
          // This is logged first: what can't be logged does not leave the vault.
          const facts = { place: place.path, ...handed(handedTo) };
          open.ledger.audit.settle();
          const newlyShown = open.database.write(() => {
            if (to.kind === 'csv') keysLeave(open, 'exported-csv', ids, { ...facts, way: 'csv' });
            else keysLeave(open, 'exported', ids, { ...facts, way: 'age', ...recipientFacts(to) });
            // In a file that isn't encrypted, anyone can read the secrets. So they count as shown.
            return encrypter ? [] : ids.filter((id) => markDisplayed(open.database, id, now()));
          });
          saveFile(place, file);
          if (newlyShown.length > 0) changed();
          return { keys: ids.length };
        });
      };
      return await verification.holdSecretKey('export', null, { proof, password: null }, (secretKey) =>
        running.run(caller, (turns) => save(secretKey, turns)),
      );
    },
    cancel(_, caller) {
      running.cancel(caller);
      return null;
    },
  };
}
