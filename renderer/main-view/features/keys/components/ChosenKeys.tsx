import type { KeyRow } from '../../../../../common/keys/access-key';
import { useT } from '../../../../i18n';
import { NamedKeys } from '../../../../named-keys/NamedKeys';

/** Most keys that a dialog names. */
const mostNamed = 5;

/** Names the keys that a dialog is about: the first ones, and how many more there are. */
export function ChosenKeys({ rows }: { rows: readonly KeyRow[] }) {
  const t = useT();
  const named = rows
    .slice(0, mostNamed)
    .map(({ id, provider, name, accessKeyId }) => ({ id, provider, name, lastFour: accessKeyId.slice(-4) }));
  return <NamedKeys label={t('accounts:selection.region')} keys={named} total={rows.length} />;
}
