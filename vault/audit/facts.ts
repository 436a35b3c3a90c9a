import { type AuditFacts, auditTexts } from '../../common/audit/actions';
import { dayText } from '../../common/keys/dates';

/** The facts of a row as they are stored. */

/** The key that a row is about, as it was then. */
export interface AuditSubject {
  id: string;
  name: string;
  accessKeyId: string;
  provider: string;
  /** The account and the identity that the key belongs to. What isn't known is empty. */
  accountId: string;
  identityKind: string;
  identityName: string;
  description?: string;
  endpoint?: string;
  providerCreatedAt?: number | null;
  providerUsedAt?: number | null;
}

/** Returns whose key it is, as facts. */
export function holderFacts(key: AuditSubject | null): AuditFacts {
  if (key === null || (key.accountId === '' && key.identityName === '')) return {};
  const { accountId, identityKind, identityName } = key;
  const facts: AuditFacts = { identity: identityKind };
  if (accountId !== '') facts.account = accountId;
  if (identityName !== '') facts.user = identityName;
  return facts;
}

/** The most characters of one field in a row that says what was before and after. */
const mostOfField = 180;

const holderWords = ({ accountId, identityKind, identityName }: AuditSubject) =>
  [accountId || '?', identityName || identityKind].join(' / ');

/** Returns what an edit or a new holder changed of a key: the fields that differ, before and after. */
export function changeFacts(former: AuditSubject, present: AuditSubject): AuditFacts {
  const fields: ((key: AuditSubject) => string)[] = [
    ({ name }) => name,
    holderWords,
    ({ endpoint = '' }) => endpoint,
    ({ description = '' }) => description,
    ({ providerCreatedAt = null }) => dayText(providerCreatedAt),
    ({ providerUsedAt = null }) => (providerUsedAt === 0 ? 'never' : dayText(providerUsedAt)),
  ];
  const changed = fields.filter((field) => field(former) !== field(present));
  if (changed.length === 0) return {};
  const words = (key: AuditSubject) => changed.map((field) => auditText(field(key), mostOfField) || '–').join(' · ');
  return { before: words(former), after: words(present) };
}

// Characters that nobody sees, or that change how the text around them is shown. The two joiners stay, because some
// scripts and emoji need them.
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
// Almost every text is of these, and nothing in them is to be replaced.
const seen = /^[\x20-\x7e]*$/;

/**
 * Returns a text as a row stores it: without control characters, and not longer than `most` characters. Of a longer
 * text the middle is left out, because a path says more at its end.
 */
export function auditText(text: string, most: number): string {
  if (text.length <= most && seen.test(text)) return text.trim();
  const plain = text.replace(unseen, '\ufffd').trim();
  const characters = [...plain];
  if (characters.length <= most) return plain;
  const end = Math.floor((most - 1) / 2);
  return `${characters.slice(0, most - 1 - end).join('')}…${characters.slice(characters.length - end).join('')}`;
}

/** Returns the facts as they are stored. Their order is fixed, so that the same facts are the same bytes. */
export function detailOf(facts: AuditFacts): string {
  const most: Readonly<Record<string, number>> = auditTexts;
  const given = facts as Readonly<Record<string, unknown>>;
  const stored: Record<string, unknown> = {};
  for (const name of Object.keys(given).sort()) {
    const value = given[name];
    const limit = most[name];
    // What is `undefined` has no place in JSON.
    stored[name] = typeof value === 'string' && limit !== undefined ? auditText(value, limit) || undefined : value;
  }
  return JSON.stringify(stored);
}
