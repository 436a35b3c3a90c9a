/**
 * One step of the schema. A step that was released never changes, not even a comment of its SQL, which SQLite keeps in the
 * schema (so some comments name files by former paths); what it lacks comes in the next.
 */
export interface Migration {
  /** The database's `user_version` after it. */
  version: number;
  sql: string;
}
