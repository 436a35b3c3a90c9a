import type { KeyRow } from '../../../../common/keys/access-key';
import { toast } from '../../../design/toast';
import { language, translator } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';

/** Copies the AccessKey IDs of these keys, one a line. They are no secrets, so they stay on the clipboard. */
export async function copyIds(rows: readonly KeyRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const text = rows.map(({ accessKeyId }) => accessKeyId).join('\n');
  if (!(await reported(client.clipboard.copyIds({ text })))) return;
  const t = translator();
  const words =
    rows.length === 1
      ? t('keys:detail.copiedId', { name: isolate(first.name) })
      : t('keys:detail.copiedIds', { count: rows.length, number: formatNumber(language(), rows.length) });
  toast('good', words);
}
