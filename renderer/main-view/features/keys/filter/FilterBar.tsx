import { ListFilter, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { useT } from '../../../../i18n';
import { focusOn, gridId, openDialog, useUi } from '../../../ui';
import { keys, useKeys } from '../store';
import { questionOf } from '../store/state';
import { editorOf, type Part, partsOf, without } from './parts';
import { useChipWords } from './words';

const addId = 'filter-add';

/** The button that adds a filter. */
export function FilterButton() {
  const t = useT();
  const isOpen = useUi((ui) => ui.menu?.of === 'filter');
  const unlocked = useUi((ui) => ui.unlocked);
  return (
    <IconButton
      id={addId}
      label={t('filter:add')}
      icon={<ListFilter size={16} aria-hidden />}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      disabled={!unlocked}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        useUi.setState({ menu: { of: 'filter', x: left, y: bottom } });
      }}
    />
  );
}

/** What the list is narrowed to, besides its provider and the search: each part is a chip that can be changed and removed. */
export function FilterBar() {
  const t = useT();
  const scope = useKeys((state) => state.scope);
  const filter = useKeys((state) => state.filter);
  const provider = useKeys((state) => state.provider);
  const words = useChipWords();
  const bar = useRef<HTMLElement>(null);
  const question = { provider, scope, text: '', filter };
  const parts = partsOf(question);
  if (parts.length === 0) return null;

  const remove = (part: Part) => {
    const at = parts.indexOf(part);
    const rest = parts.filter((other) => other !== part);
    void keys.show({ ...without(questionOf(keys.store.getState()), part) });
    // The chip that takes its place gets the focus; after the last one, the list does.
    const next = rest[Math.min(at, rest.length - 1)];
    setTimeout(() => {
      if (next === undefined) focusOn(gridId);
      else bar.current?.querySelector<HTMLElement>(`[data-chip="${next}"] button`)?.focus();
    }, 0);
  };
  const onKeyDown = (event: KeyboardEvent, part: Part) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    remove(part);
  };

  return (
    <section
      ref={bar}
      aria-label={t('filter:region')}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2"
    >
      <ul className="contents">
        {parts.map((part) => {
          const chip = words(question, part);
          const editor = editorOf(part);
          const look = 'max-w-72 truncate rounded-l-md py-0.5 pr-1 pl-2.5 text-sm font-medium';
          return (
            <li
              key={part}
              data-chip={part}
              onKeyDown={(event) => onKeyDown(event, part)}
              className="inline-flex h-7 max-w-full min-w-0 items-center rounded-md bg-accent-soft text-accent-ink ring-1 ring-accent-line ring-inset forced-colors:border"
            >
              {editor ? (
                <button
                  type="button"
                  aria-haspopup="dialog"
                  title={chip}
                  aria-description={t('filter:change', { chip })}
                  onClick={() => openDialog({ kind: 'filter', part: editor })}
                  className={`${look} cursor-default hover:underline`}
                >
                  {chip}
                </button>
              ) : (
                <span className={look} title={chip}>
                  {chip}
                </span>
              )}
              <IconButton
                size="small"
                label={t('filter:remove', { chip })}
                icon={<X size={13} aria-hidden />}
                onClick={() => remove(part)}
              />
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        variant="ghost"
        onClick={() => {
          void keys.clearFilters();
          focusOn(gridId);
        }}
      >
        {t('filter:clear')}
      </Button>
      <span className="flex-1" />
      <Button size="small" variant="ghost" onClick={() => openDialog({ kind: 'view', view: null })}>
        {t('filter:views.save')}
      </Button>
    </section>
  );
}
