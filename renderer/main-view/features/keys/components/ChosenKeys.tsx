import type { KeyRow } from '../../../../../common/keys/access-key';
import { mostNamed } from '../../../../../common/transfer/export';
import { useT } from '../../../../i18n';
import { NamedKeys } from '../../../../named-keys/NamedKeys';

/** Names the keys that a dialog is about: the first ones, and how many more there are. */
export function ChosenKeys({ rows }: { rows: readonly KeyRow[] }) {
  const t = useT();
  const named = rows
    .slice(0, mostNamed.keys)
    .map(({ id, provider, name, accessKeyId }) => ({ id, provider, name, lastFour: accessKeyId.slice(-4) }));
  return <NamedKeys label={t('accounts:selection.region')} keys={named} total={rows.length} />;
}
