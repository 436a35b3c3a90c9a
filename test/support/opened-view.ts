import type { Page } from '@playwright/test';
import type { Events } from '../../common/contract';
import type { Reply } from '../../common/errors';
import type { View } from '../../common/views';
import {
  type Answers,
  type EventOf,
  type InputOf,
  type OperationOf,
  operationOf,
  replyOf,
  sideOf,
} from './fake/operations';
import { until } from './until';
import type { FromHost, ToHost } from './view-host/wire';

type AnyAnswer = (input: unknown) => unknown;

/** A view's page as it stands before a test, with everything behind it in the test's hands. */
export class OpenedView<V extends View> {
  readonly page: Page;
  readonly #view: V;
  readonly #send: (message: ToHost) => void;
  readonly #answers = new Map<string, AnyAnswer>();
  readonly #calls: { operation: string; input: unknown }[] = [];
  /** Operations whose calls wait, with what lets them go on. */
  readonly #held = new Map<string, { until: Promise<void>; release: () => void }>();
  #problems: string[] = [];

  constructor(page: Page, view: V, send: (message: ToHost) => void) {
    this.page = page;
    this.#view = view;
    this.#send = send;
  }

  /** Gives these operations other answers from now on. */
  answer(answers: Answers<V>): void {
    for (const [operation, answer] of Object.entries(answers)) this.#answers.set(operation, answer as AnyAnswer);
  }

  /** Every input that this operation was called with, in order. */
  calls<Op extends OperationOf<V>>(operation: Op): InputOf<V, Op>[] {
    return this.#inputs(operation) as InputOf<V, Op>[];
  }

  /** Waits for the `count`th call of this operation, from 1, and answers what it was called with. */
  async called<Op extends OperationOf<V>>(operation: Op, count = 1): Promise<InputOf<V, Op>> {
    const call = await until(
      () => `${operation} is called ${count} times; there were: ${this.#calls.map((one) => one.operation).join(', ')}`,
      () => this.#inputs(operation).length >= count && { input: this.#inputs(operation)[count - 1] },
      5000,
    );
    return call.input as InputOf<V, Op>;
  }

  /** Calls of these operations wait from now on, until they are released. */
  hold(...operations: OperationOf<V>[]): void {
    for (const operation of operations) {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      this.#held.set(operation, { until: released, release: () => release() });
    }
  }

  /** Lets the calls of this operation that wait go on, and those to come. */
  release(operation: OperationOf<V>): void {
    this.#held.get(operation)?.release();
    this.#held.delete(operation);
  }

  /** Tells the view something that happened. */
  tell<N extends EventOf<V>>(name: N, payload: Events[N]['payload']): void {
    this.#send({ kind: 'event', side: sideOf(name), name, payload });
  }

  /** Closes the port to the vault, as when its process ends: calls under way get `vault-ended`. */
  endVault(): void {
    this.#send({ kind: 'end-port' });
  }

  /** What no test may leave behind: calls that nobody answers or that the gate would refuse. It counts as seen then. */
  takeProblems(): string[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  /** Takes a message of the host. */
  take(message: FromHost): void {
    if (message.kind !== 'call' || message.view !== this.#view) return;
    const { number, operation, input } = message;
    void this.#replyTo(operation, input).then((reply) => this.#send({ kind: 'reply', number, reply }));
  }

  #inputs(operation: string): unknown[] {
    return this.#calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }

  async #replyTo(operation: string, input: unknown): Promise<Reply<unknown>> {
    this.#calls.push({ operation, input });
    const refused = this.#refusedByGate(operation, input);
    if (refused) {
      this.#problems.push(refused);
      return { ok: false, error: { code: 'bad-request', operation } };
    }
    const answer = this.#answers.get(operation);
    await this.#held.get(operation)?.until;
    try {
      if (!answer) throw new Error('the test gives no answer to it');
      return await replyOf(() => answer(input));
    } catch (thrown) {
      this.#problems.push(`${this.#view} called ${operation}: ${String(thrown)}`);
      return { ok: false, error: { code: 'internal' } };
    }
  }

  /** Why the application's gates would refuse this call, or `null`. */
  #refusedByGate(operation: string, input: unknown): string | null {
    const definition = operationOf(operation);
    if (!definition) return `${this.#view} called ${operation}: there is no such operation`;
    if (!definition.views.includes(this.#view)) return `${this.#view} called ${operation}: it may not`;
    const checked = definition.input.safeParse(input);
    return checked.success ? null : `${this.#view} called ${operation} off its schema: ${checked.error.message}`;
  }
}
