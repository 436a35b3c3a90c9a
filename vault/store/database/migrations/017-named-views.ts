import type { Migration } from './migration';

/** What the list is narrowed to, kept under a name; and the rarer half of what a key can be, in the order of the list. */
export const namedViews: Migration = {
  version: 17,
  sql: `
    CREATE TABLE named_view (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      -- Case and width folded.
      name_folded TEXT NOT NULL UNIQUE,
      -- Its place in the sidebar, from 1.
      place INTEGER NOT NULL,
      -- In JSON: what the list is narrowed to, its order and its columns.
      shown TEXT NOT NULL CHECK (json_valid(shown))
    ) STRICT;
    CREATE INDEX access_key_disabled ON access_key (name_folded, id) WHERE status = 'disabled';
    CREATE INDEX access_key_temporary ON access_key (name_folded, id) WHERE credential = 'temporary';
  `,
};
