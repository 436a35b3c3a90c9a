import type { Migration } from './migration';

/** By what an identity calls APIs: its access keys, a password, or both. With a password alone it holds no key. */
export const passwords: Migration = {
  version: 14,
  sql: `
    ALTER TABLE identity ADD COLUMN api_credential TEXT NOT NULL DEFAULT 'access-key'
      CHECK (api_credential IN ('access-key', 'password', 'both'));
    ALTER TABLE binned_key ADD COLUMN identity_api TEXT NOT NULL DEFAULT 'access-key';

    CREATE TRIGGER access_key_added_by_password AFTER INSERT ON access_key
    WHEN (SELECT api_credential FROM identity WHERE id = new.identity) = 'password' BEGIN
      SELECT raise(ABORT, 'key-not-allowed');
    END;
    -- Only where something moves, as with the other rules.
    CREATE TRIGGER access_key_moved_by_password AFTER UPDATE OF identity ON access_key
    WHEN new.identity <> old.identity
      AND (SELECT api_credential FROM identity WHERE id = new.identity) = 'password' BEGIN
      SELECT raise(ABORT, 'key-not-allowed');
    END;
    CREATE TRIGGER identity_by_password AFTER UPDATE OF api_credential ON identity
    WHEN new.api_credential = 'password' AND old.api_credential <> 'password' BEGIN
      SELECT raise(ABORT, 'still-has-keys') FROM access_key WHERE identity = new.id;
    END;
  `,
};
