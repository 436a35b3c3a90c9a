import type { ExportScope } from '../../../../common/transfer/export';
import { mostExported } from '../../../../common/transfer/export';
import { client } from '../../client';
import { reported } from '../../report';
import { useUi } from '../../ui';
import { keys } from '../keys/store';

/** Opens the sheet that exports these keys. */
export async function openExport(scope: ExportScope): Promise<void> {
  await reported(client.window.openSheet({ sheet: 'export', scope }));
}

/** Opens the sheet that exports what the list shows now. On another page it exports all keys. */
export async function openExportOfShown(): Promise<void> {
  await openExport(await shownScope());
}

/** Opens the sheet that writes this key for a tool. */
export async function openUse(keyId: string): Promise<void> {
  await reported(client.window.openSheet({ sheet: 'use', keyId }));
}

/** Returns the id of the default key of the shown provider; `null` if it has none or the list shows several providers. */
export async function defaultOfShown(): Promise<string | null> {
  const { provider } = keys.store.getState();
  if (provider === null) return null;
  const sort = { column: 'default', direction: 'descending' } as const;
  const listed = await client.keys.list({ provider, scope: null, text: '', sort, offset: 0, limit: 1 });
  const first = listed.ok ? listed.value.rows[0] : undefined;
  return first?.isDefault ? first.id : null;
}

/** Opens the sheet that imports: from a file that it asks for, or from the backup with this name. */
export async function openImport(backup?: string): Promise<void> {
  const source = backup === undefined ? { from: 'file' as const } : { from: 'backup' as const, backup };
  await reported(client.window.openSheet({ sheet: 'import', ...source }));
}

/**
 * Returns the marked keys, or the part of the vault that was chosen in the sidebar. The search is ignored: it is for
 * finding one key, and nobody would notice in time that an export lacks keys because of it.
 */
async function shownScope(): Promise<ExportScope> {
  const { marked, provider, scope } = keys.store.getState();
  if (useUi.getState().page !== 'keys') return { kind: 'all' };
  if (marked.size > 1) return { kind: 'keys', ids: [...marked.keys()] };
  if (provider === null) return { kind: 'all' };
  if (scope === null) return { kind: 'provider', provider };
  if (scope.kind === 'account') return scope;
  // The keys of an identity, and the unassigned ones, are named one by one if there are not too many.
  const sort = { column: 'name', direction: 'ascending' } as const;
  const listed = await client.keys.list({ provider, scope, text: '', sort, offset: 0, limit: mostExported });
  const ids = listed.ok ? listed.value.rows.map(({ id }) => id) : [];
  const all = listed.ok && listed.value.total === ids.length;
  return all && ids.length > 0 ? { kind: 'keys', ids } : { kind: 'provider', provider };
}
