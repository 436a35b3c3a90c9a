import './aria';
import { type ReactNode, useRef } from 'react';
import { Menu as AriaMenu, MenuItem, Popover, Separator, Text } from 'react-aria-components/Menu';
import { cx } from './cx';

interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  tone?: 'danger';
  /** Shows a line above the entry. */
  separated?: boolean;
  /** Why it can't be chosen now. */
  refusal?: string | null;
  run: () => void;
}

interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  /** Where it opens, in the window's coordinates: the pointer's place, or the edge of the button that opened it. */
  at: { x: number; y: number };
  onClose: () => void;
}

/** A menu that opens at a place: a context menu, or the one behind a ⋯ button. */
export function Menu({ label, entries, at, onClose }: MenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} aria-hidden="true" className="fixed size-px" style={{ left: at.x, top: at.y }} />
      <Popover
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        className="z-50 min-w-52 animate-appear rounded-lg border border-line bg-raised p-1 shadow-float outline-none"
      >
        <AriaMenu aria-label={label} autoFocus="first" onClose={onClose} className="outline-none">
          {entries.flatMap((entry) => [
            entry.separated ? <Separator key={`${entry.id}-line`} className="my-1 h-px border-0 bg-line" /> : null,
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              isDisabled={Boolean(entry.refusal)}
              onAction={entry.run}
              className={cx(
                'flex min-h-8 items-center gap-2.5 rounded-md px-2.5 outline-none data-disabled:opacity-60 data-focused:chosen data-focused:bg-hover',
                entry.tone === 'danger' ? 'text-danger-ink' : 'text-ink [&>svg]:text-muted',
              )}
            >
              {entry.icon}
              <span className="min-w-0">
                <Text slot="label">{entry.label}</Text>
                {entry.refusal ? (
                  <Text slot="description" className="block max-w-56 pb-1 text-xs">
                    {entry.refusal}
                  </Text>
                ) : null}
              </span>
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </>
  );
}
