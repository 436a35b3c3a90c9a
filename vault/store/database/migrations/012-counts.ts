import type { Migration } from './migration';

/**
 * Numbers that follow every change of a key, so that nobody has to count all keys for them. The database keeps them right
 * by itself. Conditions are written for a row `r`.
 */

const day = 86_400_000;

const aged = 'coalesce(r.provider_created_at, r.created_at)';
/** As `unusedSince` of the list's filter. */
const used = `max(coalesce(r.last_used_at, 0),
  CASE WHEN r.provider_used_at IS NULL THEN r.created_at WHEN r.provider_used_at = 0 THEN ${aged}
    ELSE r.provider_used_at END)`;
/** As the view `refused_key` has it: the kind of the key's identity. */
const ofKind = "'held ' || (SELECT kind FROM identity WHERE id = r.identity)";

interface Count {
  name: string;
  /** SQL of the kind. */
  kind: string;
  /** The time whose day is counted; `null`: there is one number for all of them. */
  time: string | null;
  /** Which keys count. */
  when: string;
  /** The columns of `access_key` that can move a key from one number to another. */
  columns: string;
}

const counts: readonly Count[] = [
  { name: 'aged', kind: "'aged'", time: aged, when: '1', columns: 'profile, provider_created_at, created_at' },
  {
    name: 'due',
    kind: "'due'",
    time: 'r.due_at',
    when: "r.due_at IS NOT NULL AND r.status = 'enabled'",
    columns: 'profile, due_at, status',
  },
  {
    name: 'warn',
    kind: "'warn'",
    time: 'r.warn_at',
    when: "r.warn_at IS NOT NULL AND r.status = 'enabled'",
    columns: 'profile, warn_at, status',
  },
  {
    name: 'used',
    kind: "'used'",
    time: used,
    when: "r.credential = 'long-term'",
    columns: 'profile, credential, created_at, last_used_at, provider_created_at, provider_used_at',
  },
  {
    name: 'both',
    kind: "'both'",
    time: 'r.both_since',
    when: 'r.both_since IS NOT NULL',
    columns: 'profile, both_since',
  },
  {
    name: 'expires',
    kind: "'expires'",
    time: 'r.expires_at',
    when: 'r.expires_at IS NOT NULL',
    columns: 'profile, expires_at',
  },
  {
    name: 'pending',
    kind: "'pending'",
    time: null,
    when: "r.reveal_state = 'pending'",
    columns: 'profile, reveal_state',
  },
  { name: 'held', kind: ofKind, time: null, when: "r.status = 'enabled'", columns: 'profile, status, identity' },
];

const dayOf = (time: string | null) => (time === null ? '0' : `(${time}) / ${day}`);
const as = (row: 'new' | 'old' | 'k', sql: string) => sql.replace(/\br\./g, `${row}.`);
const place = ({ kind, time }: Count, row: 'new' | 'old' | 'k') => `${as(row, kind)}, ${as(row, dayOf(time))}`;

/** Counts a row, if it counts. */
const add = (count: Count, row: 'new') => `
      INSERT INTO key_count (profile, kind, day, keys) SELECT ${row}.profile, ${place(count, row)}, 1
      WHERE ${as(row, count.when)} ON CONFLICT (profile, kind, day) DO UPDATE SET keys = keys + 1;`;

/** Counts a row no more. The other way round as above, the check of the column would see a number below 0. */
const take = (count: Count, row: 'old') => `
      UPDATE key_count SET keys = keys - 1 WHERE (profile, kind, day) = (${row}.profile, ${place(count, row)})
      AND (${as(row, count.when)});`;

const following = counts
  .map(
    (count) => `
    CREATE TRIGGER key_count_${count.name} AFTER UPDATE OF ${count.columns} ON access_key
    WHEN (${as('old', count.when)}) IS NOT (${as('new', count.when)}) OR old.profile <> new.profile
      OR (${as('old', dayOf(count.time))}) IS NOT (${as('new', dayOf(count.time))})${
        count.name === 'held' ? ' OR old.identity <> new.identity' : ''
      } BEGIN${take(count, 'old')}${add(count, 'new')}
    END;`,
  )
  .join('');

