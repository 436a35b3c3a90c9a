import type { Client } from '../../../../../common/contract/derived';
import type { AppError } from '../../../../../common/errors';
import type { KeyDetail } from '../../../../../common/keys/access-key';
import type { createQuestion } from './question';
import { everyKey, type KeysStore, nothingChosen, type Question, questionOf } from './state';

interface GoToNeeds {
  client: Pick<Client<'main-view'>['keys'], 'get' | 'place'>;
  report(error: AppError): void;
  question: Pick<ReturnType<typeof createQuestion>, 'show' | 'change'>;
  /** A single row was chosen. */
  begin(index: number): void;
}

/** Shows single keys in the list, wherever they are. */
export function createGoTo({ getState: get, setState: set }: KeysStore, needs: GoToNeeds) {
  /** Returns the place of a key in a list that is narrowed to that, in the present order; `null`: it isn't in it. */
  async function placeIn(asked: Question, id: string): Promise<number | null> {
    const reply = await needs.client.place({ ...asked, sort: get().sort, id });
    if (!reply.ok) needs.report(reply.error);
    return reply.ok ? reply.value : null;
  }

  /**
   * Shows a key in the list, selected and with the cursor on it. Of what narrows the list, as little as possible is
   * taken away: first the search and the filters, then the part of the provider, then the provider.
   */
  async function goTo(key: KeyDetail): Promise<void> {
    const { id } = key;
    const present = questionOf(get());
    const wider = [
      present,
      { ...present, text: '', filter: {} },
      { ...everyKey, provider: present.provider },
      everyKey,
    ];
    for (const asked of wider) {
      const place = await placeIn(asked, id);
      if (place === null) continue;
      if (asked !== present) await needs.question.show(asked);
      needs.begin(place);
      set({ ...nothingChosen(), selectedId: id, detail: key, cursor: place });
      return;
    }
  }

  /** Shows a key that was just added. A search or a filter that would hide it is over. */
  async function showAdded(id: string): Promise<void> {
    const reply = await needs.client.get({ id });
    if (!reply.ok) return;
    const { text, filter } = get();
    if (text !== '' || Object.keys(filter).length > 0) await needs.question.change({ text: '', filter: {} });
    await goTo(reply.value);
  }

  return { goTo, showAdded };
}
