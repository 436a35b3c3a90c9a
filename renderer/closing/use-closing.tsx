import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { ClosingAnswer, Loss } from '../../common/closing';
import { type AskedLoss, ClosingQuestion } from './ClosingQuestion';

/** The part of a view's client that this needs. */
interface ClosingClient {
  window: {
    hold(input: { loss: Loss | null }): Promise<unknown>;
    answerClosing(input: { answer: ClosingAnswer }): Promise<unknown>;
  };
  on(name: 'closing', listener: (payload: { loss: Loss }) => void): () => void;
}

/** Tells main what would be lost with this view now. When the view is left as it should be, nothing is. */
function useHold(client: ClosingClient, loss: Loss | null): void {
  const held = loss !== null;
  useEffect(() => {
    if (loss !== null) void client.window.hold({ loss });
  }, [client, loss]);
  useEffect(() => {
    if (held) return () => void client.window.hold({ loss: null });
  }, [client, held]);
}

/**
 * For a view that has a question of its own: calls `ask` when the application wants to end. Returns what the person
 * says then; it does nothing if main didn't ask.
 */
export function useClosingAnswer(client: ClosingClient, loss: Loss | null, ask: () => void) {
  const [asked, setAsked] = useState(false);
  useHold(client, loss);
  useEffect(
    () =>
      client.on('closing', () => {
        void client.window.answerClosing({ answer: 'asked' });
        setAsked(true);
        ask();
      }),
    [client, ask],
  );
  const answer = useCallback(
    (said: 'stay' | 'leave') => {
      setAsked(false);
      if (asked) void client.window.answerClosing({ answer: said });
      return asked;
    },
    [client, asked],
  );
  return answer;
}

/**
 * One rule for every way out of a form: Escape, Cancel, and the end of the whole application. `loss` is what would be
 * lost now. A typed secret is asked about in every case; the rest only when the application ends, since whoever presses
 * Cancel means the form. `close` closes the form.
 */
export function useClosing(
  client: ClosingClient,
  { loss, close }: { loss: AskedLoss | null; close: () => void },
): {
  /** For Escape, the close button and Cancel. */
  leave: () => void;
  /** The question while it is asked. It lies over everything. */
  question: ReactNode;
} {
  const [asking, setAsking] = useState(false);
  const ask = useCallback(() => setAsking(true), []);
  const answer = useClosingAnswer(client, loss, ask);
  const leave = useCallback(() => {
    if (loss === 'secret') setAsking(true);
    else close();
  }, [loss, close]);

  // If what would be lost is done meanwhile, there is nothing to ask any more.
  const question =
    asking && loss !== null ? (
      <ClosingQuestion
        loss={loss}
        onStay={() => {
          setAsking(false);
          answer('stay');
        }}
        onLeave={() => {
          setAsking(false);
          if (!answer('leave')) close();
        }}
      />
    ) : null;
  return { leave, question };
}
