import type { Migration } from './migration';

/** Accounts, identities and their keys, with the index that the search reads. */
export const keys: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      vault_id TEXT NOT NULL,
      -- Counts transactions that wrote, so that an older copy can be told.
      generation INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      profile TEXT NOT NULL,
      -- '' stands for "not known".
      root_account_id TEXT NOT NULL,
      alias TEXT NOT NULL DEFAULT '',
      UNIQUE (profile, root_account_id),
      UNIQUE (id, profile)
    ) STRICT;

    CREATE TABLE identity (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL,
      profile TEXT NOT NULL,
      kind TEXT NOT NULL,
      -- '' stands for "not known", or for an identity that is the account itself.
      name TEXT NOT NULL,
      remark TEXT NOT NULL DEFAULT '',
      access_type TEXT NOT NULL DEFAULT 'programmatic' CHECK (access_type IN ('console', 'programmatic', 'both')),
      UNIQUE (account, kind, name),
      UNIQUE (id, profile),
      FOREIGN KEY (account, profile) REFERENCES account (id, profile)
    ) STRICT;

    CREATE TABLE access_key (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      identity INTEGER NOT NULL,
      profile TEXT NOT NULL,
      key_type TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      credential TEXT NOT NULL CHECK (credential IN ('long-term', 'temporary')),
      name TEXT NOT NULL,
      -- The name as it is sorted: case and width folded.
      name_folded TEXT NOT NULL,
      description TEXT NOT NULL,
      access_key_id TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
      is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      expires_at INTEGER,
      -- Whether the secret may be shown again: the identity's rule when the key was added; only ever made stricter.
      reveal_rule TEXT NOT NULL CHECK (reveal_rule IN ('once', 'after-verification')),
      reveal_state TEXT NOT NULL DEFAULT 'pending' CHECK (reveal_state IN ('pending', 'displayed')),
      displayed_at INTEGER,
      secret BLOB NOT NULL,
      token BLOB,
      UNIQUE (profile, access_key_id),
      FOREIGN KEY (identity, profile) REFERENCES identity (id, profile),
      CHECK (is_default = 0 OR status = 'enabled'),
      CHECK ((credential = 'temporary') = (expires_at IS NOT NULL)),
      CHECK ((credential = 'temporary') = (token IS NOT NULL)),
      CHECK ((reveal_state = 'displayed') = (displayed_at IS NOT NULL))
    ) STRICT;

    CREATE UNIQUE INDEX one_default_a_profile ON access_key (profile) WHERE is_default = 1;
    CREATE INDEX access_key_identity ON access_key (identity);
    -- The two ways in which the list stands first. Sorting ten thousand rows by anything else takes milliseconds.
    CREATE INDEX access_key_age ON access_key (created_at);
    CREATE INDEX access_key_name ON access_key (name_folded, id);

    -- Rowid: access_key.number; text: every searched field, folded, one a line. Folded already, so the index need not.
    CREATE VIRTUAL TABLE key_search USING fts5 (text, tokenize = 'trigram case_sensitive 1');
    CREATE TRIGGER access_key_deleted AFTER DELETE ON access_key BEGIN
      DELETE FROM key_search WHERE rowid = old.number;
    END;
  `,
};
