import { basename, join } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import { fail, KeyfoldError } from '../../common/errors';
import { isRecoveryKey } from '../../common/recovery-key';
import { createBackoff } from '../base/backoff';
import type { Caller, Emit } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { Verification } from '../protection/verification';
import type { Backups } from '../session/backups';
import type { OpenVault } from '../session/open-vault';
import { withSecretKey } from '../session/secret-key';
import { backupsIn, databaseIn, findBackup } from '../store/backups/folders';
import { byPassword, byRecoveryKey } from '../store/slots/unwrap';
import { applyPlan } from '../transfer/apply';
import { cleanSource, sourceTold } from '../transfer/clean-source';
import { type Imports, identitiesOf } from '../transfer/imports';
import { isDatabaseName, keysOfVault, looksLikeSlots, otherVaultAt, refuseOpenVault } from '../transfer/other-vault';
import { choose, makePlan, summaryOf } from '../transfer/plan';
import { mostIdentityBytes, readSource } from '../transfer/source-file';
import { createTurns, type Turns } from '../transfer/turns';

export interface ImportNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  /** Errors: `locked`. */
  backups(): Backups;
  control: Control;
  verification: Verification;
  imports: Imports<Caller>;
  /** For the waits after wrong tries at another vault. */
  clock: Clock;
  emit: Emit;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Keys were added or changed. */
  changed(): void;
}

/** The operations of the group `keyImport`. */
export function importHandlers(needs: ImportNeeds): Handlers<'vault', Caller>['keyImport'] {
  const { vault, backups, control, verification, imports, clock, emit, now, changed } = needs;

  const chosen = async (what: 'keys' | 'identity') => {
    const { path } = (await control.ask('openPath', { what })) ?? fail('internal', {});
    if (path !== null) refuseOpenVault(path, vault().paths.database);
    return path;
  };
  const otherVault = (caller: Caller, path: string) => {
    const other = otherVaultAt(path);
    refuseOpenVault(other.database, vault().paths.database);
    return imports.openVault(caller, other);
  };
  // Whoever has the files can guess without Keyfold; this is so that Keyfold is no faster way.
  const guesses = createBackoff<'password' | 'recovery-key'>(
    clock,
    now,
    (error) => error instanceof KeyfoldError && /^wrong-/.test(error.error.code),
  );
  const unkept = { read: () => ({ failures: 0, failedAt: 0 }), write: () => undefined, clear: () => undefined };
  const secretKeyBy = (password: Uint8Array | null) =>
    password === null
      ? withSecretKey(vault(), control, null, (key) => Buffer.from(key))
      : verification.secretKeyBy(password);

  /** Runs what the sheet may stop. */
  const inTurns = async <T>(caller: Caller, act: (turns: Turns) => Promise<T>): Promise<T> => {
    const turns = createTurns((progress) => emit('transferProgress', progress));
    imports.running(caller, turns);
    try {
      return await act(turns);
    } finally {
      imports.running(caller, null);
    }
  };

  return {
    async open(_, caller) {
      const path = await chosen('keys');
      if (path === null) return null;
      if (isDatabaseName(basename(path))) return otherVault(caller, path);
      const source = readSource(path);
      return looksLikeSlots(source.bytes) ? otherVault(caller, path) : imports.open(caller, source);
    },
    drop({ fileName, bytes }, caller) {
      const name = basename(fileName);
      if (isDatabaseName(name) || looksLikeSlots(bytes)) fail('backup-dropped', {});
      const taken = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return imports.open(caller, { fileName: name, path: null, bytes: taken });
    },
    backup({ name }, caller) {
      const { folder } = vault().paths;
      const backup = findBackup(folder, name) ?? fail('backup-gone', {});
      const other = otherVaultAt(databaseIn(join(backupsIn(folder), backup.name)));
      return imports.openVault(caller, { ...other, fileName: backup.name });
    },
    vault(given, caller) {
      if (given.by === 'recovery-key' && !isRecoveryKey(given.key)) fail('recovery-key-typo', {});
      const unwrap = given.by === 'recovery-key' ? byRecoveryKey(given.key) : byPassword(given.password);
      return guesses.attempt(unkept, given.by, () =>
        imports.unlockVault(caller, (other) =>
          inTurns(caller, (turns) => keysOfVault(other, unwrap, vault().paths.folder, turns)),
        ),
      );
    },
    passphrase: ({ passphrase }, caller) => imports.unlock(caller, { kind: 'passphrase', passphrase }),
    async identity(_, caller) {
      const path = await chosen('identity');
      return path === null ? null : imports.unlock(caller, identitiesOf(readSource(path, mostIdentityBytes).bytes));
    },
    table: (_, caller) => imports.table(caller),
    columns: ({ mapping, profile }, caller) => imports.columns(caller, mapping, profile),
    assume: ({ profile }, caller) => imports.assume(caller, profile),
    async plan({ password }, caller) {
      const found = imports.found(caller);
      const secretKey = await secretKeyBy(password);
      try {
        const open = vault();
        const plan = await inTurns(caller, (turns) => makePlan(open, secretKey, found, now(), turns));
        imports.keepPlan(caller, plan, open);
        return summaryOf(open, plan);
      } finally {
        secretKey.fill(0);
      }
    },
    rows({ offset, limit, state }, caller) {
      const { keys } = imports.plan(caller, vault());
      const rows = (state === null ? keys : keys.filter(({ row }) => row.state === state)).map(({ row }) => row);
      return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
    },
    choose({ what, choice }, caller) {
      const plan = imports.plan(caller, vault());
      const meant = 'index' in what ? plan.keys.slice(what.index, what.index + 1) : plan.keys;
      choose('state' in what ? meant.filter(({ row }) => row.state === what.state) : meant, choice);
      return summaryOf(vault(), plan);
    },
    takeDefaults({ take }, caller) {
      const plan = imports.plan(caller, vault());
      plan.takeDefaults = take;
      return summaryOf(vault(), plan);
    },
    async apply({ proof, password }, caller) {
      const open = vault();
      const plan = imports.plan(caller, open);
      const secretKey = await verification.withSecretKey('import', null, { proof, password }, (key) =>
        Buffer.from(key),
      );
      try {
        return await inTurns(caller, async (turns) => {
          try {
            await backups().make('before-import');
          } catch (error) {
            if (error instanceof KeyfoldError) fail('backup-failed', { cause: error.error });
            throw error;
          }
          turns.check();
          const done = applyPlan(vault(), secretKey, plan, now());
          imports.applied(caller);
          changed();
          return done;
        });
      } finally {
        secretKey.fill(0);
      }
    },
    source(_, caller) {
      const { source, held } = imports.source(caller);
      return sourceTold(source, held);
    },
    async clean({ proof }, caller) {
      const { source } = imports.source(caller);
      if (source === null) return fail('ticket-invalid', {});
      const secretKey = await verification.withSecretKey('clean', null, { proof, password: null }, (key) =>
        Buffer.from(key),
      );
      try {
        return await inTurns(caller, (turns) => cleanSource(vault(), secretKey, source, now(), turns));
      } finally {
        secretKey.fill(0);
      }
    },
    cancel(_, caller) {
      imports.cancel(caller);
      return null;
    },
  };
}
