import type { Migration } from './migration';

/** How the secret of a key came to count as shown. */
export const shownHow: Migration = {
  version: 18,
  sql: `
    -- 'shown': on the screen; 'left': in plain text by a file, a tool or the clipboard; 'imported': the key came with an
    -- import, and Keyfold never showed it; NULL: it doesn't count as shown, or is from before this was stored.
    ALTER TABLE access_key ADD COLUMN shown_how TEXT CHECK (shown_how IN ('shown', 'left', 'imported'));
    ALTER TABLE binned_key ADD COLUMN shown_how TEXT;
    UPDATE access_key SET shown_how = 'imported' WHERE reveal_state = 'displayed' AND id IN (
      SELECT key_id FROM audit WHERE action = 'add' AND outcome = 'ok' AND json_valid(detail)
        AND json_extract(detail, '$.why') = 'imported');
    UPDATE access_key SET shown_how = 'shown' WHERE reveal_state = 'displayed' AND id IN (
      SELECT key_id FROM audit WHERE action = 'reveal-displayed' AND outcome = 'ok');
  `,
};
