import { describe, expect, test } from 'vitest';
import { contract, events } from '../../../common/contract';
import { operationNamed } from '../../../common/contract/lookup';
import type { AnyOperation } from '../../../common/contract/operation';
import { operationTable } from '../../../common/contract/table';
import { effects } from '../../../common/effects';
import { fail, KeyfoldError } from '../../../common/errors';
import { intentEffects, keysChangeEffects } from '../../../common/intents';
import { passwordBytes, secretBytes, secretText } from '../../../common/keys/text-bytes';
import { languageFor } from '../../../common/languages';
import { sheets, views } from '../../../common/views';

const operations = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members).map(([name, operation]) => ({ name: `${group}.${name}`, operation })),
);

const vaultOperations = operations.flatMap(({ name, operation }) =>
  operation.side === 'vault' ? [{ name, operation: operation as AnyOperation['vault'] }] : [],
);

describe('the contract', () => {
  test('is found by name on its own side only', () => {
    for (const { name, operation } of operations) {
      const { side } = operation;
      expect(operationNamed(side, name)).toEqual({ name, operation });
      expect(operationNamed(side === 'vault' ? 'main' : 'vault', name)).toBeNull();
    }
    for (const name of [
      '',
      'keys',
      'keys.list.x',
      '__proto__.list',
      'keys.constructor',
      'constructor.name',
      7,
      null,
      ['keys.list'],
    ]) {
      expect(operationNamed('vault', name)).toBeNull();
    }
  });

  test('gives the main view no way to a secret, and no sheet a way to the list', () => {
    const of = (view: string) =>
      operations
        .filter(({ operation }) => (operation.views as readonly string[]).includes(view))
        .map(({ name }) => name);
    expect(of('main-view').filter((name) => /^(reveal|session\.(create|unlock)|keys\.add)/.test(name))).toEqual([]);
    for (const view of ['create', 'unlock', 'add', 'verify', 'reveal', 'protect', 'keyring']) {
      expect(of(view).filter((name) => /^keys\.(list|edit|delete|set)/.test(name))).toEqual([]);
    }
  });

  test('lets no view but the reveal sheet have a secret, and no sheet change keys but the one that adds', () => {
    const of = (view: string) =>
      operations
        .filter(({ operation }) => (operation.views as readonly string[]).includes(view))
        .map(({ name }) => name);
    // They only say that something would be lost, and what the person answered.
    const holding = ['window.hold', 'window.answerClosing'];
    expect(of('reveal').filter((name) => !name.startsWith('reveal.'))).toEqual(['window.finish', ...holding]);
    const restoring = ['backups.list', 'window.showRestore', 'window.quit'];
    const unlocking = ['session.unlock', 'session.recover', 'session.ways', 'session.state'];
    const capture = ['settings.capture', 'settings.setCapture'];
    const elsewhere = ['choose', 'open', 'make'].map((name) => `elsewhere.${name}`);
    const known = ['list', 'open', 'forget'].map((name) => `vaults.${name}`);
    expect(of('unlock').toSorted()).toEqual(
      [...unlocking, ...capture, ...restoring, ...elsewhere, ...known, 'vaults.rename', 'command.waiting'].toSorted(),
    );
    expect(of('restore')).toEqual(['backups.list', 'backups.restore', 'window.showRestore', ...holding]);
    expect(of('rescue')).toEqual(['rescue.state', 'rescue.save', 'rescue.drop', 'window.leaveRescue', ...holding]);
    expect(of('rekey')).toEqual(['keyring.state', 'rekey.run', 'rekey.cancel', 'window.finish', ...holding]);
    const recovery = ['begin', 'save', 'confirm'].map((name) => `keyring.${name}Recovery`);
    expect(of('create').toSorted()).toEqual(
      [
        ...['session.create', 'session.state', ...recovery, ...capture, 'window.finish'],
        ...[...restoring, ...elsewhere, ...known],
      ].toSorted(),
    );
    const others = ['keyring.sealDevice', 'window.finish'];
    expect(of('keyring')).toEqual(['keyring.state', 'keyring.changePassword', ...recovery, ...others]);
    const verifying = ['needs', 'plan', 'verify'].map((name) => `protection.${name}`);
    expect(of('verify')).toEqual([...verifying, 'window.finish']);
    const use = ['look', 'copy', 'saveNew', 'choose', 'addToFile'].map((name) => `keyUse.${name}`);
    expect(of('use')).toEqual(['keys.get', 'protection.needs', ...use, 'window.finish', ...holding]);
    // What programs ask for. The answer lets the secret go to the program, and never into this view.
    expect(of('allow')).toEqual(['allow.asked', 'allow.allow', 'allow.refuse', 'window.finish']);
    const changes = ['change', 'enrol', 'confirmEnrolment', 'lock'].map((name) => `protection.${name}`);
    expect(of('protect')).toEqual(['protection.needs', ...changes, 'window.finish']);
    expect(of('add')).toEqual([
      'keys.holderOf',
      'keys.twinOf',
      'keys.add',
      'bin.holderOf',
      'accounts.get',
      'accounts.room',
      'accounts.known',
      'accounts.knownUsers',
      'accounts.near',
      'protection.keychain',
      'protection.needs',
      'rotation.preset',
      // Only says what stands in the open fields; nothing comes back.
      'draft.keep',
      'window.finish',
      ...holding,
    ]);
    expect(
      of('main-view').filter((name) =>
        /^(reveal|session\.(create|unlock|recover))|verify|protection\.(change|enrol|confirm|lock)|Recovery$|Password$|add$/.test(
          name,
        ),
      ),
    ).toEqual([]);
  });

  test('names views that there are, and needs nothing only before the vault is open', () => {
    for (const { name, operation } of operations) {
      expect(operation.views.length, name).toBeGreaterThan(0);
      for (const view of operation.views) expect(views, name).toContain(view);
    }
    const open = operations.filter(({ operation }) => operation.side === 'vault' && operation.needs === 'nothing');
    expect(open.map(({ name }) => name)).toEqual([
      'session.create',
      'session.unlock',
      'session.recover',
      'session.ways',
      'session.state',
      'command.waiting',
      'backups.list',
      'backups.restore',
      'rescue.state',
      'rescue.save',
      'rescue.drop',
      'elsewhere.choose',
      'elsewhere.open',
      'elsewhere.make',
    ]);
    for (const event of Object.values(events)) for (const view of event.views) expect(views).toContain(view);
    expect(views).toEqual(['main-view', ...sheets]);
  });

  test('lets run beside others what reads or waits, and of the rest what is named here', () => {
    const beside = vaultOperations.filter(({ operation }) => operation.runs === 'beside');
    const quiet = vaultOperations.filter(({ operation }) => ['reads', 'waits'].includes(operation.kind));
    expect(beside.filter((one) => !quiet.includes(one)).map(({ name }) => name)).toEqual([
      // A person is asked for a place.
      'keyring.saveRecovery',
      'keyExport.save',
      // They stop what runs.
      'keyExport.cancel',
      'given.saveReceipt',
      // They read a file, and change only what is kept for their own sheet.
      'keyImport.backup',
      'keyImport.passphrase',
      'keyImport.titles',
      'keyImport.columns',
      'keyImport.assume',
      'keyImport.plan',
      'keyImport.complete',
      'keyImport.edit',
      'keyImport.choose',
      'keyImport.takeDefaults',
      'keyImport.cancel',
      'keyUse.saveNew',
      // They only take something away.
      'allow.refuse',
      'command.endGrant',
      // The sheet that shows the secret already has it.
      'reveal.keepOpen',
      'reveal.copy',
      'reveal.saveCsv',
      // It reads the whole log, for which nobody should wait.
      'audit.check',
      'audit.saveCsv',
      'audit.archive',
      // It takes turns with other backups by itself.
      'backups.make',
      'rekey.cancel',
    ]);
    for (const { name, operation } of quiet) {
      expect(operation, name).toMatchObject({ runs: 'beside' });
      expect(operation.refusal({}), name).toBeNull();
    }
    expect(quiet.filter(({ operation }) => operation.kind === 'waits').map(({ name }) => name)).toEqual([
      'keyImport.open',
      'keyImport.identity',
      'keyUse.choose',
      'audit.checkArchive',
      'elsewhere.choose',
    ]);
  });

  test('calls a refusal in the log what the act would have been called', () => {
    /** For the operations whose name depends on what was asked for: all there is to ask for. */
    const asked: Readonly<Record<string, readonly unknown[]>> = {
      'keys.setStatus': ['enabled', 'disabled'].map((status) => ({ status })),
      'accounts.saveAccount': [{ target: { provider: 'aws' } }, { target: { account: 1 } }],
      'accounts.saveIdentity': [{ target: { account: 1, kind: 'user' } }, { target: { identity: 1 } }],
      'keys.change': Object.keys(keysChangeEffects).map((act) => ({ to: { act } })),
      'tags.save': [{ tag: null }, { tag: 1 }],
      'protection.verify': [
        ...Object.keys(intentEffects).map((act) => ({ intent: { act } })),
        { intent: { act: 'change-keys', to: { act: 'delete' } } },
      ],
      'keyExport.save': [{ to: { kind: 'passphrase' } }, { to: { kind: 'csv' } }],
      'protection.change': [{ change: { part: 'create', on: true } }, { change: { part: 'lock', on: false } }],
    };
    const told = vaultOperations
      .filter(({ operation }) => operation.kind === 'changes' || operation.kind === 'leaves')
      .map(({ name, operation }) => {
        const refusals = (asked[name] ?? [{}]).map((input) => operation.refusal(input));
        const words = refusals.map(
          (one) => one && effects[one.effect].action + (one.setting ? ` (${one.setting})` : ''),
        );
        return [name, words.join(', ')] as const;
      });
    expect(Object.fromEntries(told.filter(([, words]) => words !== ''))).toEqual({
      'keys.add': 'add',
      'keys.edit': 'edit',
      'keys.assign': 'assign',
      'keys.setDefault': 'set-default',
      'keys.cancelDefault': 'cancel-default',
      'keys.setStatus': 'enable, disable',
      'keys.change':
        'enable, disable, delete, set-default, cancel-default, rotation-start, leaked, not-leaked, assign, tagged, rotation-days, dates',
      'keys.delete': 'delete',
      'tags.save': 'tag-add, tag-edit',
      'tags.remove': 'tag-delete',
      'tags.setOfAccount': 'account-tagged',
      'views.save': 'view-saved',
      'views.remove': 'view-delete',
      'views.reorder': 'views-ordered',
      'bin.restore': 'key-restored',
      'bin.undo': 'key-restored',
      'bin.erase': 'key-erased',
      'bin.empty': 'key-erased',
      'bin.keep': 'bin-kept',
      'accounts.saveAccount': 'account-add, account-edit',
      'accounts.saveIdentity': 'identity-add, identity-edit',
      'accounts.removeIdentity': 'identity-delete',
      'accounts.removeAccount': 'account-delete',
      'keyring.changePassword': 'password-changed',
      'keyring.beginRecovery': 'recovery-made',
      'keyring.saveRecovery': 'recovery-saved',
      'keyring.confirmRecovery': 'recovery-made',
      'keyring.sealDevice': 'device-sealed',
      'keyring.forgetDevice': 'device-forgotten',
      'protection.verify':
        'delete, delete, key-restored, key-erased, key-erased, bin-kept, enable, disable, assign, assign, reveal-allowed, audit-exported, audit-archived, backup-removed, backups-kept, original-deleted, delete',
      'protection.change': 'protection-on (create), protection-off (lock)',
      'protection.enrol': 'protection-on (authenticator)',
      'protection.confirmEnrolment': 'protection-on (authenticator)',
      'protection.lock': 'protection-on (lock)',
      'keyExport.save': 'exported, exported-csv',
      'given.saveReceipt': 'receipt-saved',
      'keyImport.apply': 'imported',
      'keyImport.clean': 'source-cleaned',
      'originals.save': 'original-saved',
      'originals.remove': 'original-deleted',
      'keyUse.copy': 'tool-copied',
      'keyUse.saveNew': 'tool-saved',
      'keyUse.addToFile': 'tool-added',
      'allow.allow': 'program-used',
      'reveal.open': 'reveal-displayed',
      'reveal.displayed': 'reveal-displayed',
      'reveal.copy': 'copy',
      'reveal.saveCsv': 'csv-saved',
      'audit.check': 'audit-checked',
      'audit.saveCsv': 'audit-exported',
      'audit.archive': 'audit-archived',
      'backups.make': 'backup',
      'backups.keep': 'backups-kept',
      'backups.chooseSecond': 'backup-place',
      'backups.leaveSecond': 'backup-place',
      'backups.remove': 'backup-removed',
      'generation.accept': 'older-copy-accepted',
      'clock.accept': 'clock-accepted',
      'rekey.run': 'rekey',
      'rotation.setDays': 'rotation-days',
      'rotation.link': 'rotation-link',
      'rotation.switch': 'rotation-switch',
      'rotation.back': 'rotation-back',
      'rotation.cancel': 'rotation-cancel',
      'temporary.clear': 'delete',
    });
    expect(told.filter(([, words]) => words === '').map(([name]) => name)).toEqual([
      'session.create',
      'session.unlock',
      'session.recover',
      'keyExport.cancel',
      'keyImport.drop',
      'keyImport.backup',
      'keyImport.vault',
      'keyImport.passphrase',
      'keyImport.titles',
      'keyImport.columns',
      'keyImport.assume',
      'keyImport.plan',
      'keyImport.complete',
      'keyImport.edit',
      'keyImport.choose',
      'keyImport.takeDefaults',
      'keyImport.cancel',
      'allow.refuse',
      'command.endGrant',
      'reveal.keepOpen',
      'backups.restore',
      'rekey.cancel',
      'rescue.save',
      'rescue.drop',
      'elsewhere.open',
      'elsewhere.make',
    ]);
  });

  test('is plain data for the preload, without schemas', () => {
    const table = operationTable(contract);
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
    expect(table.keys?.list).toEqual({ side: 'vault', views: ['main-view'] });
    expect(
      Object.entries(table).flatMap(([group, members]) => Object.keys(members).map((name) => `${group}.${name}`)),
    ).toEqual(operations.map(({ name }) => name));
  });
});

