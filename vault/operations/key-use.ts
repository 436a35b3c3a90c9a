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
import type { Passed } from '../session/effects/passed';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { copyOut } from '../transfer/handover';
import { type HeldFile, holdFile, isReadableByOthers, readHeld, replaceHeld } from '../transfer/held-file';
import { lookAt, mergedInto, refuseOther, rendered } from '../transfer/use';
import { digestOf, handed, outOf } from './leaving';

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

/** Returns where the tool looks for its file: in its only place, or in the one that was named. */
function usualPlace(target: TargetId, place: number | undefined): string | null {
  const { path, places } = toolFiles[target];
  return places?.[place ?? 0]?.path ?? path;
}

const fileFacts = (place: string, text: Buffer) => ({ place, digest: digestOf(text) });

type ToolEffect = 'leave.toolCopy' | 'leave.toolFile' | 'leave.toolEntry';

/** Errors: `not-found`, `key-expired`. */
function usable({ database, ledger }: OpenVault, id: string): StoredKey {
  const key = findKey(database, id);
  if (key.expiresAt !== null && key.expiresAt <= ledger.clock.now()) fail('key-expired', {});
  return key;
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

  /** Runs `act` with the secret, after the verification was right. */
  const withSecret = async <T>(
    effect: ToolEffect,
    { id, target, proof }: { id: string; target: TargetId; proof: Proof },
    act: (key: StoredKey, plain: PlainValues, passed: Passed) => T | Promise<T>,
  ): Promise<T> => {
    const key = usable(vault(), id);
    const plan = planOf([{ effect, subject: id, object: target }]);
    const read = (secretKey: Buffer, passed: Passed) => ({
      plain: openStored(vault(), secretKey, id, key.accessKeyId),
      passed,
    });
    const { plain, passed } = await verification.withSecretKey(plan, { proof, password: null }, read);
    try {
      return await act(key, plain, passed);
    } finally {
      wipePlain(plain);
    }
  };

  const leaves = <T>(
    passed: Passed,
    way: 'clipboard' | 'file' | 'tool',
    { target, handedTo }: { target: TargetId; handedTo?: string | undefined },
    file: { place: string; digest?: string } | null,
    make: () => T,
  ): T => {
    const facts = { target, way, ...file, ...handed(handedTo) };
    return outOf(vault(), passed, facts, { verification, now: now(), changed }, make);
  };

  return {
    look({ id, target, options, inFile }, caller) {
      const key = findKey(vault().database, id);
      return lookAt(key, target, options, inFile ? readHeld(fileOf(caller)).text : null);
    },
    copy: ({ options, ...given }) =>
      withSecret('leave.toolCopy', given, async (key, plain, passed) => {
        const text = Buffer.from(rendered(key, plain, given.target, options), 'utf8');
        try {
          return await leaves(passed, 'clipboard', given, null, () => copyOut(control, text));
        } finally {
          text.fill(0);
        }
      }),
    saveNew: ({ options, ...given }) =>
      withSecret('leave.toolFile', given, async (key, plain, passed) => {
        const { target } = given;
        // If the key can't be written in this form, that is reported before the person is asked for a place.
        const text = Buffer.from(rendered(key, plain, target, options), 'utf8');
        try {
          const usual = usualPlace(target, options.place);
          const fileName = usual?.split('/').at(-1) ?? targetFacts[target].fileName;
          return await saveAs(control, { fileName, usual }, (place) => {
            refuseTaken(place.path);
            leaves(passed, 'file', given, fileFacts(place.path, text), () => saveNewFile(place, text));
            return {};
          });
        } finally {
          text.fill(0);
        }
      }),
    async choose({ target, place: meant }, caller) {
      const usual = usualPlace(target, meant);
      const place = (await control.ask('changePath', { usual })) ?? fail('internal', {});
      if (place.path === null) return null;
      const { held, reading } = holdFile(place);
      refuseOther(target, held, reading.text);
      files.set(caller, held);
      return { fileName: held.fileName, readableByOthers: isReadableByOthers(reading) };
    },
    addToFile: ({ options, replace, ...given }, caller) =>
      withSecret('leave.toolEntry', given, (key, plain, passed) => {
        const { target } = given;
        const held = fileOf(caller);
        const reading = readHeld(held);
        refuseOther(target, held, reading.text);
        if (!replace && lookAt(key, target, options, reading.text).existing) {
          fail('tool-file', { problem: 'entry-exists' });
        }
        const text = mergedInto(reading.text, key, plain, target, options);
        const edited = text !== reading.text;
        if (edited) leaves(passed, 'tool', given, { place: held.place.path }, () => replaceHeld(held, reading, text));
        files.clear(caller);
        return { fileName: held.fileName, changed: edited };
      }),
  };
}
