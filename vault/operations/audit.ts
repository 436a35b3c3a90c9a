import type { Handlers } from '../../common/contract/derived';
import { lastArchive } from '../audit/archives';
import { auditCsv } from '../audit/csv';
import { checkFacts } from '../audit/record';
import { listAudit } from '../audit/rows';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import type { Verification } from '../protection/verification';
import { change, leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { archiveHandlers } from './audit-archive';
import { planOfIntent } from './plans';

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
      ledger.settle();
      const archived = lastArchive(database)?.last ?? 0;
      return { ...listAudit(database, filter, window), offset: window.offset, checked: ledger.checked(), archived };
    },
    async check() {
      const open = vault();
      const found = await open.ledger.check();
      // A vault that can only be read takes no row, and can be checked all the same.
      if (!open.database.readOnly) {
        const passed = verification.pass(planOf([{ effect: 'audit.check', subject: '' }]));
        change(open, passed, (writer) => checkFacts(writer, found));
      }
      return found;
    },
    saveCsv({ filter, ticket }) {
      const passed = verification.pass(planOfIntent(vault(), { act: 'export-log', filter }), ticket);
      const fileName = `keyfold-audit-${new Date(now()).toISOString().slice(0, 10)}.csv`;
      return saveAs(control, { fileName }, (place) => {
        const open = vault();
        const { bytes, rows } = auditCsv(open.database, filter);
        leave(
          open,
          passed,
          () => ({ count: rows, way: 'csv', place: place.path }),
          () => saveFile(place, bytes),
        );
        return { rows };
      });
    },
  };
}
