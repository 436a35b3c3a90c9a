import { chainKey } from '../../vault/audit/chain';
import { createAuditLog } from '../../vault/audit/log';
import { makeDoor } from '../../vault/session/effects/door';
import type { OpenVault } from '../../vault/session/open-vault';
import { createVaultClock } from '../../vault/session/vault-clock';
import type { OpenedFolder } from '../../vault/store/folder';

/** Returns an opened folder as an open vault, with its log and its clock, and without what runs beside them. */
export function asOpenVault(
  { paths, database, slots, keys }: Pick<OpenedFolder, 'paths' | 'database' | 'slots' | 'keys'>,
  now: () => number = () => 0,
): OpenVault {
  const key = chainKey(keys.vaultKey, slots.vaultId);
  const audit = createAuditLog({ database, key, actor: 'ada', now });
  const clock = createVaultClock({ database, system: now, monotonic: now });
  const vault: OpenVault = {
    paths,
    id: slots.vaultId,
    key: keys.vaultKey,
    database,
    slots,
    keychain: 'not-sealed',
    sealing: Promise.resolve(),
    ledger: {
      clock,
      actor: 'ada',
      settle: audit.settle,
      begin: () => undefined,
      check: async () => ({ at: 0, rows: 0, broken: null }),
      checked: () => null,
    },
  };
  makeDoor(vault, { database, audit, clock });
  return vault;
}