test('an error’s message is its code and no fact', () => {
  expect.assertions(2);
  try {
    fail('access-key-id-taken', { name: 'Private name' });
  } catch (error) {
    expect(error).toBeInstanceOf(KeyfoldError);
    expect(error).toMatchObject({
      message: 'access-key-id-taken',
      error: { code: 'access-key-id-taken', name: 'Private name' },
    });
  }
});

test('passwords become the same bytes on every system; secrets stay byte-exact', () => {
  expect(passwordBytes('Cafe\u0301')).toEqual(passwordBytes('Caf\u00e9'));
  expect(passwordBytes(' blank ')).toEqual(new TextEncoder().encode(' blank '));
  expect(secretText(secretBytes(' =FAKE+ \n'))).toBe('=FAKE+');
  expect(secretText(secretBytes('e\u0301'))).toBe('e\u0301');
  expect(() => secretText(new Uint8Array([0xff]))).toThrow();
});

test('the interface is Chinese for every Chinese system and English for the rest', () => {
  expect(['zh', 'zh-CN', 'zh-Hant-TW', 'ZH_cn'].map(languageFor)).toEqual(Array(4).fill('zh-CN'));
  expect(['en', 'de-DE', '', 'C'].map(languageFor)).toEqual(Array(4).fill('en'));
});
