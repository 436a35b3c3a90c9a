import { decodeCsv } from '../../common/csv/decode';
import type { ColumnMapping, TableOutline, TableProblem } from '../../common/csv/table';
import { fail } from '../../common/errors';
import { tidy } from '../../common/keys/text';
import { type ProviderId, providerOf } from '../../common/providers';
import type { FileKind, SkippedEntry } from '../../common/transfer/import';
import type { FormatId } from '../../common/transfer/targets';
import type { UnreadableKind } from '../../common/transfer/unreadable';
import { type ExportedKey, looksLikeExport, readExport, readExportInSlices } from './export-format';
import { kindOfBinary, kindOfBytes, kindOfLocked, kindOfMarkup, kindOfText } from './file-kind';
import { detect, read, straysIn } from './formats';
import { beginsLikeJson } from './formats/json-tree';
import { type FoundKey, wipeFound } from './found-key';
import { isStructured, refuseStructured } from './structured-fault';
import { keysFromTable } from './table/keys';
import { namesLogin } from './table/logins';
import { type ReadTable, readTable } from './table/read';
import type { Grid, Table } from './table/table';

/** A key whose provider is known. */
export type OwnedKey = ExportedKey & { provider: ProviderId };

/** The keys of a file. */
export interface KeysFound<Key extends ExportedKey = ExportedKey> {
  kind: FileKind;
  keys: Key[];
  /** Entries without a key, and rows that can't be read. */
  skipped: SkippedEntry[];
}

/** A table whose columns a person must look at first, before there are keys. */
export interface UnnamedTable {
  /** All rows of the file, for a person who says that its titles are elsewhere. */
  grid: Grid;
  table: Table;
  outline: TableOutline;
}

/** The content of a file that isn't encrypted. */
export type Contents = KeysFound | UnnamedTable;

/** Returns whether the provider of each key is known. */
export const isOwned = (found: KeysFound): found is KeysFound<OwnedKey> =>
  found.keys.every(({ provider }) => provider !== null);

/**
 * Reads a file of any kind. `path` is its path as it was chosen, or its name alone. The caller wipes the bytes, and has
 * loaded the YAML library. Errors: `file-unknown`, `file-unreadable`, `file-syntax`, `file-damaged`, `file-newer`,
 * `file-too-large`, `no-keys-in-file`, `other-provider`.
 */
export function contentsOf(path: string, bytes: Buffer): Contents {
  if (isExport(bytes)) return { kind: 'keyfold-export', ...readExport(bytes) };
  refuseKind(kindOfBytes(bytes));
  const decoded = decodeCsv(bytes);
  if (decoded === 'empty') fail('no-keys-in-file', {});
  if (typeof decoded === 'string') return refuseKind(kindOfBinary(bytes, decoded)) ?? fail('file-unknown', {});
  const { text } = decoded;
  refuseKind(kindOfText(text));
  const format = formatOf(path, text);
  const tool = format === null ? null : read(format, text);
  if (format !== null && tool?.ok) {
    // Nearly any text has lines of names and values. Titles of a pair say more.
    const better = format === 'lines' ? tableWith(bytes, tool.keys.length) : null;
    if (better) wipeFound(tool.keys);
    return better ?? { kind: format, keys: tool.keys.map(exportedOf), skipped: tool.skipped };
  }
  const problem = tool !== null && !tool.ok ? tool.problem : null;
  const structured = isStructured(format, text);
  refuseKind(kindOfLocked(text) ?? kindOfMarkup(text));
  // Structured text is no table, although it may have commas.
  const table = structured ? 'unknown' : tableOf(bytes);
  if (table !== 'unknown') return table;
  if (structured && problem !== 'nothing-found') return refuseStructured(format, text);
  // Whatever the file is: where an ID stands in it, it isn't said that there is none.
  const strays = straysIn(text);
  if (strays.length > 0) return { kind: format ?? 'lines', keys: [], skipped: strays };
  if (problem === 'nothing-found') fail('no-keys-in-file', {});
  return fail(format === null ? 'file-unknown' : 'file-damaged', {});
}

