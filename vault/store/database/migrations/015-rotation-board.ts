import type { Migration } from './migration';

/** What a switch changed, so that it can be undone; and a restored key goes on with its rotation. */
export const rotationBoard: Migration = {
  version: 15,
  sql: `
    -- What switching gave to the new key and took from the old one, as JSON; NULL: nothing that could be undone.
    ALTER TABLE rotation ADD COLUMN carried TEXT;
    CREATE INDEX rotation_stage ON rotation (stage, updated_at, old_key);
    CREATE INDEX rotation_old_finished ON rotation (old_key) WHERE stage = 'finished';

    -- As before, and updated_at says since when it is so.
    DROP TRIGGER rotation_key_deleted;
    CREATE TRIGGER rotation_key_deleted AFTER DELETE ON access_key BEGIN
      -- Without a new key there was nothing to rotate to.
      DELETE FROM rotation WHERE old_key = old.id AND stage = 'started';
      UPDATE rotation SET stage = 'finished', updated_at = max(updated_at, (SELECT latest_seen FROM meta))
        WHERE old_key = old.id AND stage <> 'finished';
      UPDATE rotation SET stage = 'started', new_key = NULL, moved_default = 0, carried = NULL,
        updated_at = max(updated_at, (SELECT latest_seen FROM meta))
        WHERE new_key = old.id AND stage <> 'finished';
    END;

    -- The old key is there again: its rotation isn't finished after all, unless its new key is gone or busy.
    CREATE TRIGGER rotation_old_restored AFTER INSERT ON access_key
    WHEN EXISTS (SELECT 1 FROM rotation WHERE old_key = new.id AND stage = 'finished') BEGIN
      UPDATE rotation SET stage = CASE new.status WHEN 'enabled' THEN 'switched' ELSE 'disabled' END,
        updated_at = max(updated_at, (SELECT latest_seen FROM meta))
      WHERE id = (
        SELECT r.id FROM rotation r
        WHERE r.old_key = new.id AND r.stage = 'finished' AND r.new_key IN (SELECT id FROM access_key)
          AND NOT EXISTS (SELECT 1 FROM rotation o WHERE o.stage <> 'finished' AND o.old_key = r.new_key)
          AND NOT EXISTS (SELECT 1 FROM rotation o WHERE o.stage <> 'finished' AND o.new_key = r.new_key)
        ORDER BY r.updated_at DESC, r.id LIMIT 1
      );
    END;
  `,
};
