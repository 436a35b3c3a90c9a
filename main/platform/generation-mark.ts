import { anySize, seal, unseal } from './keychain';
import type { KeptMark } from './settings';

/**
 * Stores the mark of the vault's generation outside the vault's folder. If an older copy of the folder is put back, the
 * mark stays.
 */
export interface MarkStore {
  keep(mark: Uint8Array): Promise<void>;
  /** Returns the mark; `null` if there is none or the keychain can't open it. */
  read(): Promise<Uint8Array | null>;
}

/**
 * Stores the mark in the settings, sealed by the keychain. Without a keychain it is stored as it is: it holds no
 * secret, and the vault process has put its own proof into it.
 */
export function openMarks(settings: { mark(): KeptMark | null; keepMark(mark: KeptMark): void }): MarkStore {
  return {
    async keep(mark) {
      const sealed = await seal(mark);
      const [bytes, backend] = sealed.state === 'good' ? [sealed.sealed, sealed.backend] : [mark, null];
      settings.keepMark({ text: Buffer.from(bytes).toString('base64'), backend });
    },
    async read() {
      const kept = settings.mark();
      if (kept === null) return null;
      const bytes = new Uint8Array(Buffer.from(kept.text, 'base64'));
      if (kept.backend === null) return bytes;
      const opened = await unseal(bytes, kept.backend, anySize);
      return opened.state === 'good' ? opened.share : null;
    },
  };
}
