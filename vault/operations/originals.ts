import { basename } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { findOriginal, listOriginals, openOriginal, removeOriginal } from '../keys/originals';
import type { Verification } from '../protection/verification';
import { change, leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { keysInFile } from '../transfer/clean-source';
import { loadYaml } from '../transfer/formats/yaml-library';
import { planOfIntent } from './plans';

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
    async save({ id, proof }) {
      await loadYaml();
      const { path } = findOriginal(vault().database, id);
      const plan = planOf([{ effect: 'leave.original', subject: id }]);
      return verification.holdSecretKey(plan, { proof, password: null }, (secretKey, passed) =>
        saveAs(control, { fileName: basename(path) }, (place) => {
          const open = vault();
          const bytes = openOriginal(open, secretKey, id);
          try {
            const facts = { subject: path, place: place.path, way: 'file' } as const;
            const inside = keysInFile(open.database, path, bytes);
            leave(
              open,
              passed,
              (_, __, append) => {
                for (const key of inside) append(key, facts);
                return { ...facts, count: inside.length };
              },
              () => saveFile(place, bytes),
            );
          } finally {
            bytes.fill(0);
          }
          return {};
        }),
      );
    },
    remove({ id, ticket }) {
      const { path } = findOriginal(vault().database, id);
      const passed = verification.pass(planOfIntent(vault(), { act: 'remove-original', id }), ticket);
      change(vault(), passed, (writer) => {
        removeOriginal(writer, id);
        return { subject: path };
      });
      return null;
    },
  };
}
