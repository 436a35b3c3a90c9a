import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { migrate, migrations, schemaVersion } from '../../vault/store/database/migrations';
import { schemaMade } from '../../vault/store/database/schema';

const former = 4;

const partsOf = (version: number) => [...schemaMade(version).values()];

/** Returns the names of the columns of each table that the migrations make up to this version. */
function columnsMade(version: number): Map<string, string[]> {
  const db = new BetterSqlite(':memory:');
  try {
    migrate(
      db,
      migrations.filter((step) => step.version <= version),
    );
    const tables = partsOf(version).filter(({ type }) => type === 'table');
    return new Map(
      tables.map(({ name }) => [
        name,
        db
          .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
          .all(name)
          .map((column) => column.name),
      ]),
    );
  } finally {
    db.close();
  }
}

/** Takes back everything that the migrations after the fourth made, so that an open vault is as Keyfold left it then. */
export function asInVersion4(run: (sql: string) => unknown): void {
  const before = new Map(partsOf(former).map(({ type, name, sql }) => [`${type} ${name}`, sql]));
  const others = partsOf(schemaVersion).filter(
    ({ type, name, sql }) => type === 'trigger' || (type !== 'table' && before.get(`${type} ${name}`) !== sql),
  );
  // Triggers and views first: they hold on to tables and columns.
  for (const wanted of ['trigger', 'view', 'index'])
    for (const { type, name, sql } of others) if (type === wanted && sql !== null) run(`DROP ${type} ${name}`);
  const columns = columnsMade(former);
  // Those that point to others were made after them.
  for (const [table, now] of [...columnsMade(schemaVersion)].toReversed()) {
    const then = columns.get(table);
    if (!then) run(`DROP TABLE ${table}`);
    else for (const column of now) if (!then.includes(column)) run(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
  const kept = new Set(partsOf(schemaVersion).map(({ type, name }) => `${type} ${name}`));
  for (const { type, name, sql } of partsOf(former))
    if (sql !== null && (type === 'trigger' || !kept.has(`${type} ${name}`))) run(sql);
  run(`PRAGMA user_version = ${former}`);
}
