import type { Handlers } from '../../common/contract/derived';
import { auditCsv } from '../audit/csv';
import { listAudit } from '../audit/rows';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import type { Verification } from '../protection/verification';
import { change, leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
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
    list({ filter, ...window }) {
      const { database, ledger } = vault();
      ledger.settle();
      return { ...listAudit(database, filter, window), offset: window.offset, checked: ledger.checked() };
    },
    async check() {
      const open = vault();
      const found = await open.ledger.check();
      const facts = { count: found.rows, ...(found.broken ? { row: found.broken.row } : {}) };
      change(open, verification.pass(planOf([{ effect: 'audit.check', subject: '' }])), () => facts);
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
          () => ({ count: rows }),
          () => saveFile(place, bytes),
        );
        return { rows };
      });
    },
  };
}
