import { createElement, Fragment, type ReactNode } from 'react';
import type { IdentityName, NotAllowedReason } from '../../common/accounts/account';
import type { AppError, ErrorCode, ErrorFacts, KeychainState } from '../../common/errors';
import type { FieldIssue, FieldName } from '../../common/keys/fields';
import type { ToolFileProblem } from '../../common/transfer/use';
import type { Translate } from './catalogue';

const isolateStart = '\u2068';
const isolateEnd = '\u2069';

/**
 * Returns a value that a person chose (a name, a path) with marks around it, for use in a sentence. So right-to-left
 * text in it can't reorder the words around it. {@link Words} turns the marks into <bdi>.
 */
export function isolate(value: string): string {
  return isolateStart + value + isolateEnd;
}

/** Renders a sentence. Its isolated values are in <bdi>, and the marks themselves don't reach the page. */
export function Words({ children }: { children: string }): ReactNode {
  const parts = children.split(/[\u2068\u2069]/);
  // Marks come in pairs, so every second part was isolated. The parts are passed as children and not as a list, so they
  // need no keys.
  return createElement(
    Fragment,
    null,
    ...parts.map((part, index) => (index % 2 === 1 ? createElement('bdi', null, part) : part)),
  );
}

/** Returns a sentence without the marks of {@link isolate}, for an accessible name or a title. */
export function plainWords(sentence: string): string {
  return sentence.replace(/[\u2068\u2069]/g, '');
}

const keychainWords: Record<KeychainState, (t: Translate) => string> = {
  // The keychain was good when it was asked. There are no better words for the case that the password is needed all the
  // same.
  good: (t) => t('errors:passwordRequired.unavailable'),
  missing: (t) => t('errors:passwordRequired.missing'),
  unavailable: (t) => t('errors:passwordRequired.unavailable'),
  'other-backend': (t) => t('errors:passwordRequired.otherBackend'),
  'lost-key': (t) => t('errors:passwordRequired.lostKey'),
  'not-sealed': (t) => t('errors:passwordRequired.notSealed'),
};

/**
 * Returns the name of an identity for use in a sentence: the user's name, or the account's ID if the identity is the
 * account itself.
 */
function holderName({ identityName, accountId }: Pick<IdentityName, 'identityName' | 'accountId'>): string {
  return isolate(identityName || accountId);
}

const notAllowedWords: Record<NotAllowedReason, (t: Translate, who: string) => string> = {
  'console-only': (t, who) => t('errors:keyNotAllowed.consoleOnly', { who }),
  'password-only': (t, who) => t('errors:keyNotAllowed.passwordOnly', { who }),
  'long-term-only': (t, who) => t('errors:keyNotAllowed.longTermOnly', { who }),
  'temporary-only': (t, who) => t('errors:keyNotAllowed.temporaryOnly', { who }),
  'kind-long-term-only': (t, who) => t('errors:keyNotAllowed.kindLongTermOnly', { who }),
  'kind-temporary-only': (t, who) => t('errors:keyNotAllowed.kindTemporaryOnly', { who }),
};

/** The words for what is wrong with a tool's file, or with what would be written into one. */
export const toolFileWords: Record<ToolFileProblem, (t: Translate) => string> = {
  'bad-entry': (t) => t('errors:toolFile.badEntry'),
  'bad-region': (t) => t('errors:toolFile.badRegion'),
  'bad-names': (t) => t('errors:toolFile.badNames'),
  'other-entry': (t) => t('errors:toolFile.otherEntry'),
  'not-writable': (t) => t('errors:toolFile.notWritable'),
  'other-format': (t) => t('errors:toolFile.otherFormat'),
  'not-text': (t) => t('errors:toolFile.notText'),
  damaged: (t) => t('errors:toolFile.damaged'),
  'too-large': (t) => t('errors:toolFile.tooLarge'),
  changed: (t) => t('errors:toolFile.changed'),
  'entry-exists': (t) => t('errors:toolFile.entryExists'),
  exists: (t) => t('errors:toolFile.exists'),
};

