import type { Handlers } from '../../common/contract/derived';
import { leavingsOf } from '../audit/leavings';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { findReceipt, handoversOf, listHandovers } from '../keys/handovers';
import type { Verification } from '../protection/verification';
import { leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { receiptFile, receiptFileName } from '../transfer/receipt';

export interface GivenNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  control: Control;
  verification: Verification;
}

/** Most hand-overs, and most rows of the log, that are told of one key. */
const mostOfKey = 20;

/** What the contract's group `given` does. */
export function givenHandlers({ vault, control, verification }: GivenNeeds): Handlers<'vault', unknown>['given'] {
  return {
    list: (question) => listHandovers(vault().database, question),
    ofKey({ id }) {
      const { database } = vault();
      const { rows, total } = leavingsOf(database, id, mostOfKey);
      return { handovers: handoversOf(database, id, mostOfKey), leavings: rows, total };
    },
    receipt: ({ id }) => findReceipt(vault().database, id),
    saveReceipt({ id, form, language }) {
      const { keys, ...short } = findReceipt(vault().database, id);
      return saveAs(control, { fileName: receiptFileName({ keys, ...short }, form) }, (place) => {
        const open = vault();
        const whole = findReceipt(open.database, id, keys);
        const passed = verification.pass(planOf([{ effect: 'leave.receipt', subject: id }]));
        const { digest, toWhom } = whole;
        const facts = { way: 'file', place: place.path, count: keys, ...(digest ? { digest } : {}) } as const;
        leave(
          open,
          passed,
          () => ({ ...facts, handedTo: toWhom }),
          () => saveFile(place, receiptFile(language, whole, form)),
        );
        return {};
      });
    },
  };
}
