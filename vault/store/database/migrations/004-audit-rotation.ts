import type { Migration } from './migration';

/** The chained log, what rotation needs to know of a key, the assistant's stages, and the latest time seen. */
export const auditRotation: Migration = {
  version: 4,
  sql: `
    CREATE TABLE audit (
      -- From 1, without gaps.
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      -- The local user's name.
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      -- The key as it was then; '' where the row tells of none. Deleting the key leaves all of it.
      key_id TEXT NOT NULL,
      last_four TEXT NOT NULL,
      key_name TEXT NOT NULL,
      profile TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'refused', 'failed')),
      -- An error code; '' when it went well.
      code TEXT NOT NULL,
      -- Closed facts as JSON; never a secret.
      detail TEXT NOT NULL,
      -- HMAC-SHA-256 over this row and the mac of the row before.
      mac BLOB NOT NULL CHECK (length(mac) = 32)
    ) STRICT;
    CREATE INDEX audit_at ON audit (at);

    CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit BEGIN
      SELECT RAISE(ABORT, 'audit rows are not changed');
    END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN
      SELECT RAISE(ABORT, 'audit rows are not deleted');
    END;
    -- INSERT OR REPLACE would delete a row without the trigger above.
    CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE number = new.number) BEGIN
      SELECT RAISE(ABORT, 'audit rows are not replaced');
    END;

    -- The head of the chain, so that a removed tail shows: the last row's number and mac, and a mac over both.
    ALTER TABLE meta ADD COLUMN audit_number INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE meta ADD COLUMN audit_mac BLOB;
    ALTER TABLE meta ADD COLUMN audit_seal BLOB;
    -- The latest time of the system's clock that this vault has seen.
    ALTER TABLE meta ADD COLUMN latest_seen INTEGER NOT NULL DEFAULT 0;

    -- Days after which this key is due; NULL: its profile's, 0: never.
    ALTER TABLE access_key ADD COLUMN rotation_days INTEGER CHECK (rotation_days BETWEEN 0 AND 3650);
    -- When Keyfold itself last saw its secret shown, copied or saved.
    ALTER TABLE access_key ADD COLUMN last_used_at INTEGER;
    -- Since when it is enabled without a break.
    ALTER TABLE access_key ADD COLUMN active_since INTEGER NOT NULL DEFAULT 0;
    UPDATE access_key SET active_since = created_at;
    CREATE TRIGGER access_key_active_at_first AFTER INSERT ON access_key BEGIN
      UPDATE access_key SET active_since = new.created_at WHERE number = new.number;
    END;
    CREATE TRIGGER access_key_enabled AFTER UPDATE OF status ON access_key
    WHEN old.status = 'disabled' AND new.status = 'enabled' BEGIN
      UPDATE access_key SET active_since = new.updated_at WHERE number = new.number;
    END;

    CREATE TABLE rotation (
      id TEXT PRIMARY KEY,
      -- No foreign keys: a finished rotation outlives its old key.
      old_key TEXT NOT NULL,
      new_key TEXT,
      stage TEXT NOT NULL CHECK (stage IN ('started', 'added', 'switched', 'disabled', 'finished')),
      -- Switching moved the default from the old key to the new one.
      moved_default INTEGER NOT NULL DEFAULT 0 CHECK (moved_default IN (0, 1)),
      started_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      CHECK (stage = 'finished' OR (stage = 'started') = (new_key IS NULL)),
      CHECK (old_key <> new_key)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX one_rotation_an_old_key ON rotation (old_key) WHERE stage <> 'finished';
    CREATE UNIQUE INDEX one_rotation_a_new_key ON rotation (new_key) WHERE stage <> 'finished';

    -- The stages follow what happens to the keys, whoever does it.
    CREATE TRIGGER rotation_old_disabled AFTER UPDATE OF status ON access_key
    WHEN old.status = 'enabled' AND new.status = 'disabled' BEGIN
      UPDATE rotation SET stage = 'disabled', updated_at = new.updated_at WHERE old_key = new.id AND stage = 'switched';
    END;
    CREATE TRIGGER rotation_old_enabled AFTER UPDATE OF status ON access_key
    WHEN old.status = 'disabled' AND new.status = 'enabled' BEGIN
      UPDATE rotation SET stage = 'switched', updated_at = new.updated_at WHERE old_key = new.id AND stage = 'disabled';
    END;
    CREATE TRIGGER rotation_key_deleted AFTER DELETE ON access_key BEGIN
      -- Without a new key there was nothing to rotate to.
      DELETE FROM rotation WHERE old_key = old.id AND stage = 'started';
      UPDATE rotation SET stage = 'finished' WHERE old_key = old.id AND stage <> 'finished';
      UPDATE rotation SET stage = 'started', new_key = NULL, moved_default = 0
        WHERE new_key = old.id AND stage <> 'finished';
    END;
  `,
};
