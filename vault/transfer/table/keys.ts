import { isAwsId } from '../../../common/csv/aws';
import { faultOfPair, faultOfValue } from '../../../common/csv/header';
import { isLostAccount, unmarkedId, unmarkedSecret, unmarkedText } from '../../../common/csv/marks';
import type { ColumnMapping, ColumnRole, RowProblem } from '../../../common/csv/table';
import type { ProviderDates } from '../../../common/keys/dates';
import { type FieldIssue, fieldLimits } from '../../../common/keys/fields';
import { showHidden } from '../../../common/keys/text';
import { secretBytes } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf } from '../../../common/providers';
import type { FoundKey } from '../found-key';
import { insteadOfKey } from '../value-kind';
import { isAddress, providerOfAddress } from './addresses';
import { isOfLogins } from './logins';
import { readMoment, saidTime } from './moments';
import {
  holdsOpaque,
  isShapeless,
  looksLikeAccessKeyId,
  looksTemporary,
  providerByShape,
  providerNamed,
} from './shapes';
import type { Table } from './table';

/**
 * Returns the keys of a table, in its order, and the rows that are no keys. If a row names a cloud, that counts. For
 * all others `provider` counts; if it is `null`, the shapes of ID and secret decide. Each row is read by itself, so a
 * fault in one changes nothing for the rest. Never throws. The caller wipes the keys.
 */
export function keysFromTable(
  table: Table,
  mapping: ColumnMapping,
  provider: ProviderId | null,
): { keys: FoundKey[]; problems: RowProblem[] } {
  const keys: FoundKey[] = [];
  const problems = table.bad.map(
    ({ row, fault }): RowProblem =>
      fault === 'bad-quotes' ? { row, problem: fault } : { row, problem: fault, column: null },
  );
  // An ID of a provider without known shapes looks random at least. A login's name doesn't.
  const mayBeId = (id: string) =>
    looksLikeAccessKeyId(id) || (provider !== null && isShapeless(provider) && !id.includes('@') && holdsOpaque(id));
  const logins = isOfLogins(table, mapping);
  const isKey = (accessKeyId: string, secret: string) => {
    if (mapping.accessKeyId === null) return true;
    return logins ? mayBeId(accessKeyId) : !isRemark(accessKeyId, secret);
  };
  for (const { row, fields } of table.rows) {
    const cell = (role: ColumnRole) => {
      const column = mapping[role];
      return column === null ? '' : (fields[column] ?? '');
    };
    const found = keyOf(cell, row, provider, isKey);
    if ('problem' in found) problems.push(found);
    else keys.push(found);
  }
  return { keys, problems: problems.sort((a, b) => a.row - b.row) };
}

function keyOf(
  cell: (role: ColumnRole) => string,
  row: number,
  chosen: ProviderId | null,
  isKey: (accessKeyId: string, secret: string) => boolean,
): FoundKey | RowProblem {
  const text = (role: ColumnRole) => unmarkedText(cell(role));
  const accessKeyId = unmarkedId(cell('accessKeyId'));
  const secret = unmarkedSecret(cell('secret'));
  const token = unmarkedSecret(cell('token'));

  if (isAwsId(accessKeyId)) return { row, problem: 'other-provider', provider: 'AWS' };
  if (!isKey(accessKeyId, secret)) return { row, problem: 'not-a-key' };
  const cloud = text('provider').trim();
  const named = providerNamed(cloud);
  if (cloud !== '' && !named && !isAddress(cloud)) return { row, problem: 'other-provider', provider: null };
  const instead = insteadOfKey([accessKeyId, secret, token]);
  // Ciphertext may be longer than any secret.
  if (instead === 'encrypted') return { row, problem: instead };
  const wrong = faultOfPair({ accessKeyId, secret });
  if (wrong) return { row, problem: wrong.fault, column: wrong.field };
  const wrongToken = token === '' ? null : faultOfValue(token, fieldLimits.token);
  if (wrongToken) return { row, problem: wrongToken, column: 'token' };

  if (instead) return { row, problem: instead };

  const byShape = providerByShape(accessKeyId, secret);
  const provider = named ?? (cloud === '' ? null : (byShape ?? providerOfAddress(cloud))) ?? chosen ?? byShape;
  const temporary = token !== '' || looksTemporary(accessKeyId);
  const { doubts: doubtsOfAccount, ...account } = accountOf(cell('accountId'));
  const { doubts: doubtsOfDates, dates } = datesOf(text('providerCreatedAt'), text('providerUsedAt'));
  const doubts = [...doubtsOfAccount, ...doubtsOfDates];
  return {
    place: String(row),
    provider,
    name: text('name'),
    description: text('description'),
    ...account,
    ...(dates && { dates }),
    ...(doubts.length > 0 && { doubts }),
    identityKind: '',
    identityName: text('identityName'),
    keyType: keyTypeOf(provider, text('keyType')),
    endpoint: hasEndpoints(provider) ? text('endpoint') : '',
    credential: temporary ? 'temporary' : 'long-term',
    accessKeyId,
    // A long-term key never expires, even if somebody noted a time beside it.
    expiresAt: temporary ? readMoment(text('expiresAt')) : null,
    secret: secretBytes(secret),
    token: token === '' ? null : secretBytes(token),
  };
}

/** Text above or below the keys, or between them. */
const isRemark = (accessKeyId: string, secret: string) => secret === '' && /^(?:#|\/\/)|[^\x21-\x7e]/.test(accessKeyId);

/** Returns the account, and a warning in its place if a spreadsheet has changed it: a wrong one must not be stored. */
function accountOf(cell: string): { accountId: string; doubts: readonly FieldIssue[] } {
  const accountId = unmarkedId(cell);
  if (!isLostAccount(accountId)) return { accountId, doubts: [] };
  return {
    accountId: '',
    doubts: [{ field: 'accountId', problem: 'lost-value', severity: 'warning', like: accountId.slice(0, 40) }],
  };
}

/** Returns what a row says of the key's life at its provider, and warnings in the place of what can't be read. */
function datesOf(created: string, used: string): { dates: ProviderDates | null; doubts: readonly FieldIssue[] } {
  const said = { providerCreatedAt: saidTime(created), providerUsedAt: saidTime(used) };
  const at = (field: keyof ProviderDates) => {
    const time = said[field];
    if (time === 'never' && field === 'providerUsedAt') return 0;
    return typeof time === 'string' ? null : time.at;
  };
  const dates = { providerCreatedAt: at('providerCreatedAt'), providerUsedAt: at('providerUsedAt') };
  const unread = (field: keyof ProviderDates, text: string): FieldIssue[] =>
    said[field] === 'unreadable' || (said[field] === 'never' && field === 'providerCreatedAt')
      ? [{ field, problem: 'not-a-date', severity: 'warning', like: showHidden(text.trim().slice(0, 40)) }]
      : [];
  return {
    dates: Object.values(dates).some((one) => one !== null) ? dates : null,
    doubts: [...unread('providerCreatedAt', created), ...unread('providerUsedAt', used)],
  };
}

/** An address beside a key of another provider is that of a console, which no key has. */
const hasEndpoints = (provider: ProviderId | null) =>
  provider === null || providerOf(provider).keyTypes.some(({ endpoint }) => endpoint);

/** "Type" means many things in people's tables. Only a type that the provider has is accepted. */
function keyTypeOf(provider: ProviderId | null, word: string): string {
  if (!provider) return '';
  const typed = word.trim().toLowerCase();
  return providerOf(provider).keyTypes.find(({ id }) => id.toLowerCase() === typed)?.id ?? '';
}
