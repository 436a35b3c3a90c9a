import type { Handlers } from '../../common/contract/derived';
import { lastArchive } from '../audit/archives';
import { auditCsv } from '../audit/csv';
import { record, recordCheck } from '../audit/record';
import { listAudit } from '../audit/rows';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import type { Verification } from '../protection/verification';
import type { OpenVault } from '../session/open-vault';
import { archiveHandlers } from './audit-archive';

export interface AuditHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the contract's group `audit` does. */
export function auditHandlers({
  vault,
  control,
  verification,
  now,
}: AuditHandlerNeeds): Handlers<'vault', unknown>['audit'] {
  return {
    ...archiveHandlers({ vault, control, verification, now }),
    list({ filter, ...window }) {
      const { database, ledger } = vault();
      ledger.audit.settle();
      const archived = lastArchive(database)?.last ?? 0;
      return { ...listAudit(database, filter, window), offset: window.offset, checked: ledger.checked(), archived };
    },
    async check() {
      const open = vault();
      const found = await open.ledger.check();
      recordCheck(open, found);
      return found;
    },
    saveCsv({ filter, ticket }) {
      verification.pass('export-log', null, ticket);
      const fileName = `keyfold-audit-${new Date(now()).toISOString().slice(0, 10)}.csv`;
      return saveAs(control, { fileName }, (place) => {
        const open = vault();
        const { bytes, rows } = auditCsv(open.database, filter);
        // This is logged first: what can't be logged does not leave the vault.
        record(open, 'audit-exported', null, { count: rows, way: 'csv', place: place.path });
        saveFile(place, bytes);
        return { rows };
      });
    },
  };
}
