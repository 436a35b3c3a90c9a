import type { ColumnMapping, TableOutline } from '../../common/csv/table';
import { fail } from '../../common/errors';
import type { ProviderId } from '../../common/providers';
import { type FileKind, mostSkippedShown, type OpenedFile, type SkippedEntry } from '../../common/transfer/import';
import type { OpenVault } from '../session/open-vault';
import { recoverySlotOf } from '../store/slots/recovery-slot';
import { type AgeKey, ageKindOf, decryptAge } from './age';
import { heldBy, type Source, sourceOf } from './clean-source';
import { type Contents, contentsOf, isOwned, type KeysFound, keysBy, type OwnedKey } from './contents';
import { wipeFound } from './found-key';
import type { OtherVault } from './other-vault';
import { type Plan, wipePlan } from './plan';
import type { SourceFile } from './source-file';
import type { Table } from './table/table';

/**
 * The steps of an import: what is known of the file at each of them, and what leads from one to the next. A step that isn't
 * possible has no function here that takes it.
 */

interface File {
  fileName: string;
  /** Bytes. */
  size: number;
}

interface Read extends File {
  /** Where it can be cleaned; `null`: it came out of an encrypted file or another vault, which can't be. */
  source: Source | null;
}

/** An encrypted file that waits for its key. */
export interface Encrypted extends File {
  at: 'encrypted';
  needs: 'passphrase' | 'identity';
  bytes: Buffer;
}

/** Another vault that waits for what opens it. */
export interface LockedVault extends File {
  at: 'vault';
  other: OtherVault;
}

/** A table whose columns wait to be named. */
export interface Unnamed extends Read {
  at: 'columns';
  table: Table;
  outline: TableOutline;
}

/** Keys of which some don't say whose they are. */
export interface Unowned extends Read {
  at: 'provider';
  found: KeysFound;
}

/** Keys that can be compared with the vault's. */
export interface Ready extends Read {
  at: 'keys';
  found: KeysFound<OwnedKey>;
}

/** Keys beside the vault's, with what is to be done with each. */
export interface Planned extends Read {
  at: 'planned';
  found: KeysFound<OwnedKey>;
  plan: Plan;
  /** Whose keys the plan was made beside: another after the vault got new ones. */
  vault: OpenVault;
}

/** What the plan says is done. No secret is left. */
export interface Applied extends Read {
  at: 'applied';
  kind: FileKind;
  /** Entries of the file that the vault has. */
  held: number;
}

export type Step = Encrypted | LockedVault | Unnamed | Unowned | Ready | Planned | Applied;

/** The first step. Takes over the file's bytes. Errors: those of {@link contentsOf}, `no-keys-in-file`. */
export function beginWith({ fileName, path, bytes }: SourceFile): Encrypted | Unnamed | Unowned | Ready {
  const needs = ageKindOf(bytes);
  const size = bytes.byteLength;
  if (needs) return { at: 'encrypted', fileName, size, needs, bytes };
  try {
    const contents = contentsOf(fileName, bytes);
    return readAs({ fileName, size, source: sourceOf(kindOf(contents), fileName, path, bytes) }, contents);
  } finally {
    bytes.fill(0);
  }
}

/** Another vault, by the file that was chosen or as a backup of this one. */
export const beginWithVault = (other: OtherVault): LockedVault => ({
  at: 'vault',
  fileName: other.fileName,
  size: other.size,
  other,
});

/** What is in the file, for {@link decryptedAs}. Errors: `wrong-passphrase`, `wrong-identity`, `work-factor`, `ticket-invalid` for another kind of key. */
export async function decrypt({ bytes, needs }: Encrypted, key: AgeKey): Promise<Buffer> {
  if ((key.kind === 'passphrase') !== (needs === 'passphrase')) fail('ticket-invalid', {});
  const inside = await decryptAge(bytes, key);
  return Buffer.from(inside.buffer, inside.byteOffset, inside.byteLength);
}

/** The file that was encrypted; `plain` stays the caller's. Wipes what was encrypted. Errors: those of {@link beginWith}. */
export function decryptedAs({ fileName, size, bytes }: Encrypted, plain: Buffer): Unnamed | Unowned | Ready {
  const step = readAs({ fileName, size, source: null }, contentsOf(fileName.replace(/\.age$/i, ''), plain));
  bytes.fill(0);
  return step;
}

/** Errors: `no-keys-in-file`. */
export const vaultReadAs = ({ fileName, size }: LockedVault, found: KeysFound): Unnamed | Unowned | Ready =>
  readAs({ fileName, size, source: null }, found);

/** Errors: `no-keys-in-file`. */
export const withColumns = (
  { fileName, size, source, table }: Unnamed,
  mapping: ColumnMapping,
  provider: ProviderId | null,
): Unnamed | Unowned | Ready => readAs({ fileName, size, source }, keysBy(table, mapping, provider));

/** All keys that don't say whose they are, are this provider's. */
export function owned({ fileName, size, source, found }: Unowned | Ready, provider: ProviderId): Ready {
  const keys = found.keys.map((key) => ({ ...key, provider: key.provider ?? provider }));
  return { at: 'keys', fileName, size, source, found: { ...found, keys } };
}

/** Takes over the plan, and wipes the one that was there before. */
export function withPlan(step: Ready | Planned, plan: Plan, vault: OpenVault): Planned {
  if (step.at === 'planned') wipePlan(step.plan);
  const { fileName, size, source, found } = step;
  return { at: 'planned', fileName, size, source, found, plan, vault };
}

/** What the plan says is done. Wipes the keys; what is known of their file stays. */
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
  if (isOwned(contents)) return { at: 'keys', ...file, found: contents };
  return { at: 'provider', ...file, found: contents };
}

const kindOf = (contents: Contents): FileKind => ('table' in contents ? 'table' : contents.kind);

/** Overwrites what is secret in it. */
export function wipeStep(step: Step): void {
  if (step.at === 'encrypted') step.bytes.fill(0);
  if ('found' in step) wipeFound(step.found.keys);
  if (step.at === 'planned') wipePlan(step.plan);
}

const needed = { columns: 'columns', provider: 'provider', keys: null, planned: null, applied: null } as const;

/** What a sheet is told, and whether a person has to say more. */
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
