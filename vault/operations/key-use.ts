import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { Proof } from '../../common/protection';
import { type TargetId, targetFacts, toolFiles } from '../../common/transfer/targets';
import type { Caller } from '../base/caller';
import type { Control } from '../base/control';
import { refuseTaken, saveNewFile } from '../base/files/save-file';
import type { PortLife } from '../base/port-life';
import { saveAs } from '../base/save-as';
import { openStored, type PlainValues, wipePlain } from '../keys/add';
import { findKey, type StoredKey } from '../keys/repository';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import { copyOut } from '../transfer/handover';
import { type HeldFile, holdFile, isReadableByOthers, readHeld, replaceHeld } from '../transfer/held-file';
import { lookAt, mergedInto, refuseOther, rendered } from '../transfer/use';
import { handed, secretLeaves } from './leaving';

const ways = { 'tool-copied': 'clipboard', 'tool-saved': 'file', 'tool-added': 'tool' } as const;

/** Returns what the log says of a key that is written for a tool. */
function factsOfUse(
  action: keyof typeof ways,
  { target, handedTo }: { target: TargetId; handedTo?: string | undefined },
  place?: string,
): AuditFacts {
  return { target, way: ways[action], ...(place === undefined ? {} : { place }), ...handed(handedTo) };
}

export interface UseNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  life: PortLife<Caller>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called when a key was changed. */
  changed(): null;
}

/** The operations of the group `keyUse`. */
export function toolHandlers({
  vault,
  control,
  verification,
  life,
  now,
  changed,
}: UseNeeds): Handlers<'vault', Caller>['keyUse'] {
  // Only the file's path and its digest are kept, so nothing has to be wiped.
  const files = life.slot<HeldFile>(() => undefined);
  const fileOf = (caller: Caller) => files.get(caller) ?? fail('ticket-invalid', {});

  /** Errors: `not-found`, `key-expired`. */
  const usable = (id: string): StoredKey => {
    const { database, ledger } = vault();
    const key = findKey(database, id);
    if (key.expiresAt !== null && key.expiresAt <= ledger.clock.now()) fail('key-expired', {});
    return key;
  };

  /** Runs `act` with the secret, after the verification was right. */
  const withSecret = async <T>(
    { id, proof }: { id: string; proof: Proof },
    act: (key: StoredKey, plain: PlainValues) => T | Promise<T>,
  ): Promise<T> => {
    const key = usable(id);
    const read = (secretKey: Buffer) => openStored(vault(), secretKey, id, key.accessKeyId);
    const plain = await verification.withSecretKey('export', id, { proof, password: null }, read);
    try {
      return await act(key, plain);
    } finally {
      wipePlain(plain);
    }
  };

  /** `place`: the file that gets it; left out for the clipboard. */
  const leaves = (action: keyof typeof ways, key: StoredKey, to: Parameters<typeof factsOfUse>[1], place?: string) => {
    if (secretLeaves(vault(), action, key, factsOfUse(action, to, place), now())) changed();
  };

  return {
    look({ id, target, options, inFile }, caller) {
      const key = findKey(vault().database, id);
      return lookAt(key, target, options, inFile ? readHeld(fileOf(caller)).text : null);
    },
    copy: ({ target, options, handedTo, ...given }) =>
      withSecret(given, async (key, plain) => {
        const text = Buffer.from(rendered(key, plain, target, options), 'utf8');
        try {
          leaves('tool-copied', key, { target, handedTo });
          return await copyOut(control, text);
        } finally {
          text.fill(0);
        }
      }),
    saveNew: ({ target, options, handedTo, ...given }) =>
      withSecret(given, async (key, plain) => {
        // If the key can't be written in this form, that is reported before the person is asked for a place.
        const text = Buffer.from(rendered(key, plain, target, options), 'utf8');
        try {
          const { fileName } = targetFacts[target];
          const usual = toolFiles[target].path;
          return await saveAs(control, { fileName, usual }, (place) => {
            refuseTaken(place.path);
            leaves('tool-saved', key, { target, handedTo }, place.path);
            saveNewFile(place, text);
            return {};
          });
        } finally {
          text.fill(0);
        }
      }),
    async choose({ target }, caller) {
      const usual = toolFiles[target].path;
      const place = (await control.ask('changePath', { usual })) ?? fail('internal', {});
      if (place.path === null) return null;
      const { held, reading } = holdFile(place);
      refuseOther(target, held, reading.text);
      files.set(caller, held);
      return { fileName: held.fileName, readableByOthers: isReadableByOthers(reading) };
    },
    addToFile: ({ target, options, replace, handedTo, ...given }, caller) =>
      withSecret(given, (key, plain) => {
        const held = fileOf(caller);
        const reading = readHeld(held);
        refuseOther(target, held, reading.text);
        if (!replace && lookAt(key, target, options, reading.text).existing) {
          fail('tool-file', { problem: 'entry-exists' });
        }
        const text = mergedInto(reading.text, key, plain, target, options);
        const changed = text !== reading.text;
        if (changed) {
          leaves('tool-added', key, { target, handedTo }, held.place.path);
          replaceHeld(held, reading, text);
        }
        files.clear(caller);
        return { fileName: held.fileName, changed };
      }),
  };
}
