import type { Migration } from './migration';

/** How many backups of each kind are kept. The one number that there was before becomes the number of days. */
export const backupRule: Migration = {
  version: 9,
  sql: `
    ALTER TABLE meta ADD COLUMN backup_days INTEGER NOT NULL DEFAULT 7 CHECK (backup_days BETWEEN 1 AND 30);
    ALTER TABLE meta ADD COLUMN backup_weeks INTEGER NOT NULL DEFAULT 4 CHECK (backup_weeks BETWEEN 0 AND 12);
    ALTER TABLE meta ADD COLUMN backup_months INTEGER NOT NULL DEFAULT 12 CHECK (backup_months BETWEEN 0 AND 36);
    ALTER TABLE meta ADD COLUMN backup_acts INTEGER NOT NULL DEFAULT 5 CHECK (backup_acts BETWEEN 1 AND 30);
    UPDATE meta SET backup_days = backups_kept;
  `,
};
