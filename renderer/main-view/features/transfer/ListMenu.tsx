import { FileInput, FileLock, SquareTerminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { providerOf } from '../../../../common/providers';
import { Menu } from '../../../design/Menu';
import { useT } from '../../../i18n';
import { useUi } from '../../ui';
import { useKeys } from '../keys/store';
import { defaultOfShown, openExportOfShown, openImport, openUse } from './actions';

/** The menu of the list: import and export. */
export function ListMenu({ at }: { at: { x: number; y: number } }) {
  const t = useT();
  const isEmpty = useKeys((state) => state.counts?.every(({ keys }) => keys === 0) ?? true);
  const provider = useKeys((state) => state.provider);
  const [defaultKey, setDefaultKey] = useState<string | null>(null);
  useEffect(() => void defaultOfShown().then(setDefaultKey), []);
  const hasTools = provider !== null && providerOf(provider).targets.length > 0;
  return (
    <Menu
      label={t('keys:more')}
      at={at}
      onClose={() => useUi.setState({ menu: null })}
      entries={[
        {
          id: 'import',
          label: t('keys:import'),
          icon: <FileInput size={15} aria-hidden />,
          run: () => void openImport(),
        },
        {
          id: 'export',
          label: t('keys:export'),
          icon: <FileLock size={15} aria-hidden />,
          refusal: isEmpty ? t('keys:empty.title') : null,
          run: () => void openExportOfShown(),
        },
        ...(hasTools
          ? [
              {
                id: 'use',
                label: t('keys:useDefault'),
                icon: <SquareTerminal size={15} aria-hidden />,
                separated: true,
                refusal: defaultKey === null ? t('keys:notNow.noDefault') : null,
                run: () => void (defaultKey === null ? null : openUse(defaultKey)),
              },
            ]
          : []),
      ]}
    />
  );
}
