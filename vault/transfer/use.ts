import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { AuditAction } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { secretBytes } from '../../common/keys/text-bytes';
import type { Proof } from '../../common/protection';
import { type TargetId, targetFacts, toolFiles } from '../../common/transfer/targets';
import {
  mostEntry,
  mostRegion,
  regionPattern,
  type ToolFileProblem,
  type UseLook,
  type UseOptions,
  type UseProblem,
} from '../../common/transfer/use';
import { record } from '../audit/recorder';
import type { Control } from '../control';
import type { Caller } from '../handlers';
import { openStored, type PlainValues, wipePlain } from '../keys/add';
import { findKey, type StoredKey } from '../keys/repository';
import { markUsed } from '../keys/usage';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session';
import { refuseTaken, saveNewFile } from './csv';
import { type EditProblem, type EditResult, merge, render, replaced, suits, type WriteOptions } from './formats';
import { copyOut } from './handover';
import { type HeldFile, holdFile, isReadableByOthers, readHeld, replaceHeld } from './held-file';

export interface UseNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The operations of the group `keyUse`. */
export function toolHandlers({ vault, control, verification, now }: UseNeeds): Handlers<'vault', Caller>['keyUse'] {
  const files = new WeakMap<Caller, HeldFile>();
  const fileOf = (caller: Caller) => files.get(caller) ?? fail('ticket-invalid', {});

  /** Errors: `not-found`, `key-expired`. */
  const usable = (id: string): StoredKey => {
    const { database, ledger } = vault();
    const key = findKey(database, id);
    if (key.expiresAt !== null && key.expiresAt <= ledger.clock.now()) fail('key-expired', {});
    return key;
  };

  /** Runs `act` with the secret, once the verification is right. */
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

  /** Before the secret leaves: written down first, because what can't be recorded doesn't leave. */
  const leaves = (action: AuditAction, key: StoredKey, target: TargetId) => {
    const open = vault();
    open.ledger.audit.settle();
    open.database.write(() => {
      record(open, action, key, { target });
      markUsed(open.database, key.id, now());
    });
  };

  return {
    look({ id, target, options, inFile }, caller) {
      const key = findKey(vault().database, id);
      return lookAt(key, target, options, inFile ? readHeld(fileOf(caller)).text : null);
    },
    copy: ({ target, options, ...given }) =>
      withSecret(given, async (key, plain) => {
        const text = Buffer.from(rendered(key, plain, target, options), 'utf8');
        try {
          leaves('tool-copied', key, target);
          return await copyOut(control, text);
        } finally {
          text.fill(0);
        }
      }),
    saveNew: ({ target, options, ...given }) =>
      withSecret(given, async (key, plain) => {
        // What can't be written is said before the person is asked for a place.
        const text = Buffer.from(rendered(key, plain, target, options), 'utf8');
        try {
          const { fileName } = targetFacts[target];
          const usual = toolFiles[target].path;
          const place = (await control.ask('savePath', { fileName, usual })) ?? fail('internal', {});
          if (place.path === null) return null;
          refuseTaken(place.path);
          leaves('tool-saved', key, target);
          saveNewFile(place, text);
          return { fileName: basename(place.path) };
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
    addToFile: ({ target, options, replace, ...given }, caller) =>
      withSecret(given, (key, plain) => {
        const held = fileOf(caller);
        const reading = readHeld(held);
        refuseOther(target, held, reading.text);
        if (!replace && lookAt(key, target, options, reading.text).existing) {
          fail('tool-file', { problem: 'entry-exists' });
        }
        const text = written(merge(target, reading.text, toolKey(key, plain), checked(options)));
        const changed = text !== reading.text;
        if (changed) {
          leaves('tool-added', key, target);
          replaceHeld(held, reading, text);
        }
        files.delete(caller);
        return { fileName: held.fileName, changed };
      }),
  };
}

/** Errors: `tool-file` (`other-format`). */
function refuseOther(target: TargetId, { place }: HeldFile, text: string): void {
  // A link of the tool's name may lead to a file of any name.
  const fits = [place.chosen, place.path].some((path) => suits(target, path, text));
  if (!fits) fail('tool-file', { problem: 'other-format' });
}

const toolKey = ({ profile, accessKeyId }: StoredKey, { secret, token }: PlainValues) => ({
  profile,
  accessKeyId,
  secret,
  token,
});

function optionProblem({ entry, region }: UseOptions): UseProblem | null {
  if (entry !== undefined && entry.length > mostEntry) return 'bad-entry';
  const named = region === undefined || (region.length <= mostRegion && regionPattern.test(region));
  return named ? null : 'bad-region';
}

/** Errors: `tool-file`. */
function checked(options: UseOptions): WriteOptions {
  const problem = optionProblem(options);
  if (problem) fail('tool-file', { problem });
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

const problems: Readonly<Record<EditProblem, ToolFileProblem>> = {
  'too-large': 'too-large',
  damaged: 'damaged',
  'too-deep': 'damaged',
  'not-writable': 'not-writable',
  'bad-entry': 'bad-entry',
  'not-for-provider': 'not-writable',
  'no-such-place': 'damaged',
};

/** Errors: `tool-file`. */
function written(result: EditResult): string {
  return result.ok ? result.text : fail('tool-file', { problem: problems[result.problem] });
}

const rendered = (key: StoredKey, plain: PlainValues, target: TargetId, options: UseOptions) =>
  written(render(target, toolKey(key, plain), checked(options)));

/** Letters and digits as a secret has them, of a length that no format takes for anything else. */
const standIn = () => `K${randomBytes(22).toString('hex').slice(0, 29)}`;
const dots = '•'.repeat(12);

/**
 * What a key would look like in this form, and what a text has in its place, found out with stand-ins for its secret and
 * token. Errors: `tool-file`, where the text itself won't do.
 */
function lookAt(key: StoredKey, target: TargetId, options: UseOptions, text: string | null): UseLook {
  const refuse = (problem: UseProblem): UseLook => ({ preview: '', problem, existing: null });
  const wrong = optionProblem(options);
  if (wrong) return refuse(wrong);
  const [secret, token] = [standIn(), standIn()];
  const plain = { secret: secretBytes(secret), token: key.credential === 'temporary' ? secretBytes(token) : null };
  const one = toolKey(key, plain);
  const fresh = render(target, one, checked(options));
  const merged = text === null ? fresh : merge(target, text, one, checked(options));
  if (!merged.ok) {
    const problem = problems[merged.problem];
    if (problem === 'bad-entry' || problem === 'not-writable') return refuse(problem);
    return fail('tool-file', { problem });
  }
  return {
    // A name that only the file has got, its tool knows why, can't be shown by itself.
    preview: fresh.ok ? fresh.text.replaceAll(secret, dots).replaceAll(token, dots) : '',
    problem: null,
    existing: text === null ? null : replaced(target, text, merged.text, secret),
  };
}
