import type { ConsoleCsv, CsvProblem, CsvRow } from '../../../common/csv/console-csv';
import { csvSizeLimit, readConsoleCsv } from '../../../common/csv/console-csv';
import { type CredentialKind, identityOf, type ProviderId, providerOf } from '../../../common/providers';
import type { Translate } from '../../i18n';
import { isolate } from '../../i18n/words';
import { type Draft, identityIn, withProvider } from './draft';

export type FileProblem = CsvProblem | { problem: 'unreadable' };

/** Reads a console's file. Its size is checked first, so that a file over the limit is never read. */
export async function readCsvFile(file: File): Promise<ConsoleCsv | ({ ok: false } & FileProblem)> {
  if (file.size > csvSizeLimit) return { ok: false, problem: 'too-large', limit: csvSizeLimit };
  try {
    return readConsoleCsv(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { ok: false, problem: 'unreadable' };
  }
}

/** Where the provider of the form comes from. A file never changes what the person chose. */
export type ProviderOrigin = 'default' | 'context' | 'person';

/** Returns the provider for a file that fits `fits`, likeliest first. */
export function providerFor(
  current: ProviderId,
  origin: ProviderOrigin,
  fits: readonly [ProviderId, ...ProviderId[]],
): ProviderId {
  if (origin === 'person') return current;
  // If providers share a header, the list that the person was looking at decides.
  return origin === 'context' && fits.includes(current) ? current : fits[0];
}

/** Returns the form filled with a row of the file, without its secret. */
export function withRow(draft: Draft, row: CsvRow, id: ProviderId): Draft {
  const filled = withProvider(draft, id);
  const provider = providerOf(id);
  const credential = provider.credentials.find((kind) => hasShape(id, kind, row.accessKeyId)) ?? filled.credential;
  // The key's own shape counts more than the chosen identity if that identity can't have such a key.
  const fitting = identityIn(filled).credentials.includes(credential)
    ? identityIn(filled)
    : (provider.identities.find(({ credentials }) => credentials.includes(credential)) ?? identityIn(filled));
  const withKey = { ...filled, accessKeyId: row.accessKeyId, credential, identityKind: fitting.kind };
  if (row.userName === '') return withKey;
  // The file has a user's name, so the key belongs to a user and not to the account itself.
  const identity = fitting.nameField ? fitting : provider.identities.find((candidate) => candidate.nameField);
  return identity && identityOf(id, identity.kind)
    ? { ...withKey, identityKind: identity.kind, identityName: row.userName }
    : withKey;
}

function hasShape(id: ProviderId, kind: CredentialKind, accessKeyId: string): boolean {
  return providerOf(id).accessKeyId.shapes[kind].some(({ pattern }) => pattern.test(accessKeyId));
}

/** Returns the words for what is wrong with the file, which file it is, and the way out. */
export function csvWords(t: Translate, problem: FileProblem, fileName: string): string {
  const file = isolate(fileName);
  switch (problem.problem) {
    case 'empty':
      return t('add:csv.problems.empty', { file });
    case 'too-large':
      return t('add:csv.problems.tooLarge', { file, limit: problem.limit / 1024 / 1024 });
    case 'binary':
      return t('add:csv.problems.binary', { file });
    case 'damaged-encoding':
      return t('add:csv.problems.damagedEncoding', { file });
    case 'no-header':
      return t('add:csv.problems.noHeader', {
        file,
        headers: problem.accepted.map((header) => `“${isolate(header)}”`).join(t('common:listSeparator')),
      });
    case 'no-rows':
      return t('add:csv.problems.noRows', { file });
    case 'unreadable':
      return t('add:csv.problems.unreadable', { file });
    case 'other-provider':
      return t('add:csv.problems.otherProvider', { file, provider: problem.provider });
    case 'bad-row':
      return badRowWords(t, problem.reason, file, problem.row);
  }
}

type BadRowReason = Extract<CsvProblem, { problem: 'bad-row' }>['reason'];

function badRowWords(t: Translate, reason: BadRowReason, file: string, row: number): string {
  switch (reason) {
    case 'missing':
      return t('add:csv.problems.missing', { file, row });
    case 'not-printable':
      return t('add:csv.problems.notPrintable', { file, row });
    case 'too-long':
      return t('add:csv.problems.tooLong', { file, row });
    case 'lost-value':
      return t('add:csv.problems.lostValue', { file, row });
    case 'bad-quotes':
      return t('add:csv.problems.quotes', { file, row });
  }
}
