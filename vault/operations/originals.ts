import { basename } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { findOriginal, listOriginals, openOriginal, removeOriginal } from '../keys/originals';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import { keysInFile } from '../transfer/clean-source';
import { keysLeave } from './leaving';

export interface OriginalHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
}

/** What the contract's group `originals` does. */
export function originalHandlers({
  vault,
  control,
  verification,
}: OriginalHandlerNeeds): Handlers<'vault', unknown>['originals'] {
  return {
    list: () => listOriginals(vault().database),
    get: ({ id }) => findOriginal(vault().database, id),
    save({ id, proof }) {
      const { path } = findOriginal(vault().database, id);
      return verification.holdSecretKey('export', null, { proof, password: null }, (secretKey) =>
        saveAs(control, { fileName: basename(path) }, (place) => {
          const open = vault();
          const bytes = openOriginal(open, secretKey, id);
          try {
            // This is logged first: what can't be logged does not leave the vault.
            const facts = { subject: path, place: place.path, way: 'file' } as const;
            keysLeave(open, 'original-saved', keysInFile(open.database, path, bytes), facts);
            saveFile(place, bytes);
          } finally {
            bytes.fill(0);
          }
          return {};
        }),
      );
    },
    remove({ id }) {
      const { database, ledger } = vault();
      const { path } = findOriginal(database, id);
      ledger.audit.settle();
      database.write(() => {
        removeOriginal(database, id);
        ledger.audit.append({ action: 'original-deleted', facts: { subject: path } });
      });
      return null;
    },
  };
}
