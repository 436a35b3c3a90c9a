import * as fs from 'node:fs';
import type { ProviderAccounts } from '../../../common/accounts/account';
import type { Backup } from '../../../common/backups';
import type { ErrorCode } from '../../../common/errors';
import type { KeyDetail, KeyPage } from '../../../common/keys/access-key';
import { writeToolFile } from './tool';
import { type ChildVault, fakeKey, password, proof, RefusedCall, startChildVault } from './vault';

/** What an act works with. */
export interface Acting {
  vault: ChildVault;
  /** The same for what is no change: its calls are done once more where they are refused. */
  patient: Pick<ChildVault, 'must'>;
  /**
   * Does one change and acknowledges it. If it is refused, that is reported and the change is done once more, which
   * must work: a fault that is over leaves nothing behind. `done` is what the second try may report if the first was
   * done although it was refused.
   */
  step(change: () => Promise<unknown>, done?: ErrorCode): Promise<void>;
  idOf(name: string): Promise<string>;
}

export interface Act {
  /** The content of the folder before the act: nothing, or a vault with three keys. */
  on: 'nothing' | 'keys';
  /** The act begins while the vault is locked, so that unlocking is looked at too. */
  locked?: boolean;
  /** The act is also tested in the short run, at some points. */
  short?: boolean;
  /** Puts into the folder what the act finds there beside the vault. */
  prepare?(folder: string): void;
  run(acting: Acting): Promise<void>;
}

const ticketTo = async ({ patient }: Acting, act: 'delete' | 'reveal', ...ids: string[]) => {
  const intent = act === 'reveal' ? { act, id: ids[0] } : { act, ids };
  const { digest } = await patient.must<{ digest: string }>('verify', 'protection.plan', { intent });
  return patient.must<{ ticket: string }>('verify', 'protection.verify', { intent, digest, proof: proof() });
};

/** Makes the list once, as the main view does: the log waits for it. Settles what the unlocking began. */
export async function settle(vault: Pick<ChildVault, 'must'>): Promise<void> {
  await list(vault);
  await vault.must('main-view', 'protection.keychain');
  await vault.must('main-view', 'audit.check');
}

const list = (vault: Pick<ChildVault, 'must'>) =>
  vault.must<KeyPage>('main-view', 'keys.list', {
    offset: 0,
    limit: 500,
    sort: { column: 'name', direction: 'ascending' },
    provider: null,
    text: '',
  });

export const idIn = async (vault: Pick<ChildVault, 'must'>, name: string): Promise<string> => {
  const found = (await list(vault)).rows.find((row) => row.name === name);
  if (!found) throw new Error(`no key ${name}`);
  return found.id;
};

