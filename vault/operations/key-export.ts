import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { minimumPassphraseLength } from '../../common/transfer/export';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { typedText } from '../base/typed-text';
import type { Verification } from '../protection/verification';
import { leave } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { encrypterFor } from '../transfer/age';
import { csvFile, exportFile, exportFileName, factsOf, idsIn } from '../transfer/export';
import { newPassphrase } from '../transfer/passphrase';
import type { Running, Turns } from '../transfer/turns';

export interface ExportNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  running: Running<Caller>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The operations of the group `keyExport`. */
export function exportHandlers(needs: ExportNeeds): Handlers<'vault', Caller>['keyExport'] {
  const { vault, control, verification, running, now } = needs;
  return {
    count: ({ scope }) => factsOf(vault().database, scope),
    passphrase: () => ({ passphrase: newPassphrase() }),
    async save({ scope, to, proof }, caller) {
      // This comes before the person is asked for anything, so that what can't be done is said first.
      if (to.kind === 'passphrase') refuseShort(to.passphrase);
      const encrypter = to.kind === 'csv' ? null : encrypterFor(to);
      const ids = idsIn(vault().database, scope);
      if (ids.length === 0) fail('nothing-to-export', {});
      const effect = encrypter ? 'leave.export' : 'leave.exportCsv';
      // Each key that leaves has a row, and then the export as a whole.
      const plan = planOf([...ids, ''].map((subject) => ({ effect, subject })));
      const save = (secretKey: Buffer, passed: Passed, turns: Turns) => {
        const fileName = exportFileName(scope, now(), encrypter ? 'age' : 'csv');
        return saveAs(control, { fileName }, async (place) => {
          const open = vault();
          const written = { vault: open, secretKey, ids, turns };
          const file = encrypter ? await exportFile(written, encrypter, now()) : await csvFile(written);
          leave(
            open,
            passed,
            (_, { subject }) => (subject === '' ? { count: ids.length } : {}),
            () => saveFile(place, file),
          );
          return { keys: ids.length };
        });
      };
      return await verification.holdSecretKey(plan, { proof, password: null }, (secretKey, passed) =>
        running.run(caller, (turns) => save(secretKey, passed, turns)),
      );
    },
    cancel(_, caller) {
      running.cancel(caller);
      return null;
    },
  };
}

/** Errors: `invalid-fields`, if a passphrase is too short or is no text. */
function refuseShort(passphrase: Uint8Array): void {
  if ([...typedText(passphrase)].length >= minimumPassphraseLength) return;
  const issue = { field: 'password', problem: 'too-short', severity: 'error', limit: minimumPassphraseLength } as const;
  fail('invalid-fields', { issues: [issue] });
}
