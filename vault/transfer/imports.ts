import type { ColumnMapping, TableOutline, TitlePlace } from '../../common/csv/table';
import { fail } from '../../common/errors';
import type { ProviderId } from '../../common/providers';
import type { OpenedFile, SkippedEntry } from '../../common/transfer/import';
import type { PortLife } from '../base/port-life';
import type { OpenVault } from '../session/open-vault';
import { type AgeKey, identitiesIn } from './age';
import { heldBy, type Source } from './clean-source';
import type { KeysFound, OwnedKey } from './contents';
import { kindOfBytes, kindOfNoIdentity } from './file-kind';
import { loadYaml } from './formats/yaml-library';
import { wipeFound } from './found-key';
import * as steps from './import-steps';
import type { SaidOfKeys } from './missing';
import type { OtherVault } from './other-vault';
import { type ComparedKeys, wipePlan } from './plan';
import type { SourceFile } from './source-file';
import type { Running } from './turns';

/**
 * Files that are being imported. Each is kept with the port of its sheet, secrets included, and is wiped when the port
 * closes. If a call doesn't fit the present step, it is refused with `ticket-invalid`.
 */
export interface Imports<Port extends object> {
  /** Takes over a file's bytes. Errors: those of {@link steps.beginWith}. */
  open(port: Port, source: SourceFile): Promise<OpenedFile>;
  /** Opens an encrypted file. Errors: those of {@link steps.decrypt} and of `open`. */
  unlock(port: Port, key: AgeKey, signal?: AbortSignal): Promise<OpenedFile>;
  /** Begins with another vault. It is found by the file that was chosen, or is a backup of this vault. */
  openVault(port: Port, other: OtherVault): OpenedFile;
  /** Opens that vault: `read` returns its keys. Errors: those of `read`, `no-keys-in-file`. */
  unlockVault(port: Port, read: (other: OtherVault) => Promise<KeysFound>): Promise<OpenedFile>;
  /** Returns the outline of the table whose columns must be named. */
  table(port: Port): TableOutline;
  /** Reads the table with its titles in another place. Errors: `file-too-large`. */
  titles(port: Port, titles: TitlePlace): TableOutline;
  /** Names the table's columns. Errors: `no-keys-in-file`. */
  columns(port: Port, mapping: ColumnMapping, provider: ProviderId | null): OpenedFile;
  /** Takes this provider for all keys that have no known provider. */
  assume(port: Port, provider: ProviderId): OpenedFile;
  /** Returns what was said of the keys that the file doesn't say. */
  said(port: Port): SaidOfKeys;
  /**
   * Returns the keys of the file, with what was said of them; by default what {@link Imports.said} returns. Each has a
   * provider and a name.
   */
  found(port: Port, said?: SaidOfKeys): OwnedKey[];
  /** Returns the file's entries that give no key. */
  skipped(port: Port): readonly SkippedEntry[];
  /** Returns whether the keys come from a vault: an export of Keyfold, or a vault itself. */
  areOfVault(port: Port): boolean;
  /** Takes over the plan, and what was said of its keys. */
  keepPlan(port: Port, plan: ComparedKeys, vault: OpenVault, said?: SaidOfKeys): void;
  /** Returns the plan, if it was compared with this vault. */
  plan(port: Port, vault: OpenVault): ComparedKeys;
  /** Called when what the plan says has been done. The keys are wiped. What is known of their file stays. */
  applied(port: Port): void;
  /** Returns the file, and how many of its entries the vault has. */
  source(port: Port): { source: Source | null; held: number };
}

type At = steps.Step['at'];
type StepAt<A extends At> = Extract<steps.Step, { at: A }>;

/** The import of one port. Each step replaces the former `step`. */
interface Import {
  step: steps.Step;
}

