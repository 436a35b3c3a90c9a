import { useEffect, useRef } from 'react';

interface CheckMarkProps {
  label: string;
  checked: boolean;
  /** Some of what it stands for is chosen. */
  mixed?: boolean;
  disabled?: boolean;
  /** The keyboard reaches it in another way. */
  skipped?: boolean;
  onPress: (shift: boolean) => void;
}

/** A native check box without words beside it, for a row of a list. It shows only what it is told to. */
export function CheckMark({ label, checked, mixed = false, disabled, skipped, onPress }: CheckMarkProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      title={label}
      checked={checked}
      disabled={disabled}
      tabIndex={skipped ? -1 : undefined}
      onChange={() => undefined}
      onClick={(event) => {
        event.stopPropagation();
        onPress(event.shiftKey);
      }}
      className="size-3.5 shrink-0 cursor-default accent-accent"
    />
  );
}
