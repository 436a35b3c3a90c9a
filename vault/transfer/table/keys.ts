import { isAwsId } from '../../../common/csv/aws';
import { unguarded } from '../../../common/csv/formula';
import { faultOfPair, faultOfValue } from '../../../common/csv/header';
import type { ColumnMapping, ColumnRole, RowProblem } from '../../../common/csv/table';
import { fieldLimits, tidyCredential } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import { type ProfileId, profileOf } from '../../../common/providers';
import type { FoundKey } from '../found-key';
import { readExpiry } from './expiry';
import { looksTemporary, profileByShape, profileNamed } from './shapes';
import type { Table } from './table';

/**
 * The keys of a table, in its order, and the rows that are none. A row's own provider comes before `profile`, which
 * stands for all others; `null` leaves it to the shapes of ID and secret. Each row stands for itself: what is wrong
 * with one changes nothing for the rest. Never throws. The caller wipes the keys.
 */
export function keysFromTable(
  table: Table,
  mapping: ColumnMapping,
  profile: ProfileId | null,
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
    const found = keyOf(cell, row, profile);
    if ('problem' in found) problems.push(found);
    else keys.push(found);
  }
  return { keys, problems: problems.sort((a, b) => a.row - b.row) };
}

function keyOf(cell: (role: ColumnRole) => string, row: number, chosen: ProfileId | null): FoundKey | RowProblem {
  const text = (role: ColumnRole) => unguarded(cell(role));
  const accessKeyId = tidyCredential(cell('accessKeyId'));
  const secret = tidyCredential(cell('secret'));
  const token = tidyCredential(cell('token'));

  if (isAwsId(accessKeyId)) return { row, problem: 'other-provider', provider: 'AWS' };
  const cloud = text('provider').trim();
  const named = profileNamed(cloud);
  if (cloud !== '' && !named) return { row, problem: 'other-provider', provider: null };
  const wrong = faultOfPair({ accessKeyId, secret });
  if (wrong) return { row, problem: wrong.fault, column: wrong.field };
  const wrongToken = token === '' ? null : faultOfValue(token, fieldLimits.token);
  if (wrongToken) return { row, problem: wrongToken, column: 'token' };

  const profile = named ?? chosen ?? profileByShape(accessKeyId, secret);
  const temporary = token !== '' || looksTemporary(accessKeyId);
  return {
    place: String(row),
    profile,
    name: text('name'),
    description: text('description'),
    accountId: text('accountId'),
    identityKind: '',
    identityName: text('identityName'),
    keyType: keyTypeOf(profile, text('keyType')),
    endpoint: text('endpoint'),
    credential: temporary ? 'temporary' : 'long-term',
    accessKeyId,
    // A long-term key has no end, whatever somebody noted beside it.
    expiresAt: temporary ? readExpiry(text('expiresAt')) : null,
    secret: secretBytes(secret),
    token: token === '' ? null : secretBytes(token),
  };
}

/** "Type" means many things in people's tables; only a type that the profile has is one. */
function keyTypeOf(profile: ProfileId | null, word: string): string {
  if (!profile) return '';
  const typed = word.trim().toLowerCase();
  return profileOf(profile).keyTypes.find(({ id }) => id.toLowerCase() === typed)?.id ?? '';
}
