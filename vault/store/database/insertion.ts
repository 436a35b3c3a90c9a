const made = new Map<string, string[]>();

/**
 * Returns the statement that inserts so many rows. `into` is all of it before `VALUES`, and `row` the values of one row.
 * A caller uses a few numbers of rows only, because each statement is kept.
 */
export function insertion(into: string, row: string, rows: number): string {
  const known = made.get(into) ?? [];
  made.set(into, known);
  const statement = known[rows] ?? `${into} VALUES ${Array(rows).fill(row).join(', ')}`;
  known[rows] = statement;
  return statement;
}
