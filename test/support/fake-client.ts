import type { Events } from '../../common/contract';
import type { Client } from '../../common/contract/derived';
import type { AppError, Reply } from '../../common/errors';
import type { KeyDetail } from '../../common/keys/access-key';
import type { Language } from '../../common/languages';
import { type MainViewFacts, mainViewAnswers } from './fake/main-view';
import { replyOf } from './fake/operations';

export { fakeKeys } from './fake/keys';

/**
 * The main view's client over a vault in memory (`fake/main-view.ts`), for unit tests of the renderer's stores. In the
 * view layer, the real page gets the same answers (`view-test.ts`).
 */

export interface FakeOptions extends MainViewFacts {
  language?: Language;
  /** Milliseconds before a call is answered. */
  delay?: (operation: string) => number;
  /** Returns the error for a call, or `null` if the call succeeds. */
  failWith?: (operation: string) => AppError | null;
}

export interface FakeClient extends Client<'main-view'> {
  /** Every call so far, as `group.name` with its input. */
  calls: { operation: string; input: unknown }[];
  /** The keys in the vault. */
  stored: KeyDetail[];
  tell<N extends keyof Events>(name: N, payload: Events[N]['payload']): void;
}

/** A client whose vault holds these keys. */
export function fakeClient(options: FakeOptions = {}): FakeClient {
  const calls: FakeClient['calls'] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();

  function tell<N extends keyof Events>(name: N, payload: Events[N]['payload']): void {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: Events[N]['payload']) => void)(payload);
  }

  const { answers, stored } = mainViewAnswers(options, tell);

  async function call(operation: string, input: unknown): Promise<Reply<unknown>> {
    calls.push({ operation, input });
    const delay = options.delay?.(operation) ?? 0;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const error = options.failWith?.(operation);
    if (error) return { ok: false, error };
    const answer = (answers as Record<string, ((input: unknown) => unknown) | undefined>)[operation];
    if (!answer) throw new Error(`Nobody answers ${operation}.`);
    return replyOf(() => answer(input));
  }

  const groups: Record<string, Record<string, (input: unknown) => Promise<Reply<unknown>>>> = {};
  for (const name of Object.keys(answers)) {
    const [group = '', operation = ''] = name.split('.');
    groups[group] = { ...groups[group], [operation]: (input) => call(name, input) };
  }
  const own = {
    calls,
    stored,
    tell,
    boot: { view: 'main-view', language: options.language ?? 'en', platform: 'linux' },
    context: async () => ({}),
    on(name: string, listener: (payload: never) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
  return Object.assign(groups, own) as unknown as FakeClient;
}
