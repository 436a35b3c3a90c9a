import { Bookmark, Columns3, FileInput, FileLock, SquareTerminal, Tags } from 'lucide-react';
import { useEffect, useState } from 'react';
import { providerOf } from '../../../../common/providers';
import { Menu } from '../../../design/Menu';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { openDialog, useUi } from '../../ui';
import { keys, useKeys } from '../keys/store';
import { countChosen } from '../keys/store/state';
import { chosenScope, defaultOfShown, openExport, openImport, openUse, shownScope } from './actions';

/** The menu of the list: import, and export of the selected keys or of what the list shows. */
export function ListMenu({ at }: { at: { x: number; y: number } }) {
  const t = useT();
  const language = useLanguage();
  const counted = (count: number) => ({ count, number: formatNumber(language, count) });
  const total = useKeys((state) => state.total);
  // The menu belongs to the moment in which it was opened.
  const [{ chosen, count, shown }] = useState(() => {
    const state = keys.store.getState();
    return { chosen: chosenScope(state), count: countChosen(state), shown: shownScope(state) };
  });
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
        ...(chosen
          ? [
              {
                id: 'export-chosen',
                label: t('keys:exportSelected', counted(count)),
                icon: <FileLock size={15} aria-hidden />,
                run: () => void openExport(chosen),
              },
            ]
          : []),
        {
          id: 'export',
          label: total === null || total === 0 ? t('keys:export') : t('keys:exportCount', counted(total)),
          icon: <FileLock size={15} aria-hidden />,
          refusal: isEmpty ? t('keys:empty.title') : total === 0 ? t('keys:notNow.nothingListed') : null,
          run: () => void openExport(shown),
        },
        {
          id: 'columns',
          label: t('keys:columns.act'),
          icon: <Columns3 size={15} aria-hidden />,
          separated: true,
          run: () => openDialog({ kind: 'columns' }),
        },
        {
          id: 'view',
          label: t('filter:views.save'),
          icon: <Bookmark size={15} aria-hidden />,
          run: () => openDialog({ kind: 'view', view: null }),
        },
        {
          id: 'tags',
          label: t('bulk:tag.act'),
          icon: <Tags size={15} aria-hidden />,
          run: () => openDialog({ kind: 'tags', of: null }),
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
