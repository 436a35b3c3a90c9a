import type { Migration } from './migration';

/** What left the vault for somebody: to whom, when, in which file, and which keys were in it. */
export const handovers: Migration = {
  version: 16,
  sql: `
    CREATE TABLE handover (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      -- Milliseconds since the epoch.
      at INTEGER NOT NULL,
      -- As the person wrote it.
      to_whom TEXT NOT NULL CHECK (to_whom <> ''),
      -- The local user's name; '' if it isn't known.
      by_whom TEXT NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('age', 'csv', 'file', 'tool', 'clipboard')),
      -- The tool that it was written for; '' if it is for none.
      tool TEXT NOT NULL,
      -- The fingerprints of the recipients that the file is encrypted for; '' if it is for none.
      recipients TEXT NOT NULL,
      -- '' if there is no file.
      file_name TEXT NOT NULL,
      -- SHA-256 of the file, in hexadecimal; '' if it isn't known.
      digest TEXT NOT NULL,
      keys INTEGER NOT NULL CHECK (keys > 0),
      -- It is noted before anything leaves, and is finished as soon as it has left.
      finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
    ) STRICT;
    CREATE INDEX handover_at ON handover (at);

    -- The keys as they were then. They have no foreign key, because what was given outlives the key.
    CREATE TABLE handover_key (
      handover INTEGER NOT NULL REFERENCES handover (number),
      place INTEGER NOT NULL,
      key_id TEXT NOT NULL,
      profile TEXT NOT NULL,
      name TEXT NOT NULL,
      last_four TEXT NOT NULL,
      PRIMARY KEY (handover, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX handover_key_key ON handover_key (key_id);

    CREATE TRIGGER handover_is_not_changed
    BEFORE UPDATE OF number, id, at, to_whom, by_whom, way, tool, recipients, file_name, digest, keys ON handover BEGIN
      SELECT RAISE(ABORT, 'what was given is not changed');
    END;
    CREATE TRIGGER handover_stays_finished BEFORE UPDATE OF finished ON handover WHEN new.finished < old.finished BEGIN
      SELECT RAISE(ABORT, 'what was given stays given');
    END;
    CREATE TRIGGER handover_is_not_deleted BEFORE DELETE ON handover BEGIN
      SELECT RAISE(ABORT, 'what was given is not deleted');
    END;
    CREATE TRIGGER handover_key_is_not_changed BEFORE UPDATE ON handover_key BEGIN
      SELECT RAISE(ABORT, 'what was given is not changed');
    END;
    CREATE TRIGGER handover_key_is_not_deleted BEFORE DELETE ON handover_key BEGIN
      SELECT RAISE(ABORT, 'what was given is not deleted');
    END;
  `,
};
