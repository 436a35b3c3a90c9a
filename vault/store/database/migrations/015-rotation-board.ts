import type { Migration } from './migration';

/** What a switch changed, so that it can be undone, and since when a rotation is at its stage. */
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
  `,
};
