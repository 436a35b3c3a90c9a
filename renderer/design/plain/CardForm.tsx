import type { FormEvent, ReactNode } from 'react';

interface CardFormProps {
  onSubmit?: (() => void) | undefined;
  children: ReactNode;
}

/**
 * Wraps the inside of a card in a form if there is something to submit. Enter in a field and a submit button call
 * `onSubmit`.
 */
export function CardForm({ onSubmit, children }: CardFormProps) {
  if (!onSubmit) return children;
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      {children}
    </form>
  );
}