/** Makes the imports. Opening another file cancels what `running` runs for that port. */
export function createImports<Port extends object>(life: PortLife<Port>, running: Running<Port>): Imports<Port> {
  const imports = life.slot<Import>(({ step }) => steps.wipeStep(step));

  /** Returns the port's import, if it is at one of these steps. Errors: `ticket-invalid`. */
  const waiting = <A extends At>(port: Port, ...at: A[]): { opened: Import; step: StepAt<A> } => {
    const opened = imports.get(port) ?? fail('ticket-invalid', {});
    const { step } = opened;
    return isAt(step, at) ? { opened, step } : fail('ticket-invalid', {});
  };
  const goOn = (opened: Import, step: steps.Step): OpenedFile => {
    opened.step = step;
    return steps.told(step);
  };
  const beginWith = (port: Port, step: steps.Step): OpenedFile => {
    running.cancel(port);
    imports.set(port, { step });
    return steps.told(step);
  };

  return {
    async open(port, source) {
      running.cancel(port);
      imports.clear(port);
      return beginWith(port, await steps.beginWith(source));
    },
    async unlock(port, key, signal) {
      const { opened, step } = waiting(port, 'encrypted');
      await loadYaml();
      const plain = await steps.decrypt(step, key, signal);
      try {
        // The sheet may have closed while this was being opened, or may have opened it twice.
        const isPresent = () => imports.get(port) === opened && opened.step === step;
        if (!isPresent()) fail('ticket-invalid', {});
        const read = await steps.decryptedAs(step, plain);
        if (isPresent()) return goOn(opened, read);
        steps.wipeStep(read);
        return fail('ticket-invalid', {});
      } finally {
        plain.fill(0);
      }
    },
    openVault: (port, other) => beginWith(port, steps.beginWithVault(other)),
    async unlockVault(port, read) {
      const { opened, step } = waiting(port, 'vault');
      const found = await read(step.other);
      if (imports.get(port) === opened && opened.step === step) return goOn(opened, steps.vaultReadAs(step, found));
      wipeFound(found.keys);
      return fail('ticket-invalid', {});
    },
    table: (port) => waiting(port, 'columns').step.outline,
    titles(port, titles) {
      const { opened, step } = waiting(port, 'columns');
      const titled = steps.titledAt(step, titles);
      opened.step = titled;
      return titled.outline;
    },
    columns(port, mapping, provider) {
      const { opened, step } = waiting(port, 'columns');
      return goOn(opened, steps.withColumns(step, mapping, provider));
    },
    assume(port, provider) {
      const { opened, step } = waiting(port, 'provider', 'keys');
      return goOn(opened, steps.owned(step, provider));
    },
    said: (port) => waiting(port, 'keys', 'planned').step.said,
    found(port, said) {
      const { step } = waiting(port, 'keys', 'planned');
      return steps.keysWith(step, said ?? step.said);
    },
    skipped: (port) => waiting(port, 'provider', 'keys', 'planned').step.found.skipped,
    areOfVault(port) {
      const { kind } = waiting(port, 'keys', 'planned').step.found;
      return kind === 'keyfold-export' || kind === 'keyfold-vault';
    },
    keepPlan(port, plan, vault, said) {
      try {
        const { opened, step } = waiting(port, 'keys', 'planned');
        plan.from = step.source?.path ?? step.fileName;
        opened.step = steps.withPlan(step, plan, vault, said ?? step.said);
      } catch (error) {
        // The sheet has closed, or has opened another file.
        wipePlan(plan);
        throw error;
      }
    },
    plan(port, vault) {
      const { plan, vault: made } = waiting(port, 'planned').step;
      return made === vault ? plan : fail('ticket-invalid', {});
    },
    applied(port) {
      const { opened, step } = waiting(port, 'planned');
      opened.step = steps.applied(step);
    },
    source(port) {
      const { step } = waiting(port, 'planned', 'applied');
      return { source: step.source, held: step.at === 'applied' ? step.held : heldBy(step.plan.keys, false) };
    },
  };
}

const isAt = <A extends At>(step: steps.Step, at: readonly A[]): step is StepAt<A> => at.some((one) => one === step.at);

/** Returns the keys of an age identity file. Wipes its bytes. Errors: `file-unknown`, `file-unreadable`. */
export function identitiesOf(bytes: Buffer): AgeKey {
  const text = bytes.toString('latin1');
  const kind = kindOfBytes(bytes) ?? kindOfNoIdentity(text);
  bytes.fill(0);
  const identities = identitiesIn(text);
  if (identities.length === 0) return kind === null ? fail('file-unknown', {}) : fail('file-unreadable', { kind });
  return { kind: 'identities', identities };
}
