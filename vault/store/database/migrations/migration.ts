/**
 * One step of the schema. A step that was released never changes. Not even a comment in its SQL changes, because SQLite
 * stores it in the schema. For this reason some of these comments name files by former paths. Whatever a step lacks
 * comes in the next step.
 */
export interface Migration {
  /** The database's `user_version` after this step. */
  version: number;
  sql: string;
}
