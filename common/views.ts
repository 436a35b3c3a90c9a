import type { KeyScope } from './accounts/account';
import type { Intent } from './intents';
import type { KeyringAct } from './keyring';
import type { ProtectionChange } from './protection';
import type { ProviderId } from './providers/provider';
import type { ExportScope } from './transfer/export';

/**
 * The views. Every renderer is exactly one of these for its whole life. The gates know it by its port or its web
 * contents, never by what it says about itself.
 */
export const sheets = [
  'create',
  'unlock',
  'restore',
  'rescue',
  'add',
  'verify',
  'reveal',
  'protect',
  'keyring',
  'rekey',
  'export',
  'import',
  'use',
  'allow',
] as const;
/** A short-lived renderer made for one act that knows a secret, and destroyed when the act is over. */
export type SheetName = (typeof sheets)[number];

export const views = ['main-view', ...sheets] as const;
export type View = (typeof views)[number];

/** The context of a view that needs none. */
type Nothing = Record<never, never>;

/** What each view was opened for. Main sends it to the view together with its port. */
export interface ViewContexts {
  'main-view': Nothing;
  /** The folder that the vault will be made in. It is shown, never taken as input. */
  create: { place: string };
  unlock: Nothing;
  restore: Nothing;
  /** The vault's files were replaced while it was open. */
  rescue: Nothing;
  add: {
    /** The provider to begin with, if the person was looking at one. */
    provider: ProviderId | null;
    /** The account or identity that the key is for, if the person was looking at one. */
    holder: Exclude<KeyScope, { kind: 'unassigned' }> | null;
    /** The rotation whose new key is to be added. */
    rotation: string | null;
    /** What was typed in the form when Keyfold locked, by field. Nothing secret. */
    draft: Record<string, string> | null;
  };
  /** What the person chose, and has to verify. */
  verify: { intent: Intent };
  /** The one-use ticket that opens it. */
  reveal: { ticket: string };
  protect: { change: ProtectionChange };
  keyring: { act: KeyringAct };
  rekey: Nothing;
  /** The keys to export. `give`: they are handed over, so the sheet asks to whom. */
  export: { scope: ExportScope; give?: true | undefined };
  import: ImportFrom;
  /** The key to write for a tool. */
  use: { keyId: string };
  /** A program asks for a key by the command `keyfold`. What it asks for, the sheet hears from the vault. */
  allow: Nothing;
}

/** Where the sheet `import` is to take keys from. */
export type ImportFrom =
  /** From a file that it asks for. */
  | { from: 'file' }
  /** From a file that the person holds over the window. The sheet waits for it. */
  | { from: 'drop' }
  /** From the backup of that name. */
  | { from: 'backup'; backup: string }
  /** The sheet saves an original as a file instead. */
  | { from: 'original'; original: string };

/** A sheet together with what it is opened for. */
export type Opening = { [S in SheetName]: { sheet: S } & ViewContexts[S] }[SheetName];

/** What a view must know before its first paint. It is passed on the command line, so nothing secret may be in it. */
export interface ViewBoot {
  view: View;
  language: 'en' | 'zh-CN';
  platform: 'linux' | 'darwin' | 'win32';
}
