import type { Migration } from './migration';

/** What a person knows of a key from its provider, when it is due, and tags. */
export const datesTags: Migration = {
  version: 11,
  sql: `
    -- As the provider says it, in milliseconds since the epoch; NULL: not known. provider_used_at 0: never used.
    ALTER TABLE access_key ADD COLUMN provider_created_at INTEGER CHECK (provider_created_at > 0);
    ALTER TABLE access_key ADD COLUMN provider_used_at INTEGER CHECK (provider_used_at >= 0);
    -- When a person said that it leaked; NULL: nobody did.
    ALTER TABLE access_key ADD COLUMN leaked_at INTEGER;
    -- From when Keyfold warns, and from when the key is due; NULL: never. The database keeps both right by itself.
    ALTER TABLE access_key ADD COLUMN warn_at INTEGER;
    ALTER TABLE access_key ADD COLUMN due_at INTEGER;

    -- After how many days a key of a provider is due; brought into step with the providers at every opening.
    CREATE TABLE rotation_rule (
      profile TEXT PRIMARY KEY,
      warn_days INTEGER NOT NULL CHECK (warn_days > 0),
      due_days INTEGER NOT NULL CHECK (due_days >= warn_days)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW key_period AS
      SELECT k.number,
        coalesce(k.provider_created_at, k.created_at) + 86400000 * CASE WHEN k.rotation_days IS NULL THEN r.warn_days
          ELSE k.rotation_days - min(r.due_days - r.warn_days, k.rotation_days / 6) END AS warn_at,
        coalesce(k.provider_created_at, k.created_at) + 86400000 * coalesce(k.rotation_days, r.due_days) AS due_at
      FROM access_key k JOIN rotation_rule r ON r.profile = k.profile
      WHERE k.credential = 'long-term' AND coalesce(k.rotation_days, r.due_days) > 0;

    -- Whoever adds a key may say it at once. What was said else is put right.
    CREATE TRIGGER access_key_period_at_first AFTER INSERT ON access_key
    WHEN new.due_at IS NOT (SELECT due_at FROM key_period WHERE number = new.number)
      OR new.warn_at IS NOT (SELECT warn_at FROM key_period WHERE number = new.number) BEGIN
      UPDATE access_key SET (warn_at, due_at) = (SELECT warn_at, due_at FROM key_period WHERE number = new.number)
      WHERE number = new.number;
    END;
    CREATE TRIGGER access_key_period AFTER UPDATE OF rotation_days, provider_created_at, created_at, profile, credential
    ON access_key BEGIN
      UPDATE access_key SET (warn_at, due_at) = (SELECT warn_at, due_at FROM key_period WHERE number = new.number)
      WHERE number = new.number;
    END;
    CREATE TRIGGER rotation_rule_set AFTER INSERT ON rotation_rule BEGIN
      UPDATE access_key
      SET (warn_at, due_at) = (SELECT p.warn_at, p.due_at FROM key_period p WHERE p.number = access_key.number)
      WHERE profile = new.profile;
    END;

    DROP INDEX access_key_age;
    CREATE INDEX access_key_aged ON access_key (coalesce(provider_created_at, created_at));
    CREATE INDEX access_key_due ON access_key (due_at) WHERE due_at IS NOT NULL AND status = 'enabled';
    CREATE INDEX access_key_warn ON access_key (warn_at) WHERE warn_at IS NOT NULL AND status = 'enabled';

    CREATE TABLE tag (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      -- Case and width folded.
      name_folded TEXT NOT NULL UNIQUE,
      colour TEXT NOT NULL
        CHECK (colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'))
    ) STRICT;
    CREATE TABLE key_tag (
      key INTEGER NOT NULL REFERENCES access_key (number) ON DELETE CASCADE,
      tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
      PRIMARY KEY (key, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX key_tag_tag ON key_tag (tag, key);
    CREATE TABLE account_tag (
      account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
      PRIMARY KEY (account, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX account_tag_tag ON account_tag (tag, account);
  `,
};
