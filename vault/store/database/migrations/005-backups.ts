import type { Migration } from './migration';

/** How many backups are kept, and what tells an older copy of the vault or of its slots from the present one. */
export const backups: Migration = {
  version: 5,
  sql: `
    ALTER TABLE meta ADD COLUMN backups_kept INTEGER NOT NULL DEFAULT 7 CHECK (backups_kept BETWEEN 1 AND 30);
    -- SHA-256 of slots.json as it stands, and of the one that is just taking its place, there followed by the name of
    -- the action that the log is to tell of, if any; NULL: not known.
    ALTER TABLE meta ADD COLUMN slots_hash BLOB;
    ALTER TABLE meta ADD COLUMN slots_next BLOB;
    -- SHA-256 of the mark (vault/generation/mark.ts) that a person knowingly stepped back behind; NULL: none.
    ALTER TABLE meta ADD COLUMN accepted_mark BLOB;
    -- A step back that was found and that nobody has said to be right yet: which part, and when the newer one was
    -- seen last, in milliseconds since the epoch (0: not known).
    ALTER TABLE meta ADD COLUMN step_back TEXT CHECK (step_back IN ('vault', 'slots'));
    ALTER TABLE meta ADD COLUMN step_back_seen INTEGER NOT NULL DEFAULT 0;
  `,
};
