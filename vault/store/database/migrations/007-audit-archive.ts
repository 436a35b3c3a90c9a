import type { Migration } from './migration';

/** Where the log begins, after its oldest rows were moved into a signed file. */
export const auditArchive: Migration = {
  version: 7,
  sql: `
    CREATE TABLE audit_archive (
      -- The numbers of the first and the last row in the file. The log begins after the greatest of the last.
      last INTEGER PRIMARY KEY,
      first INTEGER NOT NULL CHECK (first BETWEEN 1 AND last),
      -- The mac of the row before the first one; NULL if the first row has the number 1.
      before BLOB CHECK (length(before) = 32),
      -- The mac of the last row, to which the next row is chained.
      mac BLOB NOT NULL CHECK (length(mac) = 32),
      -- Milliseconds since the epoch.
      at INTEGER NOT NULL,
      -- SHA-256 of the file.
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      -- HMAC-SHA-256 over all of this, under the key of the chain.
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;

    CREATE TRIGGER audit_archive_is_not_deleted BEFORE DELETE ON audit_archive BEGIN
      SELECT RAISE(ABORT, 'audit archives are not deleted');
    END;

    -- Only rows that stand in an archive may go.
    DROP TRIGGER audit_is_not_deleted;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    WHEN old.number > (SELECT coalesce(max(last), 0) FROM audit_archive) BEGIN
      SELECT RAISE(ABORT, 'audit rows are not deleted');
    END;
  `,
};
