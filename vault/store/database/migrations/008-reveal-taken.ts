import type { Migration } from './migration';

/** When a secret left the vault for its only showing, although nobody said yet that it was seen to the end. */
export const revealTaken: Migration = {
  version: 8,
  sql: `
    -- Milliseconds since the epoch; NULL: it never left for a showing. It counts only while reveal_state is 'pending'.
    ALTER TABLE access_key ADD COLUMN taken_at INTEGER;
    -- What was shown stays shown, and what was taken stays taken.
    CREATE TRIGGER access_key_shown BEFORE UPDATE OF reveal_state, taken_at ON access_key
    WHEN (old.reveal_state = 'displayed' AND new.reveal_state <> 'displayed')
      OR (old.taken_at IS NOT NULL AND new.taken_at IS NULL) BEGIN
      SELECT raise(ABORT, 'a showing is not undone');
    END;
  `,
};