const isExport = (bytes: Buffer) => looksLikeExport(bytes.subarray(0, 4096).toString('utf8'));

/** As {@link contentsOf}. An export is read in slices: other calls have their turn between them. */
export async function contentsInSlices(path: string, bytes: Buffer): Promise<Contents> {
  if (!isExport(bytes)) return contentsOf(path, bytes);
  return { kind: 'keyfold-export', ...(await readExportInSlices(bytes)) };
}

/** Returns the format of a text. Damaged JSON is JSON, although names and values may be found in its lines. */
function formatOf(path: string, text: string): FormatId | null {
  const format = detect(path, text);
  return format === 'lines' && beginsLikeJson(text) ? null : format;
}

/** Errors: `file-unreadable`, if it is known what the file is. */
function refuseKind(kind: UnreadableKind | null): null {
  return kind === null ? null : fail('file-unreadable', { kind });
}

/** With one of these problems, the file is no table of keys but something else. */
const notOurs: readonly TableProblem['problem'][] = ['empty', 'binary', 'damaged-encoding', 'no-rows'];

/** Returns the table whose titles name a pair, if it has no fewer keys than this; otherwise `null`. */
function tableWith(bytes: Buffer, least: number): Contents | null {
  const found = readTable(bytes);
  if (!found.ok || found.outline.titles === null) return null;
  const { table, outline } = found;
  if (outline.mapping.accessKeyId === null || outline.mapping.secret === null) return null;
  const { keys } = keysFromTable(table, outline.mapping, null);
  wipeFound(keys);
  return keys.length === 0 || keys.length < least ? null : contentsOfTable(found);
}

function tableOf(bytes: Buffer): Contents | 'unknown' {
  const found = readTable(bytes);
  if (!found.ok) {
    if (found.problem === 'other-provider') fail('other-provider', { provider: found.provider });
    if (found.problem === 'too-large' || found.problem === 'too-many-rows') {
      fail('file-too-large', { limit: found.limit });
    }
    return notOurs.includes(found.problem) ? 'unknown' : fail('file-unknown', {});
  }
  return contentsOfTable(found) ?? 'unknown';
}

function contentsOfTable({ grid, table, outline }: Extract<ReadTable, { ok: true }>): Contents | null {
  // The header is a console's own, so there is nothing to ask. Only the provider may still be unknown.
  if (outline.providers.length > 0) {
    const [only, ...more] = outline.providers;
    return keysBy(table, outline.mapping, more.length === 0 ? (only ?? null) : null);
  }
  const { accessKeyId, secret } = outline.mapping;
  // This is needed because any sentence with a comma is a table of two columns.
  const isSentence = outline.rows < 2 && accessKeyId === null && secret === null;
  if (outline.columns < 2 || (isSentence && !namesLogin(table.header ?? []))) return null;
  return { grid, table, outline };
}

/**
 * Returns the keys of a table, by the columns that a person named. `provider` is the provider of rows that name none.
 */
export function keysBy(table: Table, mapping: ColumnMapping, provider: ProviderId | null): KeysFound {
  const { keys, problems } = keysFromTable(table, mapping, provider);
  const skipped = problems.map(({ row, problem }): SkippedEntry => ({ place: String(row), why: problem }));
  return { kind: 'table', keys: keys.map(exportedOf), skipped };
}

/**
 * Returns the key as an export would have it. What only an export says gets its usual value. The secret counts as
 * shown, because it is in the file.
 */
function exportedOf(key: FoundKey): ExportedKey {
  return {
    ...key,
    status: 'enabled',
    isDefault: key.isDefault ?? false,
    displayed: true,
    createdAt: null,
    rotationDays: null,
    leakedAt: null,
    tags: [],
  };
}

/**
 * Gives a key a name if its file gives none: whose it is and the end of the ID, as the log shows it. Whose it is, is the
 * user, or the provider if the file names no user.
 */
export function named(key: OwnedKey): OwnedKey {
  if (key.name !== '') return key;
  const whose = tidy(key.identityName) || providerOf(key.provider).name.en;
  return { ...key, name: `${whose} …${key.accessKeyId.slice(-4)}` };
}
