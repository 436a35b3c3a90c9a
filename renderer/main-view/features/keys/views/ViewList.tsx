import { Bookmark, Ellipsis } from 'lucide-react';
import type { NamedView } from '../../../../../common/keys/named-views';
import { cx } from '../../../../design/cx';
import { IconButton } from '../../../../design/plain/IconButton';
import { useT } from '../../../../i18n';
import { useUi } from '../../../ui';
import { showView, useViews } from './store';

/** The named views in the sidebar, each with its menu. */
export function ViewList() {
  const t = useT();
  const views = useViews((state) => state.views);
  if (views.length === 0) return null;
  return (
    <>
      <p id="sidebar-views" className="px-2 pt-4 pb-1 text-xs font-medium text-faint narrow:hidden">
        {t('filter:views.title')}
      </p>
      <ul aria-labelledby="sidebar-views" className="flex shrink-0 flex-col gap-0.5">
        {views.map((view) => (
          <ViewRow key={view.id} view={view} />
        ))}
      </ul>
    </>
  );
}

function ViewRow({ view }: { view: NamedView }) {
  const t = useT();
  const onKeys = useUi((ui) => ui.page === 'keys');
  const current = useViews((state) => state.shown === view.id) && onKeys;
  const openMenu = (x: number, y: number) => useUi.setState({ menu: { of: 'view', view: view.id, x, y } });
  return (
    <li
      className={cx(
        'group/view flex items-center rounded-md pr-1 transition-colors duration-100 narrow:pr-0',
        current ? 'chosen bg-active font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu(event.clientX, event.clientY);
      }}
    >
      <button
        type="button"
        aria-label={view.name}
        title={view.shown === null ? t('filter:views.newer') : view.name}
        aria-current={current ? 'page' : undefined}
        disabled={view.shown === null}
        onClick={() => void showView(view)}
        className="flex h-8 min-w-0 flex-1 cursor-default items-center gap-2.5 px-2 text-left narrow:justify-center"
      >
        <span className="flex size-5 shrink-0 items-center justify-center">
          <Bookmark size={15} aria-hidden />
        </span>
        <bdi className="min-w-0 flex-1 truncate narrow:sr-only">{view.name}</bdi>
      </button>
      <span className="flex opacity-0 group-hover/view:opacity-100 focus-within:opacity-100 narrow:hidden">
        <IconButton
          size="small"
          label={t('filter:views.act', { name: view.name })}
          icon={<Ellipsis size={15} aria-hidden />}
          aria-haspopup="menu"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            openMenu(left, bottom);
          }}
        />
      </span>
    </li>
  );
}
