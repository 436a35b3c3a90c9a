import { Menu } from '../../../../design/Menu';
import { useT } from '../../../../i18n';
import { openDialog, useUi } from '../../../ui';
import { addedParts } from './parts';

/** Offers everything that the list can be narrowed by. */
export function FilterMenu({ at }: { at: { x: number; y: number } }) {
  const t = useT();
  return (
    <Menu
      label={t('filter:menu')}
      at={at}
      onClose={() => useUi.setState({ menu: null })}
      entries={addedParts.map((part) => ({
        id: part,
        label: t(`filter:part.${part}`),
        run: () => openDialog({ kind: 'filter', part }),
      }))}
    />
  );
}
