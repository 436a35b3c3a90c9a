import * as fs from 'node:fs';
import { join } from 'node:path';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import type { Exported, ExportScope } from '../../../../common/transfer/export';
import type { ImportPlan, ImportRow, OpenedFile } from '../../../../common/transfer/import';
import { masterPassword } from '../../../support/fake-keys';
import { byPassword, revealed, type TestVault, type TestView, text } from '../harness';

/** Exports and imports as their sheets do them. */

export const passphrase = 'ten-visibly-fake-words-for-a-test';
export const proof = (password = masterPassword) => ({ method: 'password', password: passwordBytes(password) });

/** Writes an export beside the vault's folder and answers its path. */
export async function exported(
  vault: TestVault,
  scope: ExportScope = { kind: 'all' },
  to: object = { kind: 'passphrase', passphrase: passwordBytes(passphrase) },
): Promise<{ path: string; told: Exported }> {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'export-')), 'keys.age');
  vault.savePath = { path };
  const told = await vault.view('export').must<Exported>('keyExport.save', { scope, to, proof: proof() });
  return { path, told };
}

/** An import sheet that has opened the file with the passphrase. */
export async function opened(vault: TestVault, path: string): Promise<TestView> {
  const sheet = vault.view('import');
  vault.openPath = { path };
  const file = await sheet.must<OpenedFile>('keyImport.open');
  if (file.needs === 'passphrase') {
    await sheet.must('keyImport.passphrase', { passphrase: passwordBytes(passphrase) });
  }
  return sheet;
}

export const planOf = (sheet: TestView) => sheet.must<ImportPlan>('keyImport.plan', { password: null });
export const rowsOf = async (sheet: TestView, state: string | null = null) =>
  (await sheet.must<{ rows: ImportRow[] }>('keyImport.rows', { offset: 0, limit: 500, state })).rows;
export const applied = (sheet: TestView) => sheet.must('keyImport.apply', { password: null });

/** The states that occur, with how often. */
export const statesOf = ({ states }: ImportPlan) =>
  Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0));

/** The secret and token of a key that can be shown. */
export async function secretOf(vault: TestVault, id: string) {
  const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id));
  const { shown } = await revealed(vault, ticket);
  return [text(shown.secret), text(shown.token)];
}
