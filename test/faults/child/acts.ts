import type { ProviderAccounts } from '../../../common/accounts/account';
import type { KeyDetail } from '../../../common/keys/access-key';
import { type Act, backupIn, binnedIds, settle, ticketTo } from './act';
import { fakeKey } from './fake-key';
import { planActs } from './plan-acts';
import { writeToolFile } from './tool';
import { password, proof } from './vault';

/** All acts that are cut and starved, each by its name. A new act is one entry. */
export const acts = {
  ...planActs,
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
    async run({ vault, patient, step, idOf }) {
      const id = await idOf('Three');
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'delete', ids: [id] });
        return vault.must('main-view', 'keys.delete', { ids: [id], ...ticket });
      }, 'not-found');
    },
  },
  // All of them in one plan: the default key, a second one and the last one, so no half of it may be left.
  'delete several': {
    on: 'keys',
    async run({ vault, patient, step, idOf }) {
      const ids = [await idOf('One'), await idOf('Two'), await idOf('Three')];
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'delete', ids });
        return vault.must('main-view', 'keys.delete', { ids, ...ticket });
      }, 'not-found');
    },
  },
  'restore from the bin': {
    on: 'binned',
    short: true,
    async run({ vault, patient, step }) {
      const ids = await binnedIds(patient);
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'restore', ids });
        return vault.must('main-view', 'bin.restore', { ids, ...ticket });
      }, 'not-found');
    },
  },
  erase: {
    on: 'binned',
    short: true,
    async run({ vault, patient, step }) {
      const [id = ''] = await binnedIds(patient);
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'erase', ids: [id] });
        return vault.must('main-view', 'bin.erase', { ids: [id], ...ticket });
      }, 'not-found');
    },
  },
  show: {
    on: 'keys',
    async run({ vault, patient, step, idOf }) {
      const id = await idOf('Two');
      await step(async () => vault.must('reveal', 'reveal.open', await ticketTo(patient, { act: 'reveal', id })));
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
        apiCredential: 'access-key',
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
    hands: true,
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
