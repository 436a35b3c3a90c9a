import { type ColumnMapping, type TableOutline, type TitlePlace, tableRowLimit } from '../../common/csv/table';
import { fail } from '../../common/errors';
import type { ProviderId } from '../../common/providers';
import { type FileKind, mostSkippedShown, type OpenedFile, type SkippedEntry } from '../../common/transfer/import';
import type { OpenVault } from '../session/open-vault';
import { recoverySlotOf } from '../store/slots/recovery-slot';
import { type AgeKey, ageKindOf, decryptAge } from './age';
import { heldBy, type Source, sourceOf } from './clean-source';
import { type Contents, contentsInSlices, isOwned, type KeysFound, keysBy, named, type OwnedKey } from './contents';
import { wipeFound } from './found-key';
import { nothingSaid, type SaidOfKeys, withSaid } from './missing';
import type { OtherVault } from './other-vault';
import { type ComparedKeys, wipePlan } from './plan';
import type { SourceFile } from './source-file';
import { withTitles } from './table/read';
import type { Grid, Table } from './table/table';

/**
 * The steps of an import: what is known of the file at each step, and what leads from one step to the next. If
 * something isn't possible at a step, no function here takes that step for it.
 */

interface File {
  fileName: string;
  /** Bytes. */
  size: number;
}

interface Read extends File {
  /**
   * The source, which can perhaps be cleaned. `null`: the keys came out of an encrypted file or another vault, which
   * can't be cleaned.
   */
  source: Source | null;
}

/** An encrypted file that needs what opens it. */
export interface Encrypted extends File {
  at: 'encrypted';
  needs: 'passphrase' | 'identity';
  /** The path as it was chosen, by which the content is known. */
  chosen: string;
  bytes: Buffer;
}

/** Another vault that needs what opens it. */
export interface LockedVault extends File {
  at: 'vault';
  other: OtherVault;
}

/** A table whose columns must be named. */
export interface Unnamed extends Read {
  at: 'columns';
  grid: Grid;
  table: Table;
  outline: TableOutline;
}

/** Keys of which some have no known provider. */
export interface Unowned extends Read {
  at: 'provider';
  found: KeysFound;
}

/** Keys that can be compared with the vault's. */
export interface Ready extends Read {
  at: 'keys';
  found: KeysFound<OwnedKey>;
  /** What a person said of the keys that the file doesn't say. */
  said: SaidOfKeys;
}

/** Keys that were compared with the vault's, with what will be done with each. */
export interface Planned extends Read {
  at: 'planned';
  found: KeysFound<OwnedKey>;
  said: SaidOfKeys;
  plan: ComparedKeys;
  /** The vault that the plan was compared with. After the vault got new keys, it is another one. */
  vault: OpenVault;
}

/** What the plan says has been done. No secret is left. */
export interface Applied extends Read {
  at: 'applied';
  kind: FileKind;
  /** The number of the file's entries that the vault has. */
  held: number;
}

export type Step = Encrypted | LockedVault | Unnamed | Unowned | Ready | Planned | Applied;

/** Makes the first step. Takes over the file's bytes. Errors: those of {@link contentsInSlices}, `no-keys-in-file`. */
export async function beginWith({
  fileName,
  chosen = fileName,
  path,
  bytes,
}: SourceFile): Promise<Encrypted | Unnamed | Unowned | Ready> {
  const needs = ageKindOf(bytes);
  const size = bytes.byteLength;
  if (needs) return { at: 'encrypted', fileName, chosen, size, needs, bytes };
  try {
    const contents = await contentsInSlices(chosen, bytes);
    return readAs({ fileName, size, source: sourceOf(kindOf(contents), fileName, path, bytes) }, contents);
  } finally {
    bytes.fill(0);
  }
}

/** Begins with another vault. It is found by the file that was chosen, or is a backup of this vault. */
export const beginWithVault = (other: OtherVault): LockedVault => ({
  at: 'vault',
  fileName: other.fileName,
  size: other.size,
  other,
});

/**
 * Returns the content of the file, for {@link decryptedAs}. Errors: `wrong-passphrase`, `wrong-identity`,
 * `work-factor`, `cancelled`, `ticket-invalid` for another kind of key.
 */
export async function decrypt({ bytes, needs }: Encrypted, key: AgeKey, signal?: AbortSignal): Promise<Buffer> {
  if ((key.kind === 'passphrase') !== (needs === 'passphrase')) fail('ticket-invalid', {});
  const inside = await decryptAge(bytes, key, signal);
  return Buffer.from(inside.buffer, inside.byteOffset, inside.byteLength);
}

