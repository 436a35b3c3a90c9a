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

/** A view's page before a test. The test controls everything behind the page. */
export class OpenedView<V extends View> {
  readonly page: Page;
  readonly #view: V;
  readonly #send: (message: ToHost) => void;
  readonly #answers = new Map<string, AnyAnswer>();
  readonly #calls: { operation: string; input: unknown }[] = [];
  /** Operations with calls that wait, and what lets these calls go on. */
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

  /** Waits for the `count`th call of this operation, from 1, and returns its input. */
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

  /** Lets the waiting calls of this operation go on, and those to come. */
  release(operation: OperationOf<V>): void {
    this.#held.get(operation)?.release();
    this.#held.delete(operation);
  }

  /** Sends an event to the view. */
  tell<N extends EventOf<V>>(name: N, payload: Events[N]['payload']): void {
    this.#send({ kind: 'event', side: sideOf(name), name, payload });
  }

  /** Closes the port to the vault, as when the vault process ends. Calls under way get `vault-ended`. */
  endVault(): void {
    this.#send({ kind: 'end-port' });
  }

  /**
   * Returns what no test may leave behind: calls without an answer, and calls that the gate would refuse. Afterwards
   * they count as seen.
   */
  takeProblems(): string[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  /** Handles a message of the host. */
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

  /** Returns why the application's gates would refuse this call, or `null`. */
  #refusedByGate(operation: string, input: unknown): string | null {
    const definition = operationOf(operation);
    if (!definition) return `${this.#view} called ${operation}: there is no such operation`;
    if (!definition.views.includes(this.#view)) return `${this.#view} called ${operation}: it may not`;
    const checked = definition.input.safeParse(input);
    return checked.success ? null : `${this.#view} called ${operation} off its schema: ${checked.error.message}`;
  }
}
