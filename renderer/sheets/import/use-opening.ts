import { useEffect } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { ColumnMapping, TableOutline, TitlePlace } from '../../../common/csv/table';
import type { AppError, Reply } from '../../../common/errors';
import type { ProviderId } from '../../../common/providers';
import { mostFileBytes, type OpenedFile } from '../../../common/transfer/import';
import type { ImportStep } from './steps';

/** Errors of the file itself, against which only another file helps. */
const ofTheFile = [
  'file-too-large',
  'not-a-file',
  'file-unknown',
  'file-damaged',
  'file-member',
  'file-newer',
  'no-keys-in-file',
  'other-provider',
  'backup-incomplete',
  'backup-damaged',
  'backup-altered',
  'backup-costly',
  'backup-dropped',
  'backup-is-open',
  'backup-gone',
  'vault-newer',
];

interface OpeningNeeds {
  client: Client<'import'>;
  setStep: (step: ImportStep) => void;
  setFailure: (failure: AppError | null) => void;
  /** Compares the file, which is open now, with the vault. */
  compare: (file: OpenedFile) => Promise<unknown>;
  close: () => void;
}

/** The bytes of a file that was dropped; `null` for a folder, or a file that is gone again. */
async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** The first part of an import, up to an open file: which file it is, and what has to be chosen or typed for it. */
export function useOpening({ client, setStep, setFailure, compare, close }: OpeningNeeds) {
  const { keyImport } = client;
  const stay = () => undefined;

  /** Takes what the vault found out about a file. `null`: the person chose none. */
  async function take(reply: Reply<OpenedFile | null>, otherwise: () => void = stay): Promise<void> {
    if (!reply.ok) return setStep({ at: 'refused', error: reply.error });
    if (!reply.value) return otherwise();
    const file = reply.value;
    if (file.needs === 'columns' || file.needs === 'provider') return setStep({ at: file.needs, file });
    if (file.needs !== null) return setStep({ at: 'locked', file });
    await compare(file);
  }

  /**
   * Goes on with an unlocked file. Returns an error that another passphrase or password may help against; the caller
   * shows it.
   */
  async function takeUnlocked(reply: Reply<OpenedFile | null>): Promise<AppError | null> {
    if (!reply.ok && !ofTheFile.includes(reply.error.code)) return reply.error;
    await take(reply);
    return null;
  }

  async function choose(otherwise: () => void): Promise<void> {
    setFailure(null);
    await take(await keyImport.open({}), otherwise);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: this runs once, when the sheet appears.
  useEffect(() => {
    void client.context().then(async (source) => {
      if (source.from === 'original') return setStep({ at: 'original', id: source.original });
      if (source.from === 'drop') return setStep({ at: 'dropping' });
      if (source.from === 'file') return choose(close);
      await take(await keyImport.backup({ name: source.backup }), close);
    });
  }, []);

  return {
    choose,
    /** Reads a file that was dropped. Its bytes come here, so that no view ever names a path to the vault. */
    async drop(file: File): Promise<void> {
      setFailure(null);
      if (file.size > mostFileBytes)
        return setStep({ at: 'refused', error: { code: 'file-too-large', limit: mostFileBytes } });
      setStep({ at: 'reading' });
      const bytes = await bytesOf(file);
      if (!bytes) return setStep({ at: 'refused', error: { code: 'not-a-file' } });
      const reply = await keyImport.drop({ fileName: file.name, bytes });
      bytes.fill(0);
      await take(reply);
    },
    /** Opens the file with its passphrase, which the caller wipes. Returns an error that another passphrase may help against. */
    async unlock(passphrase: Uint8Array<ArrayBuffer>): Promise<AppError | null> {
      return takeUnlocked(await keyImport.passphrase({ passphrase }));
    },
    /** Opens another vault with its master password or its recovery key. The rest is as in `unlock`. */
    async unlockVault(by: 'password' | 'recovery-key', typed: Uint8Array<ArrayBuffer>): Promise<AppError | null> {
      return takeUnlocked(await keyImport.vault(by === 'password' ? { by, password: typed } : { by, key: typed }));
    },
    /** Stops the opening of a file. Its call then returns `cancelled`. */
    stopOpening(): void {
      void keyImport.cancel({});
    },
    /** Asks for an identity file. */
    async identify(): Promise<void> {
      setFailure(null);
      const reply = await keyImport.identity({});
      // It may be the wrong identity file. The export is still there.
      if (reply.ok) await take(reply);
      else setFailure(reply.error);
    },
    /** Returns the table whose columns the person has to name; `null` if the vault no longer has it. */
    async table(): Promise<TableOutline | null> {
      const reply = await keyImport.table({});
      if (!reply.ok) setFailure(reply.error);
      return reply.ok ? reply.value : null;
    },
    /** Returns the table as it is if its titles are in this place; `null` if it can't be read so. */
    async titles(at: TitlePlace): Promise<TableOutline | null> {
      setFailure(null);
      const reply = await keyImport.titles({ at });
      if (!reply.ok) setFailure(reply.error);
      return reply.ok ? reply.value : null;
    },
    async columns(mapping: ColumnMapping, provider: ProviderId | null): Promise<void> {
      setFailure(null);
      await take(await keyImport.columns({ mapping, provider }));
    },
    async assume(provider: ProviderId): Promise<void> {
      setFailure(null);
      await take(await keyImport.assume({ provider }));
    },
  };
}
