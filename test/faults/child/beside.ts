import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { checkArchive } from '../../../vault/audit/archive-check';
import { archiveKey, readArchive } from '../../../vault/audit/archive-file';
import { listArchives } from '../../../vault/audit/archives';
import { chainKey, type StoredAuditRow } from '../../../vault/audit/chain';
import type { OpenedFolder } from '../../../vault/store/folder';

/** What acts save at a place that a person chose. Here that is the vault's folder, so that the calls are seen. */

const namesIn = (folder: string, form: RegExp) => fs.readdirSync(folder).filter((name) => form.test(name));

/** The folders to which what was open was saved, outside of the folder of backups. */
export const savedElsewhere = (folder: string): string[] =>
  namesIn(folder, /^(\d+-)?keyfold-[\dT-]+Z$/).map((name) => join(folder, name));

export interface Archived {
  /** The rows that the log gave away, the oldest first. */
  rows: StoredAuditRow[];
  problems: string[];
}

/** The rows that are in archives and no longer in the log. Each file must be whole, and be there for its rows. */
export function archivedIn(folder: string, { database, slots: { vaultId }, keys }: OpenedFolder): Archived {
  const needs = {
    database,
    vaultId,
    key: chainKey(keys.vaultKey, vaultId),
    signer: archiveKey(keys.vaultKey, vaultId),
  };
  const problems: string[] = [];
  const byDigest = new Map<string, StoredAuditRow[]>();
  for (const name of namesIn(folder, /keyfold-audit-archive-.*\.jsonl$/)) {
    const bytes = fs.readFileSync(join(folder, name));
    const found = checkArchive(bytes, needs);
    if (!found || found.problem) problems.push(`${name}: ${JSON.stringify(found)}`);
    byDigest.set(createHash('sha256').update(bytes).digest('hex'), readArchive(bytes)?.rows ?? []);
  }
  const rows = listArchives(database).flatMap(({ first, last, digest }) => {
    const kept = byDigest.get(digest.toString('hex'));
    if (!kept) problems.push(`the rows ${first} to ${last} are in no file`);
    return kept ?? [];
  });
  return { rows, problems };
}
