import { providerOf } from '../../common/providers';
import type { Imported } from '../../common/transfer/import';
import { recordChange } from '../audit/record';
import { replaceSecret, storeKey } from '../keys/add';
import { editKey, setDefault, setStatus } from '../keys/change';
import { defaultOf, findKey, holderOf, markDisplayed, updateRotationDays } from '../keys/repository';
import type { OpenVault } from '../session/open-vault';
import type { Plan, PlannedKey } from './plan';

const facts = { why: 'imported' } as const;

/**
 * Does what was chosen, in one transaction with its rows in the log. The secret key stays the caller's. `now` is in
 * milliseconds since the epoch. Errors: those of adding and editing. After an error nothing is changed.
 */
export function applyPlan(vault: OpenVault, secretKey: Uint8Array, plan: Plan, now: number): Imported {
  const done: Imported = { added: 0, updated: 0, replaced: 0, skipped: 0 };
  const { database } = vault;
  vault.ledger.audit.settle();
  database.write(() => {
    for (const key of plan.keys) {
      const { checked, presentId } = key;
      const { choice } = key.row;
      if (checked && (choice === 'add' || choice === 'add-unassigned')) {
        add(vault, secretKey, key, choice === 'add-unassigned', now);
        done.added += 1;
      } else if (presentId !== null && choice === 'update') {
        recordChange(vault, 'edit', presentId, () => update(vault, key, presentId, now), facts);
        done.updated += 1;
      } else if (checked && presentId !== null && choice === 'replace') {
        const replace = () => {
          update(vault, key, presentId, now);
          replaceSecret(vault, secretKey, presentId, checked, now);
        };
        recordChange(vault, 'secret-replaced', presentId, replace, facts);
        done.replaced += 1;
      } else done.skipped += 1;
    }
    setDefaults(vault, plan, now);
    const count = done.added + done.updated + done.replaced;
    vault.ledger.audit.append({
      action: 'imported',
      facts: { count, ...(plan.from === undefined ? {} : { subject: plan.from }) },
    });
  });
  return done;
}

function add(vault: OpenVault, secretKey: Uint8Array, planned: PlannedKey, unassigned: boolean, now: number): void {
  const { found, checked } = planned;
  if (!checked) return;
  const { database } = vault;
  const key = unassigned ? { ...checked.key, accountId: '', identityName: '' } : checked.key;
  // A move doesn't make a key younger, and a key is never from the future.
  const createdAt = Math.min(found.createdAt ?? now, now);
  const store = () => {
    const id = storeKey(vault, secretKey, { ...checked, key }, createdAt);
    if (found.displayed) markDisplayed(database, id, now);
    if (found.status === 'disabled') setStatus(database, id, 'disabled', now);
    if (found.rotationDays !== null) updateRotationDays(database, id, found.rotationDays);
    return id;
  };
  recordChange(vault, 'add', null, store, facts);
}

/** Changes the vault's key to what the file says of it. */
function update({ database }: OpenVault, { found, checked }: PlannedKey, id: string, now: number): void {
  if (!checked) return;
  const present = findKey(database, id);
  const said = (theirs: string, ours: string) => (theirs === '' ? ours : theirs);
  const { key } = checked;
  editKey(
    database,
    {
      id,
      name: said(key.name, present.name),
      description: said(key.description, present.description),
      accountId: said(key.accountId, present.accountId),
      identityKind: said(key.identityKind, present.identityKind),
      identityName: said(key.identityName, present.identityName),
      endpoint: said(key.endpoint, present.endpoint),
    },
    now,
  );
  const final = present.status === 'disabled' && providerOf(present.provider).disable === 'irreversible';
  if (found.status !== present.status && !final) setStatus(database, id, found.status, now);
}

/** Makes the file's default keys the defaults, if there is none yet or if the person chose to take them. */
function setDefaults(vault: OpenVault, { keys, takeDefaults }: Plan, now: number): void {
  const { database, ledger } = vault;
  // What has expired stays expired, even if the system's clock was set back.
  const byTime = ledger.clock.now();
  for (const { row, checked } of keys) {
    if (!row.isDefault || row.choice === 'skip' || !checked) continue;
    const { provider, accessKeyId } = checked.key;
    if (defaultOf(database, provider) !== null && !takeDefaults) continue;
    const stored = holderOf(database, provider, accessKeyId);
    const key = stored && findKey(database, stored.id);
    // An expired or disabled key can't be the default, even if it was the default where it comes from.
    const usable = key && key.status === 'enabled' && (key.expiresAt === null || key.expiresAt > byTime);
    if (usable && !key.isDefault) {
      recordChange(vault, 'set-default', key.id, () => setDefault(database, key.id, now, byTime), facts);
    }
  }
}
