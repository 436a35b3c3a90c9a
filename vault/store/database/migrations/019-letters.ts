import type { Migration } from './migration';

/**
 * Which letters the text of a key has, because an index of three letters at least can't say where one is. And what the
 * pages of accounts and the overview count and search, so that no row is read for it.
 */
export const letters: Migration = {
  version: 19,
  sql: `
    -- A bit for each sign of ASCII that is searched for; NULL: to be made at the next opening.
    ALTER TABLE access_key ADD COLUMN letters INTEGER;
    -- Nothing else stands in it, or SQLite would take it for what other indexes are better for.
    CREATE INDEX access_key_letters ON access_key (letters);
    -- The last two letters of a text have three in the index too, if a line ends after them.
    UPDATE key_search SET text = text || char(10)
      WHERE rowid IN (SELECT number FROM access_key WHERE key_type <> '') AND text NOT LIKE '%' || char(10);
    CREATE INDEX account_lines ON account (profile, sorted, id, known, root_account_id, searched);
    -- What the overview counts is counted in an index, too: the ages of each provider, and what expires.
    DROP INDEX access_key_aged;
    DROP INDEX access_key_expires;
    CREATE INDEX access_key_expires ON access_key (expires_at, status) WHERE expires_at IS NOT NULL;
    CREATE INDEX access_key_aged ON access_key (coalesce(provider_created_at, created_at), profile);
    CREATE INDEX identity_searched ON identity (account, unassigned, searched);
  `,
};
