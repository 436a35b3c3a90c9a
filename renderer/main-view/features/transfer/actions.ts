import type { KeySelection } from '../../../../common/keys/selection';
import { type ExportScope, mostExported } from '../../../../common/transfer/export';
import { client } from '../../client';
import { reported } from '../../report';
import { useUi } from '../../ui';
import { keys } from '../keys/store';
import { chosenKeys, type KeysState, questionOf } from '../keys/store/state';

/** Opens the sheet that exports these keys. */
export async function openExport(scope: ExportScope): Promise<void> {
  await reported(client.window.openSheet({ sheet: 'export', scope }));
}

/** Opens the sheet that gives these keys to somebody. */
export async function openGive(keys: KeySelection): Promise<void> {
  await reported(client.window.openSheet({ sheet: 'export', scope: scopeOf(keys), give: true }));
}

/**
 * Opens the sheet that exports the selected keys, from one key on. If none is selected, it exports what the list shows;
 * on another page than the list, all keys.
 */
export async function openExportOfChosen(): Promise<void> {
  const state = keys.store.getState();
  await openExport(chosenScope(state) ?? (useUi.getState().page === 'keys' ? shownScope(state) : { kind: 'all' }));
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

/** Returns what an export of these keys is about. */
export function scopeOf(keys: KeySelection): ExportScope {
  return keys.kind === 'keys' && keys.ids.length <= mostExported ? keys : { kind: 'selection', keys };
}

/** Returns the chosen keys, from one key on; `null` if none is chosen. */
export function chosenScope(state: KeysState): ExportScope | null {
  const chosen = chosenKeys(state);
  return chosen && scopeOf(chosen);
}

/** Returns what the list is narrowed to, by its provider, part, search and filters: never more than it shows. */
export function shownScope(state: KeysState): ExportScope {
  const { provider, scope, text, filter } = state;
  if (Object.keys(filter).length > 0) return { kind: 'list', ...questionOf(state) };
  if (text === '' && scope === null) return provider === null ? { kind: 'all' } : { kind: 'provider', provider };
  if (text === '' && scope?.kind === 'account') return scope;
  return { kind: 'list', provider, scope, text };
}
