import type { KeyringAct } from './keyring';
import type { ProtectionChange, TicketPurpose } from './protection';
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

/** What main tells a view when it hands it its port. */
export interface ViewContext {
  /** For `add`: the profile to begin with, when the person was looking at one. */
  profile?: string;
  /** For `add`: the rotation whose new key is to be added. */
  rotation?: string;
  /** For `add`: what stood in the form when Keyfold locked. Nothing secret. */
  draft?: Record<string, string>;
  /** For `verify`: the act, and the key that is acted on, if it is one. For `use`: the key. */
  purpose?: TicketPurpose;
  keyId?: string | null;
  /** For `protect`: what is to change. */
  change?: ProtectionChange;
  /** For `export`: the keys that were meant. */
  scope?: ExportScope;
  /** For `import`: a file is held over the window, and the sheet waits for it to be dropped. */
  dropping?: boolean;
  /** For `import`: the backup that it is to read, by its name. */
  backup?: string;
  /** For `import`: the cleaned file whose original it is to give back. */
  original?: string;
  /** For `keyring`: what it is to do. */
  act?: KeyringAct;
  /** For `reveal`: the one-use ticket that opens it. */
  ticket?: string;
}

/** What a view must know before its first paint; passed on its command line, so nothing secret may stand in it. */
export interface ViewBoot {
  view: View;
  language: 'en' | 'zh-CN';
  platform: 'linux' | 'darwin' | 'win32';
}
