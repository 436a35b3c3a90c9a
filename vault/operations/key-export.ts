import { basename } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { minimumPassphraseLength } from '../../common/transfer/export';
import { record } from '../audit/recorder';
import type { Caller, Emit } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { typedText } from '../base/typed-text';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import { encrypterFor } from '../transfer/age';
import { csvFile, exportFile, exportFileName, factsOf, idsIn } from '../transfer/export';
import { newPassphrase } from '../transfer/passphrase';
import { createTurns, type Turns } from '../transfer/turns';

export interface ExportNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  emit: Emit;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The operations of the group `keyExport`. */
export function exportHandlers(needs: ExportNeeds): Handlers<'vault', Caller>['keyExport'] {
  const { vault, control, verification, emit, now } = needs;
  const running = new WeakMap<Caller, Turns>();
  return {
    count: ({ scope }) => factsOf(vault().database, scope),
    passphrase: () => ({ passphrase: newPassphrase() }),
    async save({ scope, to, proof }, caller) {
      // Before the person is asked for anything: what can't be done is said first.
      if (to.kind === 'passphrase') refuseShort(to.passphrase);
      const encrypter = to.kind === 'csv' ? null : encrypterFor(to);
      const ids = idsIn(vault().database, scope);
      if (ids.length === 0) fail('nothing-to-export', {});
      // A copy of the secret key: what it is needed for takes more than one turn.
      const secretKey = await verification.withSecretKey('export', null, { proof, password: null }, (key) =>
        Buffer.from(key),
      );
      const turns = createTurns((progress) => emit('transferProgress', progress));
      running.set(caller, turns);
      try {
        const fileName = exportFileName(scope, now(), encrypter ? 'age' : 'csv');
        const place = (await control.ask('savePath', { fileName })) ?? fail('internal', {});
        if (place.path === null) return null;
        const open = vault();
        const written = { vault: open, secretKey, ids, turns };
        const file = encrypter ? await exportFile(written, encrypter, now()) : await csvFile(written);
        // Written down first: what can't be recorded doesn't leave.
        record(open, encrypter ? 'exported' : 'exported-csv', null, { count: ids.length });
        saveFile(place, file);
        return { fileName: basename(place.path), keys: ids.length };
      } finally {
        secretKey.fill(0);
        running.delete(caller);
      }
    },
    cancel(_, caller) {
      running.get(caller)?.cancel();
      return null;
    },
  };
}

/** Errors: `invalid-fields`, where a passphrase is too short, or no text. */
function refuseShort(passphrase: Uint8Array): void {
  if ([...typedText(passphrase)].length >= minimumPassphraseLength) return;
  const issue = { field: 'password', problem: 'too-short', severity: 'error', limit: minimumPassphraseLength } as const;
  fail('invalid-fields', { issues: [issue] });
}
