import type BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { keys } from './001-keys';
import { accounts } from './002-accounts';
import { protection } from './003-protection';
import { auditRotation } from './004-audit-rotation';
import { backups } from './005-backups';
import { originals } from './006-originals';
import { auditArchive } from './007-audit-archive';
import { revealTaken } from './008-reveal-taken';
import { backupRule } from './009-backup-rule';
import { addedKeys } from './010-added-keys';
import { datesTags } from './011-dates-tags';
import { counted } from './012-counts';
import { recycleBin } from './013-recycle-bin';
import { passwords } from './014-passwords';
import { rotationBoard } from './015-rotation-board';
import { handovers } from './016-handovers';
import { namedViews } from './017-named-views';
import { shownHow } from './018-shown-how';
import { letters } from './019-letters';
import type { Migration } from './migration';

export const migrations: readonly Migration[] = [
  keys,
  accounts,
  protection,
  auditRotation,
  backups,
  originals,
  auditArchive,
  revealTaken,
  backupRule,
  addedKeys,
  datesTags,
  counted,
  recycleBin,
  passwords,
  rotationBoard,
  handovers,
  namedViews,
  shownHow,
  letters,
];

/** The schema version that this Keyfold writes. */
export const schemaVersion = Math.max(...migrations.map(({ version }) => version));

/**
 * Brings a database up to {@link schemaVersion}. Each step runs in one transaction, together with its version number.
 */
export function migrate(db: BetterSqlite.Database, steps: readonly Migration[] = migrations): void {
  const found = Number(db.pragma('user_version', { simple: true }));
  for (const { version, sql } of steps) {
    if (version <= found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
