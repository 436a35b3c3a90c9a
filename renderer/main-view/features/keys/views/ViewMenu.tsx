import { ArrowDown, ArrowUp, BookmarkCheck, PencilLine, Trash2 } from 'lucide-react';
import { Menu } from '../../../../design/Menu';
import { useT } from '../../../../i18n';
import { openDialog, useUi } from '../../../ui';
import { moveView, removeView, updateView, useViews } from './store';

/** The menu of one named view. */
export function ViewMenu({ view: id, at }: { view: number; at: { x: number; y: number } }) {
  const t = useT();
  const views = useViews((state) => state.views);
  const view = views.find((one) => one.id === id);
  if (!view) return null;
  const place = views.indexOf(view);
  return (
    <Menu
      label={t('filter:views.act', { name: view.name })}
      at={at}
      onClose={() => useUi.setState({ menu: null })}
      entries={[
        ...(view.shown === null
          ? []
          : [
              {
                id: 'update',
                label: t('filter:views.update'),
                icon: <BookmarkCheck size={15} aria-hidden />,
                run: () => void updateView(view),
              },
              {
                id: 'rename',
                label: t('filter:views.rename'),
                icon: <PencilLine size={15} aria-hidden />,
                run: () => openDialog({ kind: 'view', view }),
              },
            ]),
        ...(place > 0
          ? [
              {
                id: 'up',
                label: t('filter:views.up'),
                icon: <ArrowUp size={15} aria-hidden />,
                run: () => void moveView(view, -1),
              },
            ]
          : []),
        ...(place < views.length - 1
          ? [
              {
                id: 'down',
                label: t('filter:views.down'),
                icon: <ArrowDown size={15} aria-hidden />,
                run: () => void moveView(view, 1),
              },
            ]
          : []),
        {
          id: 'remove',
          label: t('filter:views.remove'),
          icon: <Trash2 size={15} aria-hidden />,
          tone: 'danger',
          separated: true,
          run: () => void removeView(view),
        },
      ]}
    />
  );
}