const filled = counts
  .map(
    (count) => `
    INSERT INTO key_count (profile, kind, day, keys) SELECT k.profile, ${place(count, 'k')}, count(*) FROM access_key k
    WHERE ${as('k', count.when)} GROUP BY 1, 2, 3;`,
  )
  .join('');

/** Long-term keys of this identity that are enabled, the longest enabled first. */
const active = (identity: string) => `FROM access_key o
        WHERE o.identity = ${identity} AND o.status = 'enabled' AND o.credential = 'long-term'`;

/**
 * Since when key `k` and another of its identity are both enabled: for the longest enabled one, since the second is. In
 * a trigger the row that is changed has no other name than its table's.
 */
const bothSince = (k: 'k' | 'access_key') => `CASE
        WHEN ${k}.status <> 'enabled' OR ${k}.credential <> 'long-term'
          OR (SELECT unassigned FROM identity WHERE id = ${k}.identity) = 1 THEN NULL
        WHEN EXISTS (SELECT 1 ${active(`${k}.identity`)}
          AND (o.active_since, o.number) < (${k}.active_since, ${k}.number)) THEN ${k}.active_since
        ELSE (SELECT o.active_since ${active(`${k}.identity`)}
          AND (o.active_since, o.number) > (${k}.active_since, ${k}.number) ORDER BY o.active_since, o.number LIMIT 1)
      END`;

/** Puts that right where a change of one key of an identity can have moved it. */
const bothOf = (row: 'new' | 'old') => `
      UPDATE access_key SET both_since = ${bothSince('access_key')}
      WHERE (number = ${row}.number OR number IN (
        SELECT o.number ${active(`${row}.identity`)} ORDER BY o.active_since, o.number LIMIT 2))
        AND both_since IS NOT ${bothSince('access_key')};`;

const isUnassigned = (i: 'i' | 'identity') => `(
        (SELECT a.root_account_id FROM account a WHERE a.id = ${i}.account) = '' OR (${i}.name = '' AND coalesce(
          (SELECT r.named FROM identity_rule r WHERE r.profile = ${i}.profile AND r.kind = ${i}.kind), 1) = 1))`;
const knownAnew = (where: string) => `
      UPDATE identity SET unassigned = ${isUnassigned('identity')}
      WHERE ${where} AND unassigned <> ${isUnassigned('identity')};`;
/** How many keys an identity has if those are as many as its quota allows or more, else 0. */
const full = (row: 'new' | 'old' | 'i') => `iif(${row}.unassigned = 0 AND ${row}.long_term >= (
          SELECT quota FROM identity_rule WHERE profile = ${row}.profile AND kind = ${row}.kind), ${row}.long_term, 0)`;
const held = (row: 'new' | 'old', credential: 'long-term' | 'temporary') => `(${row}.credential = '${credential}')`;
/** Adds to the number of an identity's keys, which may be less than nothing. */
const addOf = (kind: string, n: string) => `
      INSERT INTO key_count (profile, kind, day, keys) SELECT new.profile, '${kind}', 0, 0 WHERE ${n} <> 0
        ON CONFLICT (profile, kind, day) DO NOTHING;
      UPDATE key_count SET keys = keys + ${n} WHERE (profile, kind, day) = (new.profile, '${kind}', 0) AND ${n} <> 0;`;

/** Keys of an identity that came or went. */
const moved = (row: 'new' | 'old', sign: '+' | '-') => `
      UPDATE identity SET long_term = long_term ${sign} ${held(row, 'long-term')},
        temporary = temporary ${sign} ${held(row, 'temporary')} WHERE id = ${row}.identity;
      UPDATE account SET keys = keys ${sign} 1 WHERE id = (SELECT account FROM identity WHERE id = ${row}.identity);`;

