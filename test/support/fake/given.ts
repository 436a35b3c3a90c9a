import type { KeyDetail } from '../../../common/keys/access-key';
import type { Handover, HandoverRow, Receipt } from '../../../common/transfer/handover';

/** What was given to whom as the vault tells it, all made up. */

/** Makes a hand-over. Fields that are left out are those of an encrypted file for two keys. */
export function handover(given: Partial<Handover> & { toWhom: string }): Handover {
  return {
    id: 'abcdef12-0000-4000-8000-000000000001',
    at: Date.UTC(2026, 10, 27, 8, 30),
    byWhom: 'ada',
    way: 'age',
    tool: '',
    recipients: '',
    fileName: 'keyfold-export-2026-11-27.age',
    digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    keys: 2,
    finished: true,
    ...given,
  };
}

const named = (keys: readonly KeyDetail[]) =>
  keys.map(({ id, provider, name, accessKeyId }) => ({ id, provider, name, lastFour: accessKeyId.slice(-4) }));

/** Makes the receipt of a hand-over of these keys. */
export const receiptOf = (given: Handover, keys: readonly KeyDetail[]): Receipt => ({
  ...given,
  keys: keys.length,
  named: named(keys),
});

/** Makes a row of the list. */
export const handoverRow = (given: Handover, keys: readonly KeyDetail[]): HandoverRow => ({
  ...given,
  keys: keys.length,
  first: named(keys).slice(0, 3),
});
