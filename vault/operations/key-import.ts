import { basename, join } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import { fail, KeyfoldError } from '../../common/errors';
import type { FieldIssue } from '../../common/keys/fields';
import { isRecoveryKey } from '../../common/recovery-key';
import type { ImportPlan } from '../../common/transfer/import';
import { createBackoff } from '../base/backoff';
import type { Caller } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import type { Verification } from '../protection/verification';
import type { Backups } from '../session/backups';
import { nothingPlanned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { copied, withOwnCopy, withSecretKey } from '../session/secret-key';
import { backupsIn, databaseIn, findBackup } from '../store/backups/folders';
import { byPassword, byRecoveryKey } from '../store/slots/unwrap';
import { addedBy, applyPlan, effectsIntended, intendedBy } from '../transfer/apply';
import { cleanSource, sourceTold } from '../transfer/clean-source';
import { loadYaml } from '../transfer/formats/yaml-library';
import { type Imports, identitiesOf } from '../transfer/imports';
import { faultsOfFile, faultsOfRow, type SaidOfKeys } from '../transfer/missing';
import {
  deriveForOther,
  isDatabaseName,
  keysOfVault,
  looksLikeSlots,
  otherVaultAt,
  refuseOpenVault,
} from '../transfer/other-vault';
import { type ComparedKeys, choose, isUnder, keepChoices, makePlan, summaryOf } from '../transfer/plan';
import { mostIdentityBytes, readSource } from '../transfer/source-file';
import type { Running, Turns } from '../transfer/turns';

export interface ImportNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  /** Errors: `locked`. */
  backups(): Backups;
  control: Control;
  verification: Verification;
  imports: Imports<Caller>;
  running: Running<Caller>;
  /** Times the waits after wrong tries at another vault. */
  clock: Clock;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called when keys were added or changed. */
  changed(): void;
  /** Called afterwards with the ids of the keys that were added. */
  arrived(ids: readonly string[]): void;
}

type Group = Handlers<'vault', Caller>['keyImport'];

/** The operations of the group `keyImport`. */
export function importHandlers(needs: ImportNeeds): Group {
  return { ...choosingHandlers(needs), ...openingHandlers(needs), ...planHandlers(needs), ...applyHandlers(needs) };
}

