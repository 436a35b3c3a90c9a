/** A part of a statement, and the values of its places. */
export interface Condition {
  sql: string;
  values: (string | number)[];
}
