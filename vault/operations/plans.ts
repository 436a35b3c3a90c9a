import { keepsFewer, ruleParts } from '../../common/backups';
import { effects } from '../../common/effects';
import { fail } from '../../common/errors';
import type { Intent, PlanTold } from '../../common/intents';
import { mostPlannedShown } from '../../common/intents';
import type { KeyDetails } from '../../common/keys/access-key';
import { identityOf, providerOf, type StoredProviderId } from '../../common/providers';
import { listAudit } from '../audit/rows';
import { checkAssignment, identityNamed } from '../keys/accounts/change';
import { binDaysOf } from '../keys/bin';
import { checkEdit, movesIdentity, tidyDetails } from '../keys/change';
import { refuseLater } from '../keys/later';
import { findOriginal } from '../keys/originals';
import { findKey } from '../keys/repository';
import { secretCanBeShown } from '../keys/reveal-rule';
import { protectionState } from '../protection/policy';
import { type Plan, type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { findBackup, listBackups } from '../store/backups/folders';
import { keptIn } from '../store/backups/make';
import { tooMany } from '../store/backups/retention';
import type { Reader } from '../store/database/database';
import { deletionPlan, emptyPlan, erasePlan, keepPlan, restorePlan } from './bin-plans';
import { planOfChange } from './keys-change';
import { seenBinned, seenKeys, seenOf } from './seen';

/**
 * Makes the plan of what a person chose in the main view. The verify sheet shows it, and the operation makes it again.
 * Errors: `not-found`, `needs-newer`, `not-expired`, `identity-gone`, `other-profile`, `quota-full`, `key-not-allowed`,
 * `access-key-id-taken`, `invalid-fields`, `shown-once`, `backup-gone`, `original-gone`.
 */
export function planOfIntent(vault: OpenVault, intent: Intent): Plan {
  const { database } = vault;
  const ofKey = (effect: Planned['effect'], id: string, object = ''): Planned => ({
    effect,
    subject: id,
    object,
    seen: seenOf(seenKeys(database, [id])[0] ?? fail('not-found', {})),
  });
  const ofKeys = (effect: Planned['effect'], ids: readonly string[], object = '') => {
    refuseLater(database, ids);
    return planOf(seenKeys(database, ids).map((key) => ({ effect, subject: key.id, object, seen: seenOf(key) })));
  };
  switch (intent.act) {
    case 'enable':
    case 'disable':
      return ofKeys(`key.${intent.act}`, intent.ids);
    case 'delete':
      return deletionPlan(database, intent.ids);
    case 'clear':
      refuseUnexpired(vault, intent.ids);
      return deletionPlan(database, intent.ids, 'cleared');
    case 'restore':
      return restorePlan(database, intent.ids);
    case 'erase':
      return erasePlan(database, intent.ids);
    case 'empty-bin':
      return emptyPlan(database);
    case 'keep-bin':
      return keepPlan(vault, intent.days);
    case 'assign': {
      const target = JSON.stringify([intent.identity, ...Object.values(identityNamed(database, intent.identity))]);
      return ofKeys('key.assign', checkAssignment(database, intent.ids, intent.identity), target);
    }
    case 'change-keys':
      return planOfChange(vault, intent.keys, intent.to);
    case 'edit': {
      checkEdit(database, intent.key, vault.ledger.clock.now());
      const { id } = intent.key;
      const object = JSON.stringify(Object.values(tidyDetails(intent.key)));
      const moves = movesIdentity(database, intent.key);
      const edits = !moves || editsDetails(database, intent.key);
      return planOf([
        ...(edits ? [ofKey('key.edit', id, object)] : []),
        ...(moves ? [ofKey('key.assign', id, object)] : []),
      ]);
    }
    case 'reveal':
      if (!secretCanBeShown(findKey(database, intent.id), protectionState(database).revealAgain))
        fail('shown-once', {});
      return ofKeys('leave.reveal', [intent.id]);
    case 'export-log':
      return planOf([
        { effect: 'leave.log', subject: '', object: JSON.stringify(Object.entries(intent.filter).sort()) },
      ]);
    case 'archive-log':
      return planOf([{ effect: 'audit.archive', subject: '', object: String(intent.before) }]);
    case 'remove-backup':
      findBackup(vault.paths.folder, intent.name) ?? fail('backup-gone', {});
      return planOf([{ effect: 'backup.remove', subject: intent.name }]);
    case 'keep-backups': {
      const object = JSON.stringify(ruleParts.map((part) => intent.keep[part]));
      if (!keepsFewer(intent.keep, keptIn(database))) return planOf([{ effect: 'backups.keep', subject: '', object }]);
      const gone = tooMany(listBackups(vault.paths.folder), intent.keep, vault.ledger.clock.now());
      return planOf([
        { effect: 'backups.keepFewer', subject: '', object },
        ...gone.map(({ name }): Planned => ({ effect: 'backup.remove', subject: name })),
      ]);
    }
    case 'remove-original':
      return planOf([{ effect: 'original.remove', subject: intent.id, seen: findOriginal(database, intent.id).path }]);
  }
}

/** Returns a plan as the verify sheet shows it. Errors: as those of {@link planOfIntent}. */
export function toldOf(vault: OpenVault, intent: Intent, plan: Plan): Omit<PlanTold, 'needs'> {
  const { database, paths } = vault;
  const counts = new Map<Planned['effect'], number>();
  const ids = new Set<string>();
  for (const { effect, subject } of plan.effects) {
    counts.set(effect, (counts.get(effect) ?? 0) + 1);
    if (effects[effect].subject === 'key') ids.add(subject);
  }
  const isBinned = counts.has('key.restore') || (counts.has('key.erase') && !counts.has('key.delete'));
  const keys = (isBinned ? seenBinned : seenKeys)(database, [...ids]);
  const disabled = new Set(plan.effects.flatMap(({ effect, subject }) => (effect === 'key.disable' ? [subject] : [])));
  const final = keys.filter(({ id, provider }) => disabled.has(id) && isFinal(provider)).length;
  return {
    digest: plan.digest,
    effects: [...counts].map(([effect, count]) => ({ effect, count })),
    total: keys.length,
    keys: keys.slice(0, mostPlannedShown).map(({ status: _, keyType: __, ...key }) => key),
    roots: keys.filter(({ provider, identityKind }) => identityOf(provider, identityKind)?.root).length,
    final,
    binDays: counts.has('key.delete') ? binDaysOf(database) : null,
    target: targetOf(vault, intent, plan),
    backups: plan.effects
      .filter(({ effect }) => effect === 'backup.remove')
      .flatMap(({ subject }) => findBackup(paths.folder, subject) ?? [])
      .map(({ name, kind, at }) => ({ name, kind, at })),
    original: intent.act === 'remove-original' ? findOriginal(database, intent.id).path : null,
    rows: intent.act === 'export-log' ? listAudit(database, intent.filter, { offset: 0, limit: 1 }).total : null,
  };
}

const isFinal = (provider: StoredProviderId) => providerOf(provider).disable === 'irreversible';

function targetOf({ database }: OpenVault, intent: Intent, plan: Plan): PlanTold['target'] {
  if (intent.act === 'assign') return identityNamed(database, intent.identity);
  if (intent.act === 'change-keys') {
    return intent.to.act === 'assign' ? identityNamed(database, intent.to.identity) : null;
  }
  if (intent.act !== 'edit' || !plan.effects.some(({ effect }) => effect === 'key.assign')) return null;
  const { provider } = findKey(database, intent.key.id);
  const { accountId, identityKind, identityName } = tidyDetails(intent.key);
  const find = 'SELECT alias FROM account WHERE profile = ? AND root_account_id = ?';
  const alias = database.get<{ alias: string }>(find, provider, accountId)?.alias ?? '';
  return { provider, accountId, identityKind, identityName, alias };
}

function editsDetails(database: Reader, { id, ...typed }: KeyDetails & { id: string }): boolean {
  const [former, wanted] = [findKey(database, id), tidyDetails(typed)];
  const { dates = former } = wanted;
  return (
    (['name', 'description', 'endpoint'] as const).some((field) => former[field] !== wanted[field]) ||
    (['providerCreatedAt', 'providerUsedAt'] as const).some((field) => former[field] !== dates[field])
  );
}

/** Errors: `not-found`, `not-expired`. */
function refuseUnexpired({ database, ledger }: OpenVault, ids: readonly string[]): void {
  const now = ledger.clock.now();
  for (const id of new Set(ids)) {
    const { expiresAt } = findKey(database, id);
    if (expiresAt === null || expiresAt > now) fail('not-expired', {});
  }
}
