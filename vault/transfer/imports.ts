import { fail } from '../../common/errors';
import type { FileKind, OpenedFile } from '../../common/transfer/import';
import type { OpenVault } from '../session';
import { type AgeKey, ageKindOf, decryptAge, identitiesIn } from './age';
import { type ExportedKey, looksLikeExport, readExport } from './export-format';
import { wipeFound } from './found-key';
import { type Plan, wipePlan } from './plan';
import type { SourceFile } from './source-file';
import type { Turns } from './turns';

/** What one sheet has opened, step by step. */
interface Import {
  fileName: string;
  size: number;
  kind: FileKind;
  /** An encrypted file that waits for its key. */
  locked: { bytes: Buffer; needs: 'passphrase' | 'identity' } | null;
  found: ExportedKey[] | null;
  plan: Plan | null;
  /** Whose keys the plan was made beside: another after the vault got new ones. */
  vault: OpenVault | null;
  turns: Turns | null;
}

/**
 * Files on their way into the vault: each stays with the port of its sheet, secrets and all, and is wiped when that is
 * gone.
 */
export interface Imports<Port extends object> {
  /** Takes over a file's bytes. Errors: `file-unknown`, `file-damaged`, `file-newer`, `no-keys-in-file`. */
  open(port: Port, source: SourceFile): OpenedFile;
  /** Errors: `wrong-passphrase`, `wrong-identity`, `work-factor`, those of `open`; `ticket-invalid` where nothing waits. */
  unlock(port: Port, key: AgeKey): Promise<OpenedFile>;
  /** The keys of the file. Errors: `ticket-invalid`. */
  found(port: Port): readonly ExportedKey[];
  keepPlan(port: Port, plan: Plan, vault: OpenVault): void;
  /** Errors: `ticket-invalid`. */
  plan(port: Port, vault: OpenVault): Plan;
  /** What runs for this port, so that it can be cancelled; `null`: nothing. */
  running(port: Port, turns: Turns | null): void;
  cancel(port: Port): void;
  /** The sheet is gone, or the import is done. */
  close(port: Port): void;
}

export function createImports<Port extends object>(): Imports<Port> {
  const imports = new Map<Port, Import>();
  const of = (port: Port) => imports.get(port) ?? fail('ticket-invalid', {});

  const close = (port: Port) => {
    const former = imports.get(port);
    imports.delete(port);
    if (!former) return;
    former.turns?.cancel();
    former.locked?.bytes.fill(0);
    if (former.found) wipeFound(former.found);
    if (former.plan) wipePlan(former.plan);
  };

  const told = ({ fileName, size, kind, locked }: Import): OpenedFile => ({
    fileName,
    size,
    kind,
    needs: locked?.needs ?? null,
  });

  return {
    open(port, { fileName, bytes }) {
      close(port);
      const size = bytes.byteLength;
      const needs = ageKindOf(bytes);
      const opened: Import = {
        fileName,
        size,
        kind: needs ? 'age' : 'keyfold-export',
        locked: needs ? { bytes, needs } : null,
        found: needs ? null : contentsOf(bytes),
        plan: null,
        vault: null,
        turns: null,
      };
      imports.set(port, opened);
      return told(opened);
    },
    async unlock(port, key) {
      const opened = of(port);
      const { bytes, needs } = opened.locked ?? fail('ticket-invalid', {});
      if ((key.kind === 'passphrase') !== (needs === 'passphrase')) fail('ticket-invalid', {});
      const plain = await decryptAge(bytes, key);
      const found = contentsOf(Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength));
      if (imports.get(port) !== opened) {
        // The sheet went while this was being opened.
        wipeFound(found);
        fail('ticket-invalid', {});
      }
      bytes.fill(0);
      Object.assign(opened, { locked: null, found, kind: 'keyfold-export' } satisfies Partial<Import>);
      return told(opened);
    },
    found: (port) => of(port).found ?? fail('ticket-invalid', {}),
    keepPlan(port, plan, vault) {
      const opened = of(port);
      if (opened.plan) wipePlan(opened.plan);
      Object.assign(opened, { plan, vault } satisfies Partial<Import>);
    },
    plan(port, vault) {
      const { plan, vault: made } = of(port);
      return plan && made === vault ? plan : fail('ticket-invalid', {});
    },
    running(port, turns) {
      const opened = imports.get(port);
      if (opened) opened.turns = turns;
    },
    cancel: (port) => imports.get(port)?.turns?.cancel(),
    close,
  };
}

/** The keys in a file that isn't encrypted; wipes its bytes. Errors: `file-unknown`, those of {@link readExport}. */
function contentsOf(bytes: Buffer): ExportedKey[] {
  try {
    if (!looksLikeExport(bytes.subarray(0, 4096).toString('utf8'))) fail('file-unknown', {});
    return readExport(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** The keys of an age identity file. Errors: `file-unknown`. */
export function identitiesOf(bytes: Buffer): AgeKey {
  const identities = identitiesIn(bytes.toString('latin1'));
  bytes.fill(0);
  if (identities.length === 0) fail('file-unknown', {});
  return { kind: 'identities', identities };
}
