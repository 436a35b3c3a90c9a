import { describe, expect, test } from 'vitest';
import { contract, events } from '../../../common/contract';
import { operationNamed } from '../../../common/contract/lookup';
import { operationTable } from '../../../common/contract/table';
import { fail, KeyfoldError } from '../../../common/errors';
import { passwordBytes, secretBytes, secretText } from '../../../common/keys/text-bytes';
import { languageFor } from '../../../common/languages';
import { sheets, views } from '../../../common/views';

const operations = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members).map(([name, operation]) => ({ name: `${group}.${name}`, operation })),
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

  test('lets no view but the reveal sheet have a secret, and no sheet change keys but the one that adds', () => {
    const of = (view: string) =>
      operations
        .filter(({ operation }) => (operation.views as readonly string[]).includes(view))
        .map(({ name }) => name);
    expect(of('reveal').filter((name) => !name.startsWith('reveal.'))).toEqual(['window.finish']);
    const restoring = ['backups.list', 'window.showRestore', 'window.quit'];
    const unlocking = ['session.unlock', 'session.recover', 'session.ways', 'session.state'];
    expect(of('unlock')).toEqual([...unlocking, ...restoring]);
    expect(of('restore')).toEqual(['backups.list', 'backups.restore', 'window.showRestore']);
    expect(of('rekey')).toEqual(['rekey.run', 'window.finish']);
    const recovery = ['begin', 'save', 'confirm'].map((name) => `keyring.${name}Recovery`);
    expect(of('create').toSorted()).toEqual(
      ['session.create', 'session.state', ...recovery, 'window.finish', ...restoring].toSorted(),
    );
    const others = ['keyring.sealDevice', 'window.finish'];
    expect(of('keyring')).toEqual(['keyring.state', 'keyring.changePassword', ...recovery, ...others]);
    expect(of('verify')).toEqual(['keys.get', 'protection.needs', 'protection.verify', 'window.finish']);
    const use = ['look', 'copy', 'saveNew', 'choose', 'addToFile'].map((name) => `keyUse.${name}`);
    expect(of('use')).toEqual(['keys.get', 'protection.needs', ...use, 'window.finish']);
    const changes = ['change', 'enrol', 'confirmEnrolment', 'lock'].map((name) => `protection.${name}`);
    expect(of('protect')).toEqual(['protection.needs', ...changes, 'window.finish']);
    expect(of('add')).toEqual([
      'keys.holderOf',
      'keys.add',
      'accounts.room',
      'protection.keychain',
      'protection.needs',
      'rotation.preset',
      // Only says what stands in the open fields; nothing comes back.
      'draft.keep',
      'window.finish',
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
      'backups.list',
      'backups.restore',
    ]);
    for (const event of Object.values(events)) for (const view of event.views) expect(views).toContain(view);
    expect(views).toEqual(['main-view', ...sheets]);
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
