import type { Migration } from './migration';

/** Operation protection: what is protected, the authenticator app, the access key management lock, and wrong attempts. */
export const protection: Migration = {
  version: 3,
  sql: `
    CREATE TABLE protection (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      -- Adding, and enabling or disabling, need a verification. Deleting, showing and exporting always do.
      protect_create INTEGER NOT NULL DEFAULT 0 CHECK (protect_create IN (0, 1)),
      protect_status INTEGER NOT NULL DEFAULT 0 CHECK (protect_status IN (0, 1)),
      -- Secrets that are shown once may be shown again.
      reveal_again INTEGER NOT NULL DEFAULT 0 CHECK (reveal_again IN (0, 1))
    ) STRICT;
    INSERT INTO protection (one) VALUES (1);

    CREATE TABLE authenticator (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      -- Sealed; see vault/protection/authenticator.ts.
      secret BLOB NOT NULL,
      enrolled_at INTEGER NOT NULL,
      -- The 30-second step whose code was accepted last: that one and older ones are not taken again.
      last_step INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER authenticator_step BEFORE UPDATE OF last_step ON authenticator
      WHEN new.last_step <= old.last_step
    BEGIN
      SELECT RAISE(ABORT, 'a code works once');
    END;

    -- While this row is there, the access key management lock is on.
    CREATE TABLE administrator (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      -- Argon2id of the administrator's password.
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      memory_kib INTEGER NOT NULL,
      passes INTEGER NOT NULL,
      lanes INTEGER NOT NULL,
      verifier BLOB NOT NULL CHECK (length(verifier) = 32),
      locked_at INTEGER NOT NULL
    ) STRICT;

    -- Wrong attempts in a row, by the way of verification.
    CREATE TABLE attempt (
      method TEXT PRIMARY KEY CHECK (method IN ('password', 'code', 'administrator')),
      failures INTEGER NOT NULL CHECK (failures > 0),
      failed_at INTEGER NOT NULL
    ) STRICT;
  `,
};
