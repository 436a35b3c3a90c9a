import type { Migration } from './migration';

/** Deleted keys, which wait for their end in a table of their own. So nothing that reads keys can meet one of them. */
export const recycleBin: Migration = {
  version: 13,
  sql: `
    -- For how many days a deleted key can be restored; 0: it is gone at once.
    ALTER TABLE meta ADD COLUMN bin_days INTEGER NOT NULL DEFAULT 30
      CHECK (bin_days = 0 OR bin_days BETWEEN 7 AND 90);

    CREATE TABLE binned_key (
      number INTEGER PRIMARY KEY,
      -- When it was deleted, and from when its days count: later than that if a backup with it was restored.
      deleted_at INTEGER NOT NULL,
      kept_from INTEGER NOT NULL,
      -- Whose it was. Both may be gone by now, and are made again as they were. Their ids are never used again.
      account INTEGER NOT NULL,
      root_account_id TEXT NOT NULL,
      account_alias TEXT NOT NULL,
      account_kept INTEGER NOT NULL CHECK (account_kept IN (0, 1)),
      -- The names of the account's tags, folded, as a list in JSON.
      account_tags TEXT NOT NULL,
      identity INTEGER NOT NULL,
      identity_kind TEXT NOT NULL,
      identity_name TEXT NOT NULL,
      identity_remark TEXT NOT NULL,
      identity_access TEXT NOT NULL,
      identity_credential TEXT NOT NULL,
      identity_kept INTEGER NOT NULL CHECK (identity_kept IN (0, 1)),
      -- The text by which the search found it.
      search_text TEXT NOT NULL,
      -- From here on as in access_key. Sealed values are bound to id and AccessKey ID, so they open after a restore.
      id TEXT NOT NULL UNIQUE,
      profile TEXT NOT NULL,
      key_type TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      credential TEXT NOT NULL,
      name TEXT NOT NULL,
      name_folded TEXT NOT NULL,
      description TEXT NOT NULL,
      access_key_id TEXT NOT NULL,
      status TEXT NOT NULL,
      is_default INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      expires_at INTEGER,
      reveal_rule TEXT NOT NULL,
      reveal_state TEXT NOT NULL,
      displayed_at INTEGER,
      taken_at INTEGER,
      secret BLOB NOT NULL,
      token BLOB,
      rotation_days INTEGER,
      last_used_at INTEGER,
      active_since INTEGER NOT NULL,
      provider_created_at INTEGER,
      provider_used_at INTEGER,
      leaked_at INTEGER
    ) STRICT;
    CREATE INDEX binned_key_deleted ON binned_key (deleted_at);
    CREATE INDEX binned_key_kept ON binned_key (kept_from);
    CREATE INDEX binned_key_access_key_id ON binned_key (profile, access_key_id);

    -- What was shown stays shown, and what was taken stays taken.
    CREATE TRIGGER binned_key_shown BEFORE UPDATE OF reveal_state, taken_at ON binned_key
    WHEN (old.reveal_state = 'displayed' AND new.reveal_state <> 'displayed')
      OR (old.taken_at IS NOT NULL AND new.taken_at IS NULL) BEGIN
      SELECT raise(ABORT, 'a showing is not undone');
    END;

    CREATE TABLE binned_tag (
      key INTEGER NOT NULL REFERENCES binned_key (number) ON DELETE CASCADE,
      tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
      PRIMARY KEY (key, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX binned_tag_tag ON binned_tag (tag);
  `,
};
