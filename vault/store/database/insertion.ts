const made = new Map<string, string[]>();

/**
 * Returns the statement that inserts so many rows. `into` is all of it before `VALUES`, and `row` the values of one row.
 * Each statement is kept, so a caller inserts at most some dozens of rows at once.
 */
export function insertion(into: string, row: string, rows: number): string {
  const known = made.get(into) ?? [];
  made.set(into, known);
  const statement = known[rows] ?? `${into} VALUES ${Array(rows).fill(row).join(', ')}`;
  known[rows] = statement;
  return statement;
}
