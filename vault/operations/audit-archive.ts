import { createHash, type KeyObject } from 'node:crypto';
import * as fs from 'node:fs';
import { basename } from 'node:path';
import type { Archived } from '../../common/audit/archive';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { systemCode } from '../../common/system-errors';
import { checkArchive } from '../audit/archive-check';
import { archiveBytes, archiveKey, mostArchivedBytes, rowLine } from '../audit/archive-file';
import { lastArchive, moveToArchive } from '../audit/archives';
import { auditColumns, chainKey, type StoredAuditRow } from '../audit/chain';
import { type Logged, record } from '../audit/record';
import type { Control } from '../base/control';
import { type FileSystem, writeAtomically } from '../base/files/atomic-write';
import { isThere } from '../base/files/regular-file';
import { saveAs } from '../base/save-as';
import type { Verification } from '../protection/verification';
import { doorOf } from '../session/effects/door';
import { spend } from '../session/effects/passed';
import type { OpenVault } from '../session/open-vault';
import type { Reader } from '../store/database/database';
import { readSource } from '../transfer/source-file';
import { planOfIntent } from './plans';

export interface ArchiveHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  /** Milliseconds since the epoch. */
  now(): number;
}

type Group = Pick<Handlers<'vault', unknown>['audit'], 'archive' | 'checkArchive'>;

/** The archive of the log: its oldest rows are moved into a signed file, and such a file is checked. */
export function archiveHandlers({ vault, control, verification, now }: ArchiveHandlerNeeds): Group {
  return {
    async archive({ before, ticket }) {
      const passed = verification.pass(planOfIntent(vault(), { act: 'archive-log', before }), ticket);
      const open = vault();
      const { broken } = await open.ledger.check();
      const last = lastBefore(open.database, Math.min(before, now()));
      if (last === null) return fail('nothing-to-archive', {});
      // A break must stay where the check finds it.
      if (broken !== null && broken.row <= last) fail('log-broken', { row: broken.row });
      const fileName = `keyfold-audit-archive-${new Date(now()).toISOString().slice(0, 10)}.jsonl`;
      // `usual`: the dialog doesn't offer to replace a file, because it could be an earlier archive.
      return saveAs(control, { fileName, usual: null }, (place) => {
        if (isThere(place.path)) fail('file-exists', {});
        spend(passed);
        const { database, audit } = doorOf(vault());
        const log = { id: vault().id, database, ledger: { audit } };
        return withKeys(vault(), (keys) => moveRows(log, keys, last, place, now()));
      });
    },
    async checkArchive() {
      const { path } = (await control.ask('openPath', { what: 'archive' })) ?? fail('internal', {});
      if (path === null) return null;
      const { bytes } = readSource(path);
      const open = vault();
      const log = await open.ledger.check();
      const { id: vaultId, database } = vault();
      const found = withKeys(open, (keys) => checkArchive(bytes, { database, vaultId, ...keys }));
      if (found === null) return fail('archive-unknown', {});
      return { fileName: basename(path), ...found, begins: (lastArchive(database)?.last ?? 0) + 1, log };
    },
  };
}

interface Keys {
  /** The chain's key. */
  key: Buffer;
  /** The key that signs archives. */
  signer: KeyObject;
}

/** Runs the act with the keys that come from the vault key. */
function withKeys<T>(open: OpenVault, act: (keys: Keys) => T): T {
  const key = chainKey(open.key, open.id);
  try {
    return act({ key, signer: archiveKey(open.key, open.id) });
  } finally {
    key.fill(0);
  }
}

/**
 * Returns the number of the last row before which every row is older than this moment, or `null` if there is none.
 * Where the clock was set back, a newer row may come first. Then the rows behind it stay.
 */
function lastBefore(database: Reader, before: number): number | null {
  const find = `SELECT coalesce((SELECT min(number) FROM audit WHERE at >= ?) - 1, max(number)) AS last,
    min(number) AS first FROM audit`;
  const found = database.get<{ first: number | null; last: number | null }>(find, before);
  return found?.first && found.last && found.last >= found.first ? found.last : null;
}

/**
 * Writes the rows up to `last` into the file, and removes them from the log. All of it runs in one turn. If the process
 * ends in between, the file is there and the rows are too: nothing is lost. Errors: `file-exists`, those of the file
 * system and of SQLite.
 */
export function moveRows(
  open: Logged & { id: string },
  { key, signer }: Keys,
  last: number,
  place: { path: string; part: string },
  now: number,
  system: FileSystem = fs,
): Omit<Archived, 'fileName'> {
  const { database, ledger, id } = open;
  const former = lastArchive(database);
  const { lines, end } = linesUpTo(database, last);
  const first = (former?.last ?? 0) + 1;
  const before = former?.mac ?? null;
  const hex = (bytes: Buffer | null | undefined) => bytes?.toString('hex') ?? null;
  const bytes = archiveBytes(
    signer,
    {
      vault: id,
      first,
      last: end.number,
      madeAt: new Date(now).toISOString(),
      before: hex(before),
      after: end.mac.toString('hex'),
      previous: hex(former?.digest),
    },
    lines,
  );
  const digest = createHash('sha256').update(bytes).digest();
  const facts = { place: place.path, way: 'file', count: lines.length } as const;
  // This is logged first: what can't be logged does not leave the vault.
  record(open, 'audit-exported', null, facts);
  save(place, bytes, digest, system);
  database.write(() => {
    moveToArchive(database, key, { first, last: end.number, before, mac: end.mac, at: now, digest });
    const fingerprint = `SHA256:${digest.toString('hex')}`;
    const subject = `${first}–${end.number}`;
    ledger.audit.append({ action: 'audit-archived', facts: { ...facts, subject, fingerprint } });
  });
  return { rows: lines.length, left: last - end.number };
}

/** Returns the lines of the rows up to `last`, or of as many as one file has room for, and the last of these rows. */
function linesUpTo(database: Reader, last: number): { lines: string[]; end: StoredAuditRow } {
  const lines: string[] = [];
  let end: StoredAuditRow | null = null;
  let size = 0;
  const stride = 500;
  for (;;) {
    const rows: StoredAuditRow[] = database.all<StoredAuditRow>(
      `SELECT ${auditColumns} FROM audit WHERE number > ? AND number <= ? ORDER BY number LIMIT ?`,
      end?.number ?? 0,
      last,
      stride,
    );
    for (const row of rows) {
      const line = rowLine(row);
      size += Buffer.byteLength(line);
      if (size > mostArchivedBytes && end !== null) return { lines, end };
      lines.push(line);
      end = row;
    }
    if (rows.length < stride) return end === null ? fail('nothing-to-archive', {}) : { lines, end };
  }
}

/** Writes the file, and reads it back. Errors: `file-exists`, those of the file system. */
function save(place: { path: string; part: string }, bytes: Buffer, digest: Buffer, system: FileSystem): void {
  try {
    writeAtomically({ target: place.path, temporary: place.part, bytes, mode: 'create' }, system);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') fail('file-exists', {});
    throw error;
  }
  const back = createHash('sha256').update(readSource(place.path).bytes).digest();
  if (!back.equals(digest)) fail('io', { path: place.path, system: 'EIO' });
}
