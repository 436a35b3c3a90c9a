import type { Migration } from './migration';

/** Files as they were before Keyfold took keys out of them. */
export const originals: Migration = {
  version: 6,
  sql: `
    CREATE TABLE original (
      id TEXT PRIMARY KEY,
      -- Where the file stands, links followed.
      path TEXT NOT NULL,
      -- Milliseconds since the epoch.
      cleaned_at INTEGER NOT NULL,
      -- Bytes of the file as it was.
      size INTEGER NOT NULL,
      -- Entries that were taken out.
      entries INTEGER NOT NULL CHECK (entries > 0),
      -- Under the secret key (vault/originals/originals.ts).
      sealed BLOB NOT NULL
    ) STRICT;
  `,
};