/**
 * Goes on with the file that was encrypted. `plain` stays the caller's. Wipes the encrypted bytes. Errors: those of
 * {@link beginWith}.
 */
export async function decryptedAs(
  { fileName, chosen, size, bytes }: Encrypted,
  plain: Buffer,
): Promise<Unnamed | Unowned | Ready> {
  const contents = await contentsInSlices(chosen.replace(/\.age$/i, ''), plain);
  const step = readAs({ fileName, size, source: null }, contents);
  bytes.fill(0);
  return step;
}

/** Errors: `no-keys-in-file`. */
export const vaultReadAs = ({ fileName, size }: LockedVault, found: KeysFound): Unnamed | Unowned | Ready =>
  readAs({ fileName, size, source: null }, found);

/** Reads the table with its titles in another place. Errors: `file-too-large` if the titles are a key too many. */
export function titledAt(step: Unnamed, titles: TitlePlace): Unnamed {
  const found = withTitles(step.grid, titles);
  return 'problem' in found ? fail('file-too-large', { limit: tableRowLimit }) : { ...step, ...found };
}

/** Errors: `no-keys-in-file`. */
export const withColumns = (
  { fileName, size, source, table }: Unnamed,
  mapping: ColumnMapping,
  provider: ProviderId | null,
): Unnamed | Unowned | Ready => readAs({ fileName, size, source }, keysBy(table, mapping, provider));

/** Takes this provider for all keys that have no known provider. */
export function owned({ fileName, size, source, found }: Unowned | Ready, provider: ProviderId): Ready {
  const keys = found.keys.map((key) => ({ ...key, provider: key.provider ?? provider }));
  return { at: 'keys', fileName, size, source, found: { ...found, keys }, said: nothingSaid };
}

/** Returns the keys with what `said` says of them. Each has a provider and a name. */
export const keysWith = ({ found }: Ready | Planned, said: SaidOfKeys): OwnedKey[] =>
  found.keys.map((key, index) => withSaid(named(key), index, said));

/** Takes over the plan of what was said, and wipes the former one. */
export function withPlan(step: Ready | Planned, plan: ComparedKeys, vault: OpenVault, said = step.said): Planned {
  if (step.at === 'planned') wipePlan(step.plan);
  const { fileName, size, source, found } = step;
  return { at: 'planned', fileName, size, source, found, said, plan, vault };
}

/** Goes on when what the plan says has been done. Wipes the keys. What is known of their file stays. */
export function applied(step: Planned): Applied {
  const { fileName, size, source, found, plan } = step;
  const held = heldBy(plan.keys, true);
  wipeStep(step);
  return { at: 'applied', fileName, size, source, kind: found.kind, held };
}

function readAs(file: Read, contents: Contents): Unnamed | Unowned | Ready {
  if ('table' in contents) return { at: 'columns', ...file, ...contents };
  const { keys, skipped } = contents;
  if (keys.length === 0 && skipped.length === 0) fail('no-keys-in-file', {});
  if (isOwned(contents)) return { at: 'keys', ...file, found: contents, said: nothingSaid };
  return { at: 'provider', ...file, found: contents };
}

const kindOf = (contents: Contents): FileKind => ('table' in contents ? 'table' : contents.kind);

/** Overwrites the secrets of a step. */
export function wipeStep(step: Step): void {
  if (step.at === 'encrypted') step.bytes.fill(0);
  if ('found' in step) wipeFound(step.found.keys);
  if (step.at === 'planned') wipePlan(step.plan);
}

const needed = { columns: 'columns', provider: 'provider', keys: null, planned: null, applied: null } as const;

/** Returns what a sheet is told, and whether the person must say more. */
export function told(step: Step): OpenedFile {
  const { fileName, size } = step;
  const nothing = { keys: 0, skipped: [] as SkippedEntry[], skippedInAll: 0, recoveryKey: false };
  switch (step.at) {
    case 'encrypted':
      return { fileName, size, kind: 'age', ...nothing, needs: step.needs };
    case 'vault': {
      const recoveryKey = recoverySlotOf(step.other.slots) !== null;
      return { fileName, size, kind: 'keyfold-vault', ...nothing, recoveryKey, needs: 'vault' };
    }
    case 'columns':
      return { fileName, size, kind: 'table', ...nothing, needs: needed[step.at] };
    case 'applied':
      return { fileName, size, kind: step.kind, ...nothing, needs: needed[step.at] };
    default: {
      const { kind, keys, skipped } = step.found;
      return {
        ...{ fileName, size, kind, keys: keys.length, recoveryKey: false, needs: needed[step.at] },
        ...{ skipped: skipped.slice(0, mostSkippedShown), skippedInAll: skipped.length },
      };
    }
  }
}
