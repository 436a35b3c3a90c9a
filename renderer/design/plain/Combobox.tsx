import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cx } from '../cx';
import { Field, type FieldProps } from './Field';

/** One of the known values that can be chosen. */
export interface ComboboxOption {
  /** Unique among the options. */
  id: string;
  /** What the field gets. */
  value: string;
  /** A second name, beside the value. */
  detail?: string;
  /** A short note at the end of the line. */
  note?: string;
}

interface ComboboxProps
  extends FieldProps,
    Omit<ComponentProps<'input'>, keyof FieldProps | 'className' | 'id' | 'value' | 'onChange' | 'role'> {
  value: string;
  onChange: (value: string) => void;
  /** Runs when an option is chosen, in the place of `onChange`. */
  onChoose: (option: ComboboxOption) => void;
  /** What can be chosen now, in its order. */
  options: readonly ComboboxOption[];
  /**
   * Runs when the options are wanted: with the text that was typed, or an empty one if the list was opened without
   * typing. With `null` they aren't wanted any more.
   */
  onWanted: (text: string | null) => void;
  words: {
    /** The accessible name of the list. */
    list: string;
    /** The name of the button that opens the list. */
    open: string;
    /** What is said of the options when there are some: how many. */
    count: string;
    /** A line below the options if there are more than these. */
    more: string | null;
  };
}

/**
 * A text field that takes any text and offers known values (the combobox pattern of ARIA, with a list). Arrow keys go
 * through the list, Enter takes the marked value, Escape closes the list and nothing else, Tab leaves what is typed.
 */
export function Combobox({
  label,
  hint,
  description,
  error,
  warning,
  notes,
  value,
  onChange,
  onChoose,
  options,
  onWanted,
  words,
  onBlur,
  ...rest
}: ComboboxProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useList({ value, options, onChoose, onWanted });
  const { isShown, active, offers } = list;

  return (
    <Field
      label={label}
      hint={hint}
      description={description}
      error={error}
      warning={warning}
      {...(notes ? { notes } : {})}
    >
      {(control) => (
        <div className="relative">
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            {...rest}
            {...control}
            ref={input}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isShown}
            aria-controls={isShown ? listId : undefined}
            aria-activedescendant={isShown && active >= 0 ? `${listId}-${active}` : undefined}
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
              list.show(event.target.value);
            }}
            onKeyDown={list.onKeyDown}
            onBlur={(event) => {
              list.close();
              onBlur?.(event);
            }}
            className="field-input pr-9"
          />
          <button
            type="button"
            tabIndex={-1}
            aria-label={words.open}
            title={words.open}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              input.current?.focus();
              if (isShown) list.close();
              else list.show('');
            }}
            className="absolute top-1 right-1 flex size-6 cursor-default items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
          >
            <ChevronDown size={14} aria-hidden />
          </button>
          <span role="status" className="sr-only">
            {isShown ? words.count : ''}
          </span>
          {isShown ? (
            <OptionList
              id={listId}
              name={words.list}
              more={words.more}
              options={offers}
              active={active}
              onChoose={list.choose}
            />
          ) : null}
        </div>
      )}
    </Field>
  );
}

/** The place of the next option, round and round. From none it goes to the first or to the last one. */
function nextOf(active: number, step: number, count: number): number {
  if (active < 0) return step > 0 ? 0 : count - 1;
  return (active + step + count) % count;
}

type ListNeeds = Pick<ComboboxProps, 'value' | 'options' | 'onChoose' | 'onWanted'>;

/** The list: whether it is open, which of its options is marked (-1: none), and what the keys do. */
function useList({ value, options, onChoose, onWanted }: ListNeeds) {
  const [open, setOpen] = useState(false);
  const [moved, setMoved] = useState(-1);
  // An arrow that was pressed before the options were there. It counts when they come.
  const [waiting, setWaiting] = useState<number | null>(null);
  // A list of nothing but what is typed already would only be in the way.
  const offers = options.some((option) => option.value !== value || option.detail !== undefined) ? options : [];
  const isShown = open && offers.length > 0;
  const active = isShown && moved < 0 && waiting !== null ? nextOf(-1, waiting, offers.length) : moved;
  const marked = isShown ? (offers[active] ?? null) : null;

  const show = (text: string) => {
    setOpen(true);
    setMoved(-1);
    setWaiting(null);
    onWanted(text);
  };
  const close = () => {
    setOpen(false);
    setMoved(-1);
    setWaiting(null);
    onWanted(null);
  };
  const choose = (option: ComboboxOption) => {
    onChoose(option);
    close();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show('');
      else if (offers.length > 0) setMoved(nextOf(active, step, offers.length));
      else setWaiting(step);
    } else if (event.key === 'Enter' && marked) {
      event.preventDefault();
      choose(marked);
    } else if (event.key === 'Escape' && isShown) {
      // The form around it stays open.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return { isShown, active, offers, show, close, choose, onKeyDown };
}

interface OptionListProps {
  id: string;
  name: string;
  more: string | null;
  options: readonly ComboboxOption[];
  active: number;
  onChoose: (option: ComboboxOption) => void;
}

function OptionList({ id, name, more, options, active, onChoose }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.scrollIntoView({ block: 'nearest' }), []);
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus in the field.
    <div
      ref={list}
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 top-full z-20 mt-1 flex max-h-56 scroll-my-2 animate-appear flex-col overflow-y-auto rounded-md border border-line-strong bg-raised py-1 shadow-float"
    >
      <div role="listbox" id={id} aria-label={name}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the marked option.
          <div
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onClick={() => onChoose(option)}
            className={cx(
              'flex min-h-8 cursor-default scroll-my-1 items-center gap-2 px-2.5 py-1',
              index === active ? 'chosen bg-active text-ink' : 'text-ink hover:bg-hover',
            )}
          >
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
              <bdi className="max-w-full truncate">{option.value}</bdi>
              {option.detail ? <bdi className="max-w-full truncate text-sm text-muted">{option.detail}</bdi> : null}
            </span>
            {option.note ? <span className="shrink-0 text-sm text-muted tabular-nums">{option.note}</span> : null}
          </div>
        ))}
      </div>
      {more ? <p className="px-2.5 py-1 text-sm text-muted">{more}</p> : null}
    </div>
  );
}
