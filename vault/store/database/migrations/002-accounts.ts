import type { Migration } from './migration';

/**
 * Accounts and identities as things of their own, and what holds for the keys of an identity. A trigger's message is
 * the rule's name (`broken-rules.ts`); the facts for a person are read after it.
 */
export const accounts: Migration = {
  version: 2,
  sql: `
    -- Which credentials the identity may hold here.
    ALTER TABLE identity ADD COLUMN credential TEXT NOT NULL DEFAULT 'both'
      CHECK (credential IN ('long-term', 'temporary', 'both'));
    -- Made or edited by a person: it stays when its last key goes.
    ALTER TABLE identity ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
    ALTER TABLE account ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));

    -- What the provider profiles say of each kind of identity; brought into step with them at every opening.
    CREATE TABLE identity_rule (
      profile TEXT NOT NULL,
      kind TEXT NOT NULL,
      -- Such an identity has a name below its account.
      named INTEGER NOT NULL CHECK (named IN (0, 1)),
      -- Most long-term keys; NULL: no limit.
      quota INTEGER CHECK (quota > 0),
      long_term INTEGER NOT NULL CHECK (long_term IN (0, 1)),
      temporary INTEGER NOT NULL CHECK (temporary IN (0, 1)),
      PRIMARY KEY (profile, kind)
    ) STRICT, WITHOUT ROWID;

    -- Identities that a quota applies to: only those that are fully known, for two unknown ones may be different.
    CREATE VIEW counted_identity AS
      SELECT i.id, i.account, r.quota,
        (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'long-term') AS held
      FROM identity i
      JOIN account a ON a.id = i.account AND a.root_account_id <> ''
      JOIN identity_rule r ON r.profile = i.profile AND r.kind = i.kind
      WHERE r.quota IS NOT NULL AND (r.named = 0 OR i.name <> '');

    -- Keys that their identity can't have.
    CREATE VIEW refused_key AS
      SELECT k.number, k.identity
      FROM access_key k
      JOIN identity i ON i.id = k.identity
      LEFT JOIN identity_rule r ON r.profile = i.profile AND r.kind = i.kind
      WHERE i.access_type = 'console'
        OR i.credential NOT IN ('both', k.credential)
        OR (k.credential = 'long-term' AND r.long_term = 0)
        OR (k.credential = 'temporary' AND r.temporary = 0);

    CREATE TRIGGER access_key_added AFTER INSERT ON access_key BEGIN
      SELECT raise(ABORT, 'key-not-allowed') FROM refused_key WHERE number = new.number;
      SELECT raise(ABORT, 'quota-full') FROM counted_identity
      WHERE id = new.identity AND new.credential = 'long-term' AND held > quota;
    END;

    -- Only where something moves: a vault that has too many already can still be edited.
    CREATE TRIGGER access_key_moved AFTER UPDATE OF identity, credential ON access_key
    WHEN new.identity <> old.identity OR new.credential <> old.credential BEGIN
      SELECT raise(ABORT, 'key-not-allowed') FROM refused_key WHERE number = new.number;
      SELECT raise(ABORT, 'quota-full') FROM counted_identity
      WHERE id = new.identity AND new.credential = 'long-term' AND held > quota;
    END;

    CREATE TRIGGER identity_restricted AFTER UPDATE OF access_type, credential, kind ON identity
    WHEN new.access_type <> old.access_type OR new.credential <> old.credential OR new.kind <> old.kind BEGIN
      SELECT raise(ABORT, 'still-has-keys') FROM refused_key WHERE identity = new.id;
    END;

    -- An identity that becomes known, or another one, brings its keys under a quota.
    CREATE TRIGGER identity_known AFTER UPDATE OF kind, name, account ON identity
    WHEN new.kind <> old.kind OR new.account <> old.account OR (old.name = '' AND new.name <> '') BEGIN
      SELECT raise(ABORT, 'quota-full') FROM counted_identity WHERE id = new.id AND held > quota;
    END;
    CREATE TRIGGER account_known AFTER UPDATE OF root_account_id ON account
    WHEN old.root_account_id = '' AND new.root_account_id <> '' BEGIN
      SELECT raise(ABORT, 'quota-full') FROM counted_identity WHERE account = new.id AND held > quota;
    END;
  `,
};