/** The numbers that the pages show, without counting the keys. */
export const counted: Migration = {
  version: 12,
  sql: `
    -- How many keys of a provider have this, by the day (UTC) of a time; 0 where there is no time.
    CREATE TABLE key_count (
      profile TEXT NOT NULL,
      kind TEXT NOT NULL,
      day INTEGER NOT NULL,
      keys INTEGER NOT NULL CHECK (keys >= 0),
      PRIMARY KEY (kind, profile, day)
    ) STRICT, WITHOUT ROWID;

    -- Since when the key and another one of its identity are both enabled; NULL: they are not.
    ALTER TABLE access_key ADD COLUMN both_since INTEGER;
    -- Keys of the identity, and whether it or its account is not known.
    ALTER TABLE identity ADD COLUMN long_term INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE identity ADD COLUMN temporary INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE identity ADD COLUMN unassigned INTEGER NOT NULL DEFAULT 0 CHECK (unassigned IN (0, 1));
    ALTER TABLE account ADD COLUMN keys INTEGER NOT NULL DEFAULT 0;
    -- What the names are sorted by; NULL: to be made at the next opening.
    ALTER TABLE identity ADD COLUMN sorted TEXT;
    ALTER TABLE account ADD COLUMN sorted TEXT;
    -- What a search looks at, folded.
    ALTER TABLE identity ADD COLUMN searched TEXT NOT NULL DEFAULT '';
    ALTER TABLE account ADD COLUMN searched TEXT NOT NULL DEFAULT '';
    -- How many identities of the account are known.
    ALTER TABLE account ADD COLUMN known INTEGER NOT NULL DEFAULT 0;

    UPDATE identity AS i SET unassigned = ${isUnassigned('i')},
      long_term = (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'long-term'),
      temporary = (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'temporary');
    UPDATE account AS a SET keys = (SELECT coalesce(sum(long_term + temporary), 0) FROM identity WHERE account = a.id),
      known = (SELECT count(*) FROM identity WHERE account = a.id AND unassigned = 0);

    CREATE INDEX access_key_active ON access_key (identity, active_since, number)
      WHERE status = 'enabled' AND credential = 'long-term';
    UPDATE access_key AS k SET both_since = ${bothSince('k')} WHERE ${bothSince('k')} IS NOT NULL;
    CREATE INDEX access_key_both ON access_key (both_since) WHERE both_since IS NOT NULL;
    CREATE INDEX access_key_used ON access_key (${used.replace(/\br\./g, '')}) WHERE credential = 'long-term';
    CREATE INDEX access_key_expires ON access_key (expires_at) WHERE expires_at IS NOT NULL;
    CREATE INDEX access_key_leaked ON access_key (leaked_at) WHERE leaked_at IS NOT NULL;
    CREATE INDEX access_key_provider ON access_key (profile, name_folded, id);
    CREATE INDEX identity_unassigned ON identity (profile) WHERE unassigned = 1;
    CREATE INDEX identity_sorted ON identity (account, kind, sorted, id);
    CREATE INDEX account_sorted ON account (profile, sorted, id);
    CREATE INDEX identity_unsorted ON identity (id) WHERE sorted IS NULL;
    CREATE INDEX account_unsorted ON account (id) WHERE sorted IS NULL;
    -- Secrets that left in files which anybody can read.
    CREATE INDEX audit_plain ON audit (number) WHERE action IN
      ('csv-saved', 'exported-csv', 'tool-saved', 'tool-added', 'original-saved', 'source-cleaned');
${filled}
    INSERT INTO key_count (profile, kind, day, keys)
      SELECT profile, 'unassigned', 0, sum(long_term + temporary) FROM identity WHERE unassigned = 1 GROUP BY profile;
    INSERT INTO key_count (profile, kind, day, keys)
      SELECT i.profile, 'full', 0, sum(${full('i')}) FROM identity i GROUP BY i.profile;

    CREATE TRIGGER key_counted AFTER INSERT ON access_key BEGIN${counts.map((count) => add(count, 'new')).join('')}
${moved('new', '+')}
    END;
    CREATE TRIGGER key_uncounted AFTER DELETE ON access_key BEGIN${counts.map((count) => take(count, 'old')).join('')}
${moved('old', '-')}
    END;
${following}
    CREATE TRIGGER key_moved AFTER UPDATE OF identity, credential ON access_key
    WHEN old.identity <> new.identity OR old.credential <> new.credential BEGIN${moved('old', '-')}${moved('new', '+')}
    END;

    CREATE TRIGGER key_both_added AFTER INSERT ON access_key
    WHEN new.status = 'enabled' AND new.credential = 'long-term' BEGIN${bothOf('new')}
    END;
    CREATE TRIGGER key_both_changed AFTER UPDATE OF identity, status, credential, active_since ON access_key
    WHEN old.identity <> new.identity OR old.status <> new.status OR old.credential <> new.credential
      OR old.active_since <> new.active_since BEGIN${bothOf('old')}${bothOf('new')}
    END;
    CREATE TRIGGER key_both_removed AFTER DELETE ON access_key
    WHEN old.status = 'enabled' AND old.credential = 'long-term' BEGIN${bothOf('old')}
    END;

    -- Whether an identity is known follows its name, its account's id and the rules.
    CREATE TRIGGER identity_named AFTER INSERT ON identity BEGIN${knownAnew('id = new.id')}
    END;
    CREATE TRIGGER identity_renamed AFTER UPDATE OF name, kind, account ON identity BEGIN${knownAnew('id = new.id')}
    END;
    CREATE TRIGGER account_renamed AFTER UPDATE OF root_account_id ON account BEGIN${knownAnew('account = new.id')}
    END;
    CREATE TRIGGER identity_counted AFTER UPDATE OF long_term, temporary, unassigned ON identity BEGIN${addOf(
      'unassigned',
      '(new.unassigned * (new.long_term + new.temporary) - old.unassigned * (old.long_term + old.temporary))',
    )}${addOf('full', `(${full('new')} - ${full('old')})`)}
    END;
    CREATE TRIGGER identity_both AFTER UPDATE OF unassigned ON identity WHEN old.unassigned <> new.unassigned BEGIN
      UPDATE access_key SET both_since = ${bothSince('access_key')}
      WHERE identity = new.id AND both_since IS NOT ${bothSince('access_key')};
    END;
    CREATE TRIGGER identity_known_added AFTER INSERT ON identity BEGIN
      UPDATE account SET known = known + (new.unassigned = 0) WHERE id = new.account;
    END;
    CREATE TRIGGER identity_known_moved AFTER UPDATE OF unassigned, account ON identity BEGIN
      UPDATE account SET known = known - (old.unassigned = 0) WHERE id = old.account;
      UPDATE account SET known = known + (new.unassigned = 0) WHERE id = new.account;
    END;
    CREATE TRIGGER identity_known_removed AFTER DELETE ON identity BEGIN
      UPDATE account SET known = known - (old.unassigned = 0) WHERE id = old.account;
    END;
    -- Whoever gives it another name also says how it is sorted then. What was forgotten is made at the next opening.
    CREATE TRIGGER account_sorted_anew AFTER UPDATE OF alias, root_account_id ON account
    WHEN (new.alias <> old.alias OR new.root_account_id <> old.root_account_id) AND new.sorted IS old.sorted BEGIN
      UPDATE account SET sorted = NULL WHERE id = new.id;
    END;
    CREATE TRIGGER identity_sorted_anew AFTER UPDATE OF name, remark ON identity
    WHEN (new.name <> old.name OR new.remark <> old.remark) AND new.searched = old.searched BEGIN
      UPDATE identity SET sorted = NULL WHERE id = new.id;
    END;

    CREATE TRIGGER identity_rule_counted AFTER INSERT ON identity_rule BEGIN${knownAnew('profile = new.profile AND kind = new.kind')}
      DELETE FROM key_count WHERE kind = 'full' AND profile = new.profile;
      INSERT INTO key_count (profile, kind, day, keys)
        SELECT i.profile, 'full', 0, sum(${full('i')}) FROM identity i WHERE i.profile = new.profile GROUP BY i.profile;
    END;
  `,
};
