import { schemaVersion } from '../../vault/store/database/migrations';
import { schemaMade } from '../../vault/store/database/schema';

const former = 4;

const triggersIn = (version: number) => [...schemaMade(version).values()].filter(({ type }) => type === 'trigger');

/** Takes back everything that the migrations after the fourth made, so that an open vault is as Keyfold left it then. */
export function asInVersion4(run: (sql: string) => unknown): void {
  for (const { name } of triggersIn(schemaVersion)) run(`DROP TRIGGER ${name}`);
  for (const table of ['original', 'audit_archive']) run(`DROP TABLE ${table}`);
  run('ALTER TABLE access_key DROP COLUMN taken_at');
  const columns = ['backup_days', 'backup_weeks', 'backup_months', 'backup_acts', 'backups_kept'];
  for (const column of [...columns, 'slots_hash', 'slots_next', 'accepted_mark', 'step_back', 'step_back_seen'])
    run(`ALTER TABLE meta DROP COLUMN ${column}`);
  for (const { sql } of triggersIn(former)) if (sql !== null) run(sql);
  run(`PRAGMA user_version = ${former}`);
}
