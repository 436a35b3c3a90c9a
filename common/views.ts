import type { KeyringAct } from './keyring';
import type { KeyPurpose, ProtectionChange, TicketPurpose } from './protection';
import type { ProfileId } from './providers/profile';
import type { ExportScope } from './transfer/export';

/**
 * The views: every renderer is exactly one of these for its whole life, and the gates know it by its port or
 * web contents, never by what it says of itself.
 */
export const sheets = [
  'create',
  'unlock',
  'restore',
  'add',
  'verify',
  'reveal',
  'protect',
  'keyring',
  'rekey',
  'export',
  'import',
  'use',
] as const;
/** A short-lived renderer made for one act that knows a secret, and destroyed when the act is over. */
export type SheetName = (typeof sheets)[number];

export const views = ['main-view', ...sheets] as const;
export type View = (typeof views)[number];

/** For a view that is not opened for anything in particular. */
type Nothing = Record<never, never>;

/** What each view was opened for. Main tells it the view when it hands it its port. */
export interface ViewContexts {
  'main-view': Nothing;
  create: Nothing;
  unlock: Nothing;
  restore: Nothing;
  add: {
    /** The profile to begin with, where the person was looking at one. */
    profile: ProfileId | null;
    /** The rotation whose new key is to be added. */
    rotation: string | null;
    /** What stood in the form when Keyfold locked, by field. Nothing secret. */
    draft: Record<string, string> | null;
  };
  /** The act to be verified, and the key that it is done to, if it is done to one. */
  verify: { purpose: KeyPurpose; keyId: string } | { purpose: Exclude<TicketPurpose, KeyPurpose>; keyId: null };
  /** The one-use ticket that opens it. */
  reveal: { ticket: string };
  protect: { change: ProtectionChange };
  keyring: { act: KeyringAct };
  rekey: Nothing;
  /** The keys that were meant. */
  export: { scope: ExportScope };
  import: ImportFrom;
  /** The key that a tool is to have. */
  use: { keyId: string };
}

/** Where the sheet `import` is to take keys from. */
export type ImportFrom =
  /** From a file that it asks for. */
  | { from: 'file' }
  /** From a file that is held over the window, and that it waits for. */
  | { from: 'drop' }
  /** From the backup of that name. */
  | { from: 'backup'; backup: string }
  /** It gives back what is kept of a cleaned file. */
  | { from: 'original'; original: string };

/** A sheet together with what it is opened for. */
export type Opening = { [S in SheetName]: { sheet: S } & ViewContexts[S] }[SheetName];

/** What a view must know before its first paint; passed on its command line, so nothing secret may stand in it. */
export interface ViewBoot {
  view: View;
  language: 'en' | 'zh-CN';
  platform: 'linux' | 'darwin' | 'win32';
}
