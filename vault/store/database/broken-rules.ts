import BetterSqlite from 'better-sqlite3-multiple-ciphers';

const rules = ['quota-full', 'key-not-allowed', 'still-has-keys'] as const;
/** A rule that a trigger of the schema enforces. Its name is the trigger's message. */
export type Rule = (typeof rules)[number];

/** Returns the rule of the schema that an error came from, or `null` for any other error. */
export function brokenRule(error: unknown): Rule | null {
  if (!(error instanceof BetterSqlite.SqliteError) || error.code !== 'SQLITE_CONSTRAINT_TRIGGER') return null;
  return rules.find((rule) => rule === error.message) ?? null;
}

/** Returns whether the schema refused a statement, by a trigger or by a rule of a table. The statement is undone then. */
export const isConstraint = (error: unknown): boolean =>
  error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
