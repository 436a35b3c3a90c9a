import { anySize, seal, unseal } from './keychain';
import type { SettingsStore } from './settings';

/** Where the mark of the vault's generation stands: outside the vault's folder, so that it doesn't go back with it. */
export interface MarkStore {
  keep(mark: Uint8Array): Promise<void>;
  /** `null` where there is none, or where the keychain doesn't open it. */
  read(): Promise<Uint8Array | null>;
}

/**
 * Keeps the mark in the settings, sealed by the keychain. Without one it stands there as it is: it holds no secret, and
 * the vault process put its own proof into it.
 */
export function openMarks(settings: Pick<SettingsStore, 'mark' | 'keepMark'>): MarkStore {
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