/** The file is chosen in a dialog, is dropped, or is one of the vault's backups. */
function choosingHandlers({ vault, control, imports }: ImportNeeds): Pick<Group, 'open' | 'drop' | 'backup'> {
  const otherVault = (caller: Caller, path: string) => {
    const other = otherVaultAt(path);
    refuseOpenVault(other.database, vault().paths.database);
    return imports.openVault(caller, other);
  };
  return {
    async open(_, caller) {
      const [path] = await Promise.all([chosenPath(control, vault(), 'keys'), loadYaml()]);
      if (path === null) return null;
      if (isDatabaseName(basename(path))) return otherVault(caller, path);
      const source = readSource(path);
      return looksLikeSlots(source.bytes) ? otherVault(caller, path) : imports.open(caller, source);
    },
    async drop({ fileName, bytes }, caller) {
      await loadYaml();
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
  };
}

/** Returns the path that the person chose, or `null` if none was chosen. Errors: those of {@link refuseOpenVault}. */
async function chosenPath(control: Control, vault: OpenVault, what: 'keys' | 'identity'): Promise<string | null> {
  const { path } = (await control.ask('openPath', { what })) ?? fail('internal', {});
  if (path !== null) refuseOpenVault(path, vault.paths.database);
  return path;
}

type Opening = 'vault' | 'passphrase' | 'identity' | 'table' | 'titles' | 'columns' | 'assume';

/**
 * The person adds what the file needs until it gives keys: the password or key that opens it, the meaning of its
 * columns, the provider of its keys.
 */
function openingHandlers({ vault, control, imports, running, clock, now }: ImportNeeds): Pick<Group, Opening> {
  // Somebody who has the files can guess without Keyfold. With these waits, guessing with Keyfold is not faster.
  // They also run one after the other: each takes much memory.
  const guesses = createBackoff<'password' | 'recovery-key' | 'passphrase'>(
    clock,
    now,
    (error) => error instanceof KeyfoldError && /^wrong-/.test(error.error.code),
  );
  const unkept = { read: () => ({ failures: 0, failedAt: 0 }), write: () => undefined, clear: () => undefined };
  return {
    vault(given, caller) {
      if (given.by === 'recovery-key' && !isRecoveryKey(given.key)) fail('recovery-key-typo', {});
      const unwrapBy = ({ signal }: Turns) =>
        given.by === 'recovery-key' ? byRecoveryKey(given.key) : byPassword(given.password, deriveForOther(signal));
      return running.run(caller, (turns) =>
        guesses.attempt(unkept, given.by, () => {
          turns.check();
          const { folder } = vault().paths;
          return imports.unlockVault(caller, (other) => keysOfVault(other, unwrapBy(turns), folder, turns));
        }),
      );
    },
    passphrase: ({ passphrase }, caller) =>
      // It can be stopped while it waits for another try, too.
      running.run(caller, ({ check, signal }) =>
        guesses.attempt(unkept, 'passphrase', () => {
          check();
          return imports.unlock(caller, { kind: 'passphrase', passphrase }, signal);
        }),
      ),
    async identity(_, caller) {
      const path = await chosenPath(control, vault(), 'identity');
      return path === null ? null : imports.unlock(caller, identitiesOf(readSource(path, mostIdentityBytes).bytes));
    },
    table: (_, caller) => imports.table(caller),
    titles: ({ at }, caller) => imports.titles(caller, at),
    columns: ({ mapping, provider }, caller) => imports.columns(caller, mapping, provider),
    assume: ({ provider }, caller) => imports.assume(caller, provider),
  };
}

/** Returns the plan in numbers, and the effects of what is chosen now. */
const told = (vault: OpenVault, compared: ComparedKeys): ImportPlan => ({
  ...summaryOf(vault, compared),
  effects: effectsIntended(vault, compared),
});

/** Errors: `invalid-fields`, if there are any. */
function refuseFaults(issues: FieldIssue[]): void {
  if (issues.length > 0) fail('invalid-fields', { issues });
}

type Planning = 'plan' | 'complete' | 'edit' | 'rows' | 'skipped' | 'choose' | 'takeDefaults';

/** The keys are compared with the vault's, and the person chooses what is done with each. */
function planHandlers({ vault, control, verification, imports, running, now }: ImportNeeds): Pick<Group, Planning> {
  /**
   * Nothing leaves the vault or changes, so no verification is needed. The password is needed only if no keychain gives
   * the secret key.
   */
  const withSecretKeyBy = <T>(password: Uint8Array | null, act: (secretKey: Buffer) => Promise<T>) =>
    password === null
      ? withOwnCopy(withSecretKey(vault(), control, null, copied), act)
      : verification.withOwnerKey(nothingPlanned, password, act);
  /** Compares the keys with what was said of them. `former`: the plan whose choices stay. */
  const compare = async (caller: Caller, password: Uint8Array | null, said: SaidOfKeys, former?: ComparedKeys) => {
    const found = imports.found(caller, said);
    const ofVault = imports.areOfVault(caller);
    return await withSecretKeyBy(password, async (secretKey) => {
      const open = vault();
      const how = { now: now(), ofVault };
      const plan = await running.run(caller, (turns) => makePlan(open, secretKey, found, how, turns));
      if (former) keepChoices(former, plan);
      imports.keepPlan(caller, plan, open, said);
      return told(open, plan);
    });
  };
  return {
    plan: ({ password }, caller) => compare(caller, password, imports.said(caller)),
    async complete({ details, password }, caller) {
      const former = imports.plan(caller, vault());
      const { file, rows } = imports.said(caller);
      const said: SaidOfKeys = { file: [...file, { details, at: now() }], rows };
      refuseFaults(faultsOfFile(imports.found(caller, said), details, now()));
      return await compare(caller, password, said, former);
    },
    async edit({ index, details, password }, caller) {
      const former = imports.plan(caller, vault());
      const { file, rows } = imports.said(caller);
      const said: SaidOfKeys = { file, rows: new Map(rows).set(index, { details, at: now(), after: file.length }) };
      const key = imports.found(caller, said)[index] ?? fail('ticket-invalid', {});
      refuseFaults(faultsOfRow(key, now()));
      return await compare(caller, password, said, former);
    },
    rows({ offset, limit, state }, caller) {
      const { keys } = imports.plan(caller, vault());
      const rows = (state === null ? keys : keys.filter(({ row }) => isUnder(row, state))).map(({ row }) => row);
      return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
    },
    skipped({ offset, limit, text }, caller) {
      const wanted = text.trim().toLowerCase();
      const rows = imports.skipped(caller).filter(({ place }) => place.toLowerCase().includes(wanted));
      return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
    },
    choose({ what, choice }, caller) {
      const plan = imports.plan(caller, vault());
      choose(plan, what, choice);
      return told(vault(), plan);
    },
    takeDefaults({ take }, caller) {
      const plan = imports.plan(caller, vault());
      plan.takeDefaults = take;
      return told(vault(), plan);
    },
  };
}

/** The chosen acts are done. Then the keys that the vault has are removed from the file. */
function applyHandlers(needs: ImportNeeds): Pick<Group, 'apply' | 'source' | 'clean' | 'cancel'> {
  const { vault, backups, verification, imports, running, now, changed, arrived } = needs;

  /** Errors: `backup-failed`. */
  const backUp = async () => {
    try {
      await backups().make('before-import');
    } catch (error) {
      if (error instanceof KeyfoldError) fail('backup-failed', { cause: error.error });
      throw error;
    }
  };

  return {
    async apply({ proof, password }, caller) {
      // What is done is what is chosen now. A choice that is made later counts for nothing.
      const intended = intendedBy(vault(), imports.plan(caller, vault()));
      // A person may press Stop from the first moment on, also while the verification is looked at.
      return await running.run(caller, (turns) =>
        verification.holdSecretKey(intended.plan, { proof, password }, async (secretKey, passed) => {
          turns.check();
          await backUp();
          turns.check();
          const added = new Set(addedBy(intended));
          const stored: string[] = [];
          try {
            const done = await applyPlan(vault(), secretKey, intended, passed, now(), (ids, total) => {
              turns.report(ids.length, total);
              stored.splice(0, stored.length, ...ids.filter((id) => added.has(id)));
              if (ids.length < total) turns.check();
            });
            imports.applied(caller);
            return done;
          } finally {
            changed();
            arrived(stored);
          }
        }),
      );
    },
    source(_, caller) {
      const { source, held } = imports.source(caller);
      return sourceTold(source, held);
    },
    async clean({ proof }, caller) {
      const { source } = imports.source(caller);
      if (source === null) return fail('ticket-invalid', {});
      const plan = planOf([{ effect: 'source.clean', subject: source.fileName }]);
      return await running.run(caller, (turns) =>
        verification.holdSecretKey(plan, { proof, password: null }, (secretKey, passed) => {
          turns.check();
          return cleanSource(vault(), passed, secretKey, source, now(), turns);
        }),
      );
    },
    cancel(_, caller) {
      running.cancel(caller);
      return null;
    },
  };
}
