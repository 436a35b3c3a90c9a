import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { RevealedKey } from '../../../common/contract/reveal';
import type { AppError } from '../../../common/errors';
import { useClosingAnswer } from '../../closing/use-closing';
import type { Part } from './use-taking';
import type { useTime } from './use-time';

interface EndingNeeds {
  client: Client<'reveal'>;
  revealed: RevealedKey;
  /** The parts that the person has. */
  has: readonly Part[];
  /** A save dialog is open. */
  saving: boolean;
  time: ReturnType<typeof useTime>;
  onClose: () => void;
}

/** How the sheet ends: by the person, or by its time. It asks first if something would be lost. */
export function useEnding({ client, revealed, has, saving, time, onClose }: EndingNeeds) {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [lost = null] = losable(revealed).filter((part) => !has.includes(part));
  const isLost = lost !== null;
  // An open save dialog keeps the sheet open, since closing would interrupt the person.
  const over = time.secondsLeft === 0 && !saving;
  const covered = over && isLost;

  // An only showing isn't lost because nobody was there in time: the sheet covers the secret and asks.
  useEffect(() => {
    if (!over) return;
    if (isLost) setAsking(true);
    else onClose();
  }, [over, isLost, onClose]);

  const ask = useCallback(() => setAsking(true), []);
  const answerClosing = useClosingAnswer(client, isLost ? 'showing' : null, ask);

  const leave = useCallback(() => {
    if (covered) return;
    if (!isLost) return onClose();
    if (asking) answerClosing('stay');
    setAsking(!asking);
  }, [answerClosing, asking, covered, isLost, onClose]);

  return {
    /** The first part that is lost for good if the sheet closes now; `null` if there is none. */
    lost,
    /** The sheet asks whether to close. */
    asking: asking && isLost,
    /** The time is over, and the secret is hidden. */
    covered,
    failure,
    leave,
    async keepOpen(): Promise<void> {
      answerClosing('stay');
      const reply = await client.reveal.keepOpen({});
      setFailure(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      time.restart(reply.value.seconds);
      setAsking(false);
    },
    async closeAnyway(): Promise<void> {
      // If this fails, the secret counts as taken and can be shown once more. So the sheet closes all the same.
      await client.reveal.displayed({});
      if (!answerClosing('leave')) onClose();
    },
  };
}

/** Returns the parts of an only showing that can't be had in another showing. */
function losable({ onlyOnce, token }: RevealedKey): ('secret' | 'token')[] {
  if (!onlyOnce) return [];
  return token === null ? ['secret'] : ['secret', 'token'];
}
