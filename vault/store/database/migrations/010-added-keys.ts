import type { Migration } from './migration';

/** What is checked of each new key, in a form that costs less for thousands of them. The rules stay as they were. */
export const addedKeys: Migration = {
  version: 10,
  sql: `
    -- As the views refused_key and counted_identity have it, but with one look at the identity and its rule.
    DROP TRIGGER access_key_added;
    CREATE TRIGGER access_key_added AFTER INSERT ON access_key BEGIN
      SELECT CASE
        WHEN i.access_type = 'console'
          OR i.credential NOT IN ('both', new.credential)
          OR (new.credential = 'long-term' AND r.long_term = 0)
          OR (new.credential = 'temporary' AND r.temporary = 0)
          THEN raise(ABORT, 'key-not-allowed')
        WHEN new.credential = 'long-term' AND r.quota IS NOT NULL AND (r.named = 0 OR i.name <> '')
          AND (SELECT root_account_id FROM account WHERE id = i.account) <> ''
          AND (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'long-term') > r.quota
          THEN raise(ABORT, 'quota-full')
      END
      FROM identity i
      LEFT JOIN identity_rule r ON r.profile = i.profile AND r.kind = i.kind
      WHERE i.id = new.identity;
    END;

    -- Whoever adds a key may say it at once. What was said else is put right.
    DROP TRIGGER access_key_active_at_first;
    CREATE TRIGGER access_key_active_at_first AFTER INSERT ON access_key
    WHEN new.active_since <> new.created_at BEGIN
      UPDATE access_key SET active_since = new.created_at WHERE number = new.number;
    END;
  `,
};