const words: { [Code in ErrorCode]: (t: Translate, facts: ErrorFacts[Code]) => string } = {
  'bad-request': (t, { operation }) => t('errors:badRequest', { operation }),
  'not-allowed': (t, { operation }) => t('errors:notAllowed', { operation }),
  locked: (t) => t('errors:locked'),
  'not-found': (t) => t('errors:notFound'),
  'wrong-password': (t) => t('errors:wrongPassword'),
  'wrong-recovery-key': (t) => t('errors:wrongRecoveryKey'),
  'recovery-key-typo': (t) => t('errors:recoveryKeyTypo'),
  'no-recovery-key': (t) => t('errors:noRecoveryKey'),
  'keychain-unusable': (t, { keychain }) =>
    keychain === 'missing' ? t('errors:keychainUnusable.missing') : t('errors:keychainUnusable.unavailable'),
  'wrong-code': (t) => t('errors:wrongCode'),
  'code-used': (t) => t('errors:codeUsed'),
  'wrong-administrator': (t) => t('errors:wrongAdministrator'),
  'try-later': (t, { seconds }) => t('errors:tryLater', { seconds }),
  'verification-required': (t) => t('errors:verificationRequired'),
  'password-required': (t, { keychain }) => keychainWords[keychain](t),
  'invalid-fields': (t, { issues }) =>
    t('errors:invalidFields', { fields: issues.map((issue) => issueWords(t, issue)).join(' ') }),
  'access-key-id-taken': (t, { name }) => t('errors:accessKeyIdTaken', { name: isolate(name) }),
  'needs-newer': (t) => t('errors:needsNewer'),
  'not-enabled': (t) => t('errors:notEnabled'),
  'disable-is-final': (t) => t('errors:disableIsFinal'),
  'not-rotatable': (t) => t('errors:notRotatable'),
  'rotation-under-way': (t) => t('errors:rotationUnderWay'),
  'rotation-stage': (t) => t('errors:rotationStage'),
  'rotation-mismatch': (t) => t('errors:rotationMismatch'),
  'key-leaked': (t) => t('errors:keyLeaked'),
  'not-expired': (t) => t('errors:notExpired'),
  'quota-full': (t, { limit, held, more, ...who }) =>
    t('errors:quotaFull', { who: holderName(who), limit, held, more }),
  'key-not-allowed': (t, { reason, ...who }) => notAllowedWords[reason](t, holderName(who)),
  'too-many-keys': (t, { found, limit }) => t('errors:tooManyKeys', { found, limit }),
  'several-defaults': (t, { keys }) => t('errors:severalDefaults', { keys }),
  'tag-taken': (t, { name }) => t('errors:tagTaken', { name: isolate(name) }),
  'tag-gone': (t) => t('errors:tagGone'),
  'too-many-tags': (t, { limit }) => t('errors:tooManyTags', { limit }),
  'view-taken': (t, { name }) => t('errors:viewTaken', { name: isolate(name) }),
  'view-gone': (t) => t('errors:viewGone'),
  'too-many-views': (t, { limit }) => t('errors:tooManyViews', { limit }),
  'identity-gone': (t) => t('errors:identityGone'),
  'identity-taken': (t) => t('errors:identityTaken'),
  'account-taken': (t) => t('errors:accountTaken'),
  'still-has-keys': (t, { keys, doing }) =>
    doing === 'remove' ? t('errors:stillHasKeys.remove', { keys }) : t('errors:stillHasKeys.restrict', { keys }),
  'other-profile': (t) => t('errors:otherProfile'),
  'ticket-invalid': (t) => t('errors:ticketInvalid'),
  'plan-changed': (t) => t('errors:planChanged'),
  'present-password': (t, { wrong }) =>
    wrong ? t('errors:presentPassword.wrong') : t('errors:presentPassword.needed'),
  'shown-once': (t) => t('errors:shownOnce'),
  'no-vault': (t) => t('errors:noVault'),
  'vault-exists': (t, { folder }) => t('errors:vaultExists', { folder: isolate(folder) }),
  'vault-in-use': (t) => t('errors:vaultInUse'),
  'vault-newer': (t, { file, found, supported }) => t('errors:vaultNewer', { file: isolate(file), found, supported }),
  'vault-damaged': (t, { file, part }) =>
    part === 'slots'
      ? t('errors:vaultDamaged.slots', { file: isolate(file) })
      : t('errors:vaultDamaged.database', { file: isolate(file) }),
  'vault-altered': (t, { file, what, name, how }) =>
    t(`errors:vaultAltered.${how}`, {
      file: isolate(file),
      part: t(`errors:schemaPart.${what}`),
      name: isolate(name),
    }),
  'vault-foreign': (t, { file }) => t('errors:vaultForeign', { file: isolate(file) }),
  'vault-link': (t, { file, target }) => t('errors:vaultLink', { file: isolate(file), target: isolate(target) }),
  'vault-away': (t, { path, target }) =>
    target === null
      ? t('errors:vaultAway.folder', { path: isolate(path) })
      : t('errors:vaultAway.link', { path: isolate(path), target: isolate(target) }),
  'vault-replaced': (t, { how, path }) => t(`errors:vaultReplaced.${how}`, { path: isolate(path) }),
  'backup-incomplete': (t, { missing }) =>
    missing === 'slots' ? t('errors:backupIncomplete.slots') : t('errors:backupIncomplete.database'),
  'backup-damaged': (t) => t('errors:backupDamaged'),
  'backup-altered': (t, { name }) => t('errors:backupAltered', { name: isolate(name) }),
  'backup-costly': (t) => t('errors:backupCostly'),
  'backup-dropped': (t) => t('errors:backupDropped'),
  'backup-is-open': (t) => t('errors:backupIsOpen'),
  'vault-open-elsewhere': (t, { machine, user }) =>
    t('errors:vaultOpenElsewhere', { machine: isolate(machine), user: isolate(user) }),
  'not-a-vault': (t, { path }) => t('errors:notAVault', { path: isolate(path) }),
  'vault-unsettled': (t) => t('errors:vaultUnsettled'),
  'new-keys-under-way': (t) => t('errors:newKeysUnderWay'),
  'only-a-copy': (t) => t('errors:onlyACopy'),
  'nothing-chosen': (t) => t('errors:nothingChosen'),
  'backup-gone': (t) => t('errors:backupGone'),
  'backup-place-gone': (t, { path }) => t('errors:backupPlaceGone', { path: isolate(path) }),
  'place-unfit': (t, { path, why }) => t(`errors:placeUnfit.${why}`, { path: isolate(path) }),
  'backup-failed': (t, { cause }) => t('errors:backupFailed', { cause: errorWords(t, cause) }),
  'import-partly': (t, { done, total, cause }) =>
    cause.code === 'cancelled'
      ? t('errors:importPartly.stopped', { done, total })
      : t('errors:importPartly.failed', { done, total, cause: errorWords(t, cause) }),
  'source-changed': (t) => t('errors:sourceChanged'),
  'source-unfit': (t, { why }) => t(`errors:sourceUnfit.${why}`),
  'originals-full': (t, { limit }) => t('errors:originalsFull', { limit: Math.floor(limit / 1_000_000) }),
  'original-gone': (t) => t('errors:originalGone'),
  'original-damaged': (t) => t('errors:originalDamaged'),
  'file-too-large': (t, { limit }) => t('errors:fileTooLarge', { limit: Math.floor(limit / 1_000_000) }),
  'not-a-file': (t) => t('errors:notAFile'),
  'file-unknown': (t) => t('errors:fileUnknown'),
  'file-unreadable': (t, { kind }) => t(`errors:fileUnreadable.${kind}`),
  'file-syntax': (t, facts) => syntaxWords(t, facts),
  'file-damaged': (t) => t('errors:fileDamaged'),
  'file-member': (t, { problem, member }) => t(`errors:fileMember.${problem}`, { member: isolate(member) }),
  'file-newer': (t, { found, supported }) => t('errors:fileNewer', { found, supported }),
  'wrong-passphrase': (t) => t('errors:wrongPassphrase'),
  'wrong-identity': (t) => t('errors:wrongIdentity'),
  'work-factor': (t) => t('errors:workFactor'),
  'no-keys-in-file': (t) => t('errors:noKeysInFile'),
  'other-provider': (t, { provider }) => t('errors:otherProvider', { provider }),
  'bad-recipient': (t, { number }) => t('errors:badRecipient', { number }),
  'nothing-to-export': (t) => t('errors:nothingToExport'),
  'export-changed': (t) => t('errors:exportChanged'),
  'nothing-to-archive': (t) => t('errors:nothingToArchive'),
  'log-broken': (t, { row }) => t('errors:logBroken', { row }),
  'archive-unknown': (t) => t('errors:archiveUnknown'),
  'file-exists': (t) => t('errors:fileExists'),
  'key-expired': (t) => t('errors:keyExpired'),
  'tool-file': (t, { problem }) => toolFileWords[problem](t),
  cancelled: (t) => t('errors:cancelled'),
  'secret-damaged': (t) => t('errors:secretDamaged'),
  'disk-full': (t) => t('errors:diskFull'),
  'no-permission': (t, { path }) => t('errors:noPermission', { path: isolate(path) }),
  'read-only': (t, { path }) => t('errors:readOnly', { path: isolate(path) }),
  io: (t, { path, system }) => t('errors:io', { path: isolate(path), system }),
  'vault-ended': (t) => t('errors:vaultEnded'),
  internal: (t) => t('errors:internal'),
};

