import type { ColumnMapping, TableOutline } from '../../common/csv/table';
import { fail } from '../../common/errors';
import type { ProfileId } from '../../common/providers';
import { mostSkippedShown, type OpenedFile } from '../../common/transfer/import';
import type { OpenVault } from '../session/open-vault';
import { recoverySlotOf } from '../store/slots/recovery-slot';
import { type AgeKey, ageKindOf, decryptAge, identitiesIn } from './age';
import { heldBy, type Source, sourceOf } from './clean-source';
import { type Contents, contentsOf, keysBy, named } from './contents';
import type { ExportedKey } from './export-format';
import { wipeFound } from './found-key';
import type { OtherVault } from './other-vault';
import { type Plan, wipePlan } from './plan';
import type { SourceFile } from './source-file';
import type { Turns } from './turns';

/** What one sheet has opened, step by step. */
interface Import {
  fileName: string;
  size: number;
  /** An encrypted file that waits for its key, or another vault that does. */
  locked: { needs: 'passphrase' | 'identity'; bytes: Buffer } | { needs: 'vault'; other: OtherVault } | null;
  contents: Contents | null;
  plan: Plan | null;
  /** Whose keys the plan was made beside: another after the vault got new ones. */
  vault: OpenVault | null;
  turns: Turns | null;
  source: Source | null;
  /** Entries that the vault has since they were imported; `null`: not imported yet. */
  held: number | null;
}

/**
 * Files on their way into the vault: each stays with the port of its sheet, secrets and all, and is wiped when that is
 * gone.
 */
export interface Imports<Port extends object> {
  /** Takes over a file's bytes. Errors: those of {@link contentsOf}. */
  open(port: Port, source: SourceFile): OpenedFile;
  /** Errors: `wrong-passphrase`, `wrong-identity`, `work-factor`, those of `open`; `ticket-invalid` where nothing waits. */
  unlock(port: Port, key: AgeKey): Promise<OpenedFile>;
  /** Another vault, by the file that was chosen or as a backup of this one. */
  openVault(port: Port, other: OtherVault): OpenedFile;
  /** Opens that vault with what `read` makes of it. Errors: those of `read`; `ticket-invalid` where none waits. */
  unlockVault(port: Port, read: (other: OtherVault) => Promise<Contents>): Promise<OpenedFile>;
  /** A table whose columns wait to be named. Errors: `ticket-invalid`. */
  table(port: Port): TableOutline;
  /** Names its columns. Errors: `ticket-invalid`, `no-keys-in-file`. */
  columns(port: Port, mapping: ColumnMapping, profile: ProfileId | null): OpenedFile;
  /** Whose keys those are that don't say it. Errors: `ticket-invalid`. */
  assume(port: Port, profile: ProfileId): OpenedFile;
  /** The keys of the file, each of some provider and with a name. Errors: `ticket-invalid`, where something is still needed. */
  found(port: Port): ExportedKey[];
  keepPlan(port: Port, plan: Plan, vault: OpenVault): void;
  /** Errors: `ticket-invalid`. */
  plan(port: Port, vault: OpenVault): Plan;
  /** What the plan says is done. The keys are wiped; what is known of their file stays. */
  applied(port: Port): void;
  /** The file, and how many of its entries the vault has. Errors: `ticket-invalid`. */
  source(port: Port): { source: Source | null; held: number };
  /** What runs for this port, so that it can be cancelled; `null`: nothing. */
  running(port: Port, turns: Turns | null): void;
  cancel(port: Port): void;
  /** The sheet is gone, or the import is done. */
  close(port: Port): void;
}