/** All acts that are cut and starved, each by its name. A new act is one entry. */
export const acts = {
  create: {
    on: 'nothing',
    short: true,
    locked: true,
    async run({ vault, patient, step }) {
      await step(() => vault.must('create', 'session.create', password()), 'vault-exists');
      // Refused where the creation was done in spite of its answer: then the vault is there and is unlocked.
      const { ok } = await vault.call('main-view', 'keys.counts');
      if (!ok) await patient.must('unlock', 'session.unlock', password());
      await settle(patient);
    },
  },
  unlock: {
    on: 'keys',
    locked: true,
    async run({ vault, patient, step }) {
      await step(() => vault.must('unlock', 'session.unlock', password()));
      await settle(patient);
    },
  },
  'unlock after a wrong password': {
    on: 'keys',
    locked: true,
    async run({ vault, patient, step }) {
      await vault.call('unlock', 'session.unlock', password('second'));
      await step(() => vault.must('unlock', 'session.unlock', password()));
      await settle(patient);
    },
  },
  add: {
    on: 'keys',
    short: true,
    run: ({ vault, step }) => step(() => vault.must('add', 'keys.add', fakeKey('New')), 'access-key-id-taken'),
  },
  edit: {
    on: 'keys',
    async run({ vault, patient, step, idOf }) {
      const id = await idOf('One');
      const key = await patient.must<KeyDetail>('main-view', 'keys.get', { id });
      const { description, accountId, identityKind, identityName, endpoint } = key;
      const details = { description, accountId, identityKind, identityName, endpoint };
      await step(() => vault.must('main-view', 'keys.edit', { id, ...details, name: 'One, edited' }));
    },
  },
  'set default': {
    on: 'keys',
    async run({ vault, step, idOf }) {
      const id = await idOf('Two');
      await step(() => vault.must('main-view', 'keys.setDefault', { id }));
    },
  },
  disable: {
    on: 'keys',
    async run({ vault, step, idOf }) {
      const id = await idOf('One');
      await step(() => vault.must('main-view', 'keys.setStatus', { ids: [id], status: 'disabled' }));
    },
  },
  delete: {
    on: 'keys',
    short: true,
    async run(acting) {
      const { vault, step, idOf } = acting;
      const id = await idOf('Three');
      await step(
        async () => vault.must('main-view', 'keys.delete', { ids: [id], ...(await ticketTo(acting, 'delete', id)) }),
        'not-found',
      );
    },
  },
  // All of them in one plan: the default key, a second one and the last one, so no half of it may be left.
  'delete several': {
    on: 'keys',
    async run(acting) {
      const { vault, step, idOf } = acting;
      const ids = [await idOf('One'), await idOf('Two'), await idOf('Three')];
      await step(
        async () => vault.must('main-view', 'keys.delete', { ids, ...(await ticketTo(acting, 'delete', ...ids)) }),
        'not-found',
      );
    },
  },
  show: {
    on: 'keys',
    async run(acting) {
      const { vault, step, idOf } = acting;
      const id = await idOf('Two');
      await step(async () => vault.must('reveal', 'reveal.open', await ticketTo(acting, 'reveal', id)));
      await step(() => vault.must('reveal', 'reveal.displayed'));
    },
  },
  assign: {
    on: 'keys',
    async run({ vault, patient, step, idOf }) {
      const saveAccount = { target: { provider: 'alibaba' }, accountId: '1234567890123456', alias: '' };
      await step(() => vault.must('main-view', 'accounts.saveAccount', saveAccount), 'account-taken');
      const tree = () => patient.must<ProviderAccounts[]>('main-view', 'accounts.tree');
      const account = (await tree()).flatMap(({ accounts }) => accounts)[0]?.id;
      const saveIdentity = {
        target: { account, kind: 'ram-user' },
        name: 'deploy-bot',
        remark: '',
        accessType: 'programmatic',
        credential: 'both',
      };
      await step(() => vault.must('main-view', 'accounts.saveIdentity', saveIdentity), 'identity-taken');
      const identity = (await tree()).flatMap(({ accounts }) => accounts)[0]?.identities[0]?.id;
      const ids = [await idOf('One'), await idOf('Two')];
      await step(() => vault.must('main-view', 'keys.assign', { ids, identity }));
    },
  },
  'change the password': {
    on: 'keys',
    short: true,
    async run({ vault, step }) {
      const { password: newPassword } = password('second');
      // A second try after one that was done meets the new password.
      await step(
        () => vault.must('keyring', 'keyring.changePassword', { ...password(), newPassword }),
        'wrong-password',
      );
    },
  },
  'set up a recovery key': {
    on: 'keys',
    async run({ vault, patient, step }) {
      const { key } = await patient.must<{ key: Uint8Array }>('keyring', 'keyring.beginRecovery', password());
      await step(() => vault.must('keyring', 'keyring.confirmRecovery', { key }), 'ticket-invalid');
    },
  },
  'forget the device': {
    on: 'keys',
    run: ({ vault, step }) => step(() => vault.must('main-view', 'keyring.forgetDevice')),
  },
  'new keys': {
    on: 'keys',
    short: true,
    run: ({ vault, step }) => step(() => vault.must('rekey', 'rekey.run', password())),
  },
  // Of a plain file: what is encrypted is opened before anything is written.
  import: {
    on: 'keys',
    short: true,
    async run({ vault, patient, step }) {
      await patient.must('import', 'keyImport.open');
      await patient.must('import', 'keyImport.plan', { password: null });
      const change = { what: { state: 'changed' }, choice: 'update' };
      await patient.must('import', 'keyImport.choose', change);
      // Once it is done nothing of it is left with the sheet.
      await step(() => vault.must('import', 'keyImport.apply', { password: null }), 'ticket-invalid');
    },
  },
  'clean a tool’s file': {
    on: 'keys',
    short: true,
    prepare: writeToolFile,
    async run({ vault, patient, step }) {
      await patient.must('import', 'keyImport.open');
      await patient.must('import', 'keyImport.plan', { password: null });
      // A second try after one that was done meets a file that was changed.
      await step(() => vault.must('import', 'keyImport.clean', { proof: proof() }), 'source-changed');
    },
  },
  'add to a tool’s file': {
    on: 'keys',
    prepare: writeToolFile,
    async run({ vault, patient, step, idOf }) {
      const id = await idOf('Two');
      await patient.must('use', 'keyUse.choose', { target: 'aliyun-cli' });
      const use = { id, target: 'aliyun-cli', options: { entry: 'added' }, replace: false };
      // Likewise.
      await step(() => vault.must('use', 'keyUse.addToFile', { ...use, proof: proof() }), 'tool-file');
    },
  },
  'back up': {
    on: 'keys',
    run: ({ vault, step }) => step(() => vault.must('main-view', 'backups.make')),
  },
  restore: {
    on: 'keys',
    locked: true,
    async run({ vault, patient, step }) {
      const name = await backupIn(patient);
      // A second try after one that was done meets an open vault.
      await step(() => vault.must('restore', 'backups.restore', { name, ...password() }), 'not-allowed');
      await settle(patient);
    },
  },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;
const nameAndAct = Object.entries<Act>(acts) as [ActName, Act][];
export const actNames = nameAndAct.map(([name]) => name);
export const shortActNames = nameAndAct.filter(([, { short }]) => short === true).map(([name]) => name);

/** The name of the backup that was made by hand. */
async function backupIn(vault: Pick<ChildVault, 'must'>): Promise<string> {
  const backups = await vault.must<Backup[]>('unlock', 'backups.list');
  const made = backups.find(({ kind }) => kind === 'manual');
  if (!made) throw new Error('no backup');
  return made.name;
}

/** Makes the folder that an act begins with: three keys, a backup from before one of them became the default one. */
export async function prepareFolder(folder: string): Promise<void> {
  const vault = startChildVault(folder);
  await vault.must('create', 'session.create', password());
  await settle(vault);
  for (const name of ['One', 'Two', 'Three']) await vault.must('add', 'keys.add', fakeKey(name));
  await vault.must('main-view', 'backups.make');
  await vault.must('main-view', 'keys.setDefault', { id: await idIn(vault, 'One') });
  vault.end();
  // The day's backup is made here. Otherwise an act would make it in the background, at a different moment in every
  // run.
  const again = startChildVault(folder);
  await again.must('unlock', 'session.unlock', password());
  const made = again.told('backupsChanged');
  await settle(again);
  await made;
  again.end();
}

/**
 * A line of what a child says: a change that was acknowledged, the code of a refusal, or that the vault process ended
 * itself, after which the app is locked.
 */
export type Said =
  | { acknowledged: number }
  | { refused: string }
  | { stuck: string }
  | { gaveUp: true }
  | { ended: true };

export interface Performance {
  folder: string;
  vault: ChildVault;
  say(line: Said): void;
  /** Opened when the act itself begins, so that the system calls before it can be told. */
  marker: string;
  /** Where the folder is copied to before the act and after each acknowledged change; left out: it is not. */
  snapshots?: string;
  /** Where the folder is copied to when a change was refused, before it is tried again; left out: it is not. */
  refused?: string;
}

export async function perform(
  act: Act,
  { folder, vault, say, marker, snapshots, refused }: Performance,
): Promise<void> {
  let done = 0;
  const snapshot = () => {
    if (snapshots !== undefined && fs.existsSync(folder))
      fs.cpSync(folder, `${snapshots}/${done}`, { recursive: true });
  };
  act.prepare?.(folder);
  if (act.locked !== true) {
    await vault.must('unlock', 'session.unlock', password());
    await settle(vault);
  }
  snapshot();
  const step: Acting['step'] = async (change, already) => {
    try {
      await change();
    } catch (error) {
      if (!(error instanceof RefusedCall)) throw error;
      say({ refused: error.error.code });
      if (refused !== undefined && fs.existsSync(folder)) fs.cpSync(folder, refused, { recursive: true });
      await change().catch((again: unknown) => {
        if (!(again instanceof RefusedCall) || again.error.code !== already) throw again;
      });
    }
    done += 1;
    say({ acknowledged: done });
    snapshot();
  };
  const patient: Acting['patient'] = {
    async must(view, operation, input) {
      try {
        return await vault.must(view, operation, input);
      } catch (error) {
        if (!(error instanceof RefusedCall)) throw error;
        say({ refused: error.error.code });
        return vault.must(view, operation, input);
      }
    },
  };
  fs.closeSync(fs.openSync(marker, 'w'));
  try {
    await act.run({ vault, patient, step, idOf: (name) => idIn(patient, name) });
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error;
    say({ stuck: error.message });
  }
  vault.end();
  say({ ended: true });
}
