import { Search } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { cx } from '../cx';

interface SearchInputProps {
  id: string;
  label: string;
  placeholder: string;
  maxLength: number;
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Is shown at the end of the field; for example a button that clears it. */
  children?: ReactNode;
  className?: string;
}

/** A field to search in, with a magnifying glass at its start. */
export function SearchInput({ label, onChange, children, className, ...props }: SearchInputProps) {
  return (
    <div className={cx('relative flex-1', className)}>
      <Search
        size={15}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <input
        {...props}
        type="search"
        aria-label={label}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className="field-input truncate px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {children ? <div className="absolute top-0 right-1 flex h-8 items-center">{children}</div> : null}
    </div>
  );
}