function syntaxWords(t: Translate, { format, fault, line, column }: ErrorFacts['file-syntax']): string {
  const said = { format: format.toUpperCase(), line, column };
  if (fault === 'too-deep') return t('errors:fileSyntax.tooDeep', said);
  if (fault === 'too-many') return t('errors:fileSyntax.tooMany', said);
  return t('errors:fileSyntax.at', { ...said, fault: t(`errors:syntaxFault.${fault}`) });
}

/** Returns the words for an error: what happened, to which thing, and the way out. Render them with {@link Words}. */
export function errorWords(t: Translate, error: AppError): string {
  // The table has every code. The compiler can't see that a code comes with its own facts.
  const say = words[error.code] as (t: Translate, facts: AppError) => string;
  return say(t, error);
}

/** Returns the name of a field for which a provider has no word of its own. */
export function fieldLabel(t: Translate, field: FieldName): string {
  return t(`fields:label.${field}`);
}

const choices: readonly FieldName[] = ['identityKind', 'keyType', 'credential'];

/**
 * Returns the words for what is wrong with a field. `label` is the provider's own name of the field, if it has one.
 * `expected` says the usual shape (see {@link Shape} of the providers).
 */
export function issueWords(
  t: Translate,
  issue: FieldIssue,
  label = fieldLabel(t, issue.field),
  expected?: string,
): string {
  const limit = issue.limit ?? 0;
  switch (issue.problem) {
    case 'required':
      return choices.includes(issue.field)
        ? t('fields:problem.choose', { label })
        : t('fields:problem.required', { label });
    case 'too-long':
      return t('fields:problem.tooLong', { label, limit });
    case 'too-short':
      return t('fields:problem.tooShort', { label, limit });
    case 'hidden-characters':
      return t('fields:problem.hiddenCharacters', { label });
    case 'combining-marks':
      return t('fields:problem.combiningMarks', { label, limit });
    case 'formula':
      return issue.severity === 'warning'
        ? t('fields:problem.formulaTaken', { label })
        : t('fields:problem.formula', { label });
    case 'too-simple':
      return t('fields:problem.tooSimple', { label, limit });
    case 'not-typable':
      return t('fields:problem.notTypable', { label });
    case 'looks-like':
      return t('fields:problem.looksLike', { label, name: isolate(issue.like ?? '') });
    case 'in-bin':
      return t('fields:problem.inBin', { label, name: isolate(issue.like ?? '') });
    case 'almost-known':
      return t('fields:problem.almostKnown', { label, name: isolate(issue.like ?? '') });
    case 'not-printable':
      return t('fields:problem.notPrintable', { label });
    case 'not-a-choice':
      return t('fields:problem.notAChoice', { label });
    case 'other-credential-only':
      return t('fields:problem.otherCredentialOnly', { label });
    case 'needs-newer':
      return t('fields:problem.needsNewer', { label });
    case 'not-an-endpoint':
      return t('fields:problem.notAnEndpoint', { label });
    case 'unusual-shape':
      return expected === undefined
        ? t('fields:problem.unusualShape', { label })
        : t('fields:problem.unusualShapeExpected', { label, expected });
    case 'other-credential':
      return t('fields:problem.otherCredential', { label });
    case 'lost-value':
      return t('fields:problem.lostValue', { label, value: isolate(issue.like ?? '') });
    case 'not-a-date':
      return t('fields:problem.notADate', { label, value: isolate(issue.like ?? '') });
    case 'in-the-future':
      return t('fields:problem.inTheFuture', { label });
    case 'too-early':
      return t('fields:problem.tooEarly', { label });
    case 'before-created':
      return t('fields:problem.beforeCreated', { label });
    case 'past':
      return t('fields:problem.past');
  }
}
