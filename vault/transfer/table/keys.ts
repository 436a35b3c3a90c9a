import { isAwsId } from '../../../common/csv/aws';
import { unguarded, unguardedSecret } from '../../../common/csv/formula';
import { faultOfPair, faultOfValue } from '../../../common/csv/header';
import type { ColumnMapping, ColumnRole, RowProblem } from '../../../common/csv/table';
import { fieldLimits, tidyCredential } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf } from '../../../common/providers';
import type { FoundKey } from '../found-key';
import { readExpiry } from './expiry';
import { looksTemporary, providerByShape, providerNamed } from './shapes';
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
  for (const { row, fields } of table.rows) {
    const cell = (role: ColumnRole) => {
      const column = mapping[role];
      return column === null ? '' : (fields[column] ?? '');
    };
    const found = keyOf(cell, row, provider);
    if ('problem' in found) problems.push(found);
    else keys.push(found);
  }
  return { keys, problems: problems.sort((a, b) => a.row - b.row) };
}

function keyOf(cell: (role: ColumnRole) => string, row: number, chosen: ProviderId | null): FoundKey | RowProblem {
  const text = (role: ColumnRole) => unguarded(cell(role));
  const accessKeyId = tidyCredential(text('accessKeyId'));
  const secret = tidyCredential(unguardedSecret(cell('secret')));
  const token = tidyCredential(unguardedSecret(cell('token')));

  if (isAwsId(accessKeyId)) return { row, problem: 'other-provider', provider: 'AWS' };
  const cloud = text('provider').trim();
  const named = providerNamed(cloud);
  if (cloud !== '' && !named) return { row, problem: 'other-provider', provider: null };
  const wrong = faultOfPair({ accessKeyId, secret });
  if (wrong) return { row, problem: wrong.fault, column: wrong.field };
  const wrongToken = token === '' ? null : faultOfValue(token, fieldLimits.token);
  if (wrongToken) return { row, problem: wrongToken, column: 'token' };

  const provider = named ?? chosen ?? providerByShape(accessKeyId, secret);
  const temporary = token !== '' || looksTemporary(accessKeyId);
  return {
    place: String(row),
    provider,
    name: text('name'),
    description: text('description'),
    accountId: text('accountId'),
    identityKind: '',
    identityName: text('identityName'),
    keyType: keyTypeOf(provider, text('keyType')),
    endpoint: text('endpoint'),
    credential: temporary ? 'temporary' : 'long-term',
    accessKeyId,
    // A long-term key never expires, even if somebody noted a time beside it.
    expiresAt: temporary ? readExpiry(text('expiresAt')) : null,
    secret: secretBytes(secret),
    token: token === '' ? null : secretBytes(token),
  };
}

/** "Type" means many things in people's tables. Only a type that the provider has is accepted. */
function keyTypeOf(provider: ProviderId | null, word: string): string {
  if (!provider) return '';
  const typed = word.trim().toLowerCase();
  return providerOf(provider).keyTypes.find(({ id }) => id.toLowerCase() === typed)?.id ?? '';
}