export function createImports<Port extends object>(): Imports<Port> {
  const imports = new Map<Port, Import>();
  const of = (port: Port) => imports.get(port) ?? fail('ticket-invalid', {});
  const contents = (port: Port) => of(port).contents ?? fail('ticket-invalid', {});

  const close = (port: Port) => {
    const former = imports.get(port);
    imports.delete(port);
    if (!former) return;
    former.turns?.cancel();
    forget(former);
  };

  const forget = (opened: Import) => {
    const { locked, contents, plan } = opened;
    if (locked && 'bytes' in locked) locked.bytes.fill(0);
    if (contents) wipeFound(contents.keys);
    if (plan) wipePlan(plan);
    Object.assign(opened, { locked: null, contents: null, plan: null } satisfies Partial<Import>);
  };

  /** What a sheet is told, and whether a person has to say more. */
  const told = ({ fileName, size, locked, contents }: Import): OpenedFile => {
    const skipped = contents?.skipped ?? [];
    const head = {
      fileName,
      size,
      kind: contents?.kind ?? (locked?.needs === 'vault' ? 'keyfold-vault' : 'age'),
      keys: contents?.keys.length ?? 0,
      skipped: skipped.slice(0, mostSkippedShown),
      skippedInAll: skipped.length,
      recoveryKey: locked?.needs === 'vault' && recoverySlotOf(locked.other.slots) !== null,
    } as const;
    if (locked) return { ...head, needs: locked.needs };
    if (contents?.table) return { ...head, needs: 'columns' };
    return { ...head, needs: contents?.keys.some(({ profile }) => profile === null) ? 'profile' : null };
  };

  const taken = (opened: Import, from: Contents): OpenedFile => {
    if (from.keys.length === 0 && !from.table && from.skipped.length === 0) fail('no-keys-in-file', {});
    opened.contents = from;
    return told(opened);
  };

  const begun = (fileName: string, size: number, locked: Import['locked']): Import => {
    return { fileName, size, locked, contents: null, plan: null, vault: null, turns: null, source: null, held: null };
  };

  return {
    open(port, { fileName, path, bytes }) {
      close(port);
      const needs = ageKindOf(bytes);
      const opened = begun(fileName, bytes.byteLength, needs ? { bytes, needs } : null);
      try {
        const answer = needs ? told(opened) : taken(opened, contentsOf(fileName, bytes));
        if (opened.contents) opened.source = sourceOf(opened.contents.kind, fileName, path, bytes);
        imports.set(port, opened);
        return answer;
      } finally {
        if (!needs) bytes.fill(0);
      }
    },
    async unlock(port, key) {
      const opened = of(port);
      const locked = opened.locked ?? fail('ticket-invalid', {});
      if (!('bytes' in locked)) return fail('ticket-invalid', {});
      const { bytes, needs } = locked;
      if ((key.kind === 'passphrase') !== (needs === 'passphrase')) fail('ticket-invalid', {});
      const inside = await decryptAge(bytes, key);
      const plain = Buffer.from(inside.buffer, inside.byteOffset, inside.byteLength);
      try {
        // The sheet may have gone while this was being opened.
        if (imports.get(port) !== opened) fail('ticket-invalid', {});
        const found = contentsOf(opened.fileName.replace(/\.age$/i, ''), plain);
        bytes.fill(0);
        opened.locked = null;
        return taken(opened, found);
      } finally {
        plain.fill(0);
      }
    },
    openVault(port, other) {
      close(port);
      const opened = begun(other.fileName, other.size, { needs: 'vault', other });
      imports.set(port, opened);
      return told(opened);
    },
    async unlockVault(port, read) {
      const opened = of(port);
      if (opened.locked?.needs !== 'vault') return fail('ticket-invalid', {});
      const found = await read(opened.locked.other);
      if (imports.get(port) !== opened) {
        wipeFound(found.keys);
        return fail('ticket-invalid', {});
      }
      opened.locked = null;
      return taken(opened, found);
    },
    table: (port) => contents(port).table?.outline ?? fail('ticket-invalid', {}),
    columns(port, mapping, profile) {
      const { table } = contents(port).table ?? fail('ticket-invalid', {});
      return taken(of(port), { ...keysBy(table, mapping, profile), table: null });
    },
    assume(port, profile) {
      const opened = of(port);
      const found = contents(port);
      const keys = found.keys.map((key) => (key.profile === null ? { ...key, profile } : key));
      return taken(opened, { ...found, keys });
    },
    found(port) {
      const { keys, table } = contents(port);
      if (table || keys.some(({ profile }) => profile === null)) fail('ticket-invalid', {});
      return keys.map(named);
    },
    keepPlan(port, plan, vault) {
      const opened = of(port);
      if (opened.plan) wipePlan(opened.plan);
      Object.assign(opened, { plan, vault } satisfies Partial<Import>);
    },
    plan(port, vault) {
      const { plan, vault: made } = of(port);
      return plan && made === vault ? plan : fail('ticket-invalid', {});
    },
    applied(port) {
      const opened = of(port);
      opened.held = heldBy(opened.plan?.keys ?? [], true);
      forget(opened);
    },
    source(port) {
      const { source, held, plan } = of(port);
      return { source, held: held ?? heldBy((plan ?? fail('ticket-invalid', {})).keys, false) };
    },
    running(port, turns) {
      const opened = imports.get(port);
      if (opened) opened.turns = turns;
    },
    cancel: (port) => imports.get(port)?.turns?.cancel(),
    close,
  };
}

/** The keys of an age identity file. Errors: `file-unknown`. */
export function identitiesOf(bytes: Buffer): AgeKey {
  const identities = identitiesIn(bytes.toString('latin1'));
  bytes.fill(0);
  if (identities.length === 0) fail('file-unknown', {});
  return { kind: 'identities', identities };
}
