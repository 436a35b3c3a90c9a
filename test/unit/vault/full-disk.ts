import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { vi } from 'vitest';

let refusals = 0;

// It is read once: a spy that calls what it finds later would call itself.
const exec = BetterSqlite.prototype.exec;

/**
 * From now on the databases in this folder, and in no other, take no row of the log for which this condition on `NEW` holds, as on a disk
 * that is full by then. The trigger belongs to the connection and not to the file, whose schema stays as it was.
 */
export function refuseRows(folder: string, when: string): void {
  refusals += 1;
  const trigger = `CREATE TEMP TRIGGER full_disk_${refusals} BEFORE INSERT ON main.audit WHEN ${when}
    BEGIN SELECT RAISE(ABORT, 'full'); END`;
  vi.spyOn(BetterSqlite.prototype, 'exec').mockImplementation(function (this: BetterSqlite.Database, sql: string) {
    exec.call(this, sql);
    const hasLog = () => this.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").get() !== undefined;
    if (this.name.startsWith(folder) && sql.startsWith('BEGIN EXCLUSIVE') && hasLog()) exec.call(this, trigger);
    return this;
  });
}
