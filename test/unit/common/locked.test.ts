import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { contract } from '../../../common/contract';
import type { AnyOperation, Side } from '../../../common/contract/operation';
import type { Reply } from '../../../common/errors';
import { type View, views } from '../../../common/views';
import { type MainHandlers, passGate } from '../../../main/ipc/gate';
import { createGate, type GateNeeds } from '../../../vault/gate';
import { fitting } from '../../faults/fuzz/from-schema';
import { startTestVault } from '../vault/harness';

/** Every operation of both sides is called while the vault is locked, by each view that may call it and one that may not. */

interface Case {
  name: string;
  operation: AnyOperation[Side];
}

const cases: Case[] = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members as Record<string, AnyOperation[Side]>).map(([name, operation]) => ({
    name: `${group}.${name}`,
    operation,
  })),
);
const of = (side: Side, needs: 'nothing' | 'unlocked') =>
  cases.filter(({ operation }) => operation.side === side && operation.needs === needs);

const locked = { ok: false, error: { code: 'locked' } };
const seed = 20_260_101;

const known = {
  strings: () => ['00000000-0000-4000-8000-000000000000', 'T'.repeat(43), '2026-01-01T000000Z-daily'],
  numbers: () => [1],
  bytes: () => [new Uint8Array(12)],
};

/** Making them takes most of the time, and the gates wipe the bytes of what they are given: each is made once and copied. */
const made = new Map<string, unknown[]>();

/** Some inputs that fit the schema of an operation. */
function inputsFor({ name, operation }: Case): unknown[] {
  const inputs =
    made.get(name) ??
    fc
      .sample(fitting(operation.input, known), { seed, numRuns: 20 })
      .filter((input) => operation.input.safeParse(input).success)
      .slice(0, 5);
  made.set(name, inputs);
  expect(inputs.length, `inputs for ${name}`).toBeGreaterThan(0);
  return structuredClone(inputs);
}

/** Stands for every handler of a side and is told of each that runs. */
function handlersTelling(ran: () => void): unknown {
  const group = new Proxy({}, { get: () => () => ran() ?? null });
  return new Proxy({}, { get: () => group });
}

type Call = (view: View, operation: string, input: unknown) => Promise<Reply<unknown>>;

const ran = vi.fn();
beforeEach(() => ran.mockClear());

const gates: Readonly<Record<Side, Call>> = {
  async vault(view, operation, input) {
    const handlers = handlersTelling(ran) as GateNeeds['handlers'];
    const gate = createGate({
      handlers,
      isUnlocked: () => false,
      arrived: () => () => undefined,
      translate: () => null,
    });
    const answer = await gate({ view }, { number: 1, operation, input });
    if (answer?.kind !== 'reply') throw new Error('no reply');
    return answer.reply as Reply<unknown>;
  },
  main: (view, operation, input) =>
    passGate({ handlers: handlersTelling(ran) as MainHandlers, isUnlocked: () => false }, view, operation, input),
};

describe.each(['vault', 'main'] as const)('while locked, the gate of %s', (side) => {
  const call = gates[side];

  test('answers `locked`, and nothing else, to every operation that needs an open vault; no handler runs', async () => {
    const closed = of(side, 'unlocked');
    expect(closed.length).toBeGreaterThan(2);
    for (const { name, operation } of closed) {
      for (const view of operation.views) {
        for (const input of inputsFor({ name, operation })) expect(await call(view, name, input), name).toEqual(locked);
        // Whether the payload fits is looked at after that.
        expect(await call(view, name, { spoilt: true }), name).toEqual(locked);
      }
    }
    expect(ran).not.toHaveBeenCalled();
  });

  test('tells a view that may not call it just that', async () => {
    for (const { name, operation } of of(side, 'unlocked')) {
      const stranger = views.find((view) => !operation.views.includes(view)) ?? expect.unreachable(name);
      const [input] = inputsFor({ name, operation });
      const refused = { ok: false, error: { code: 'not-allowed', operation: name } };
      expect(await call(stranger, name, input)).toEqual(refused);
    }
    expect(ran).not.toHaveBeenCalled();
  });

  test('lets every other operation through', async () => {
    let calls = 0;
    for (const { name, operation } of of(side, 'nothing')) {
      for (const view of operation.views) {
        for (const input of inputsFor({ name, operation })) {
          expect(await call(view, name, input), name).toEqual({ ok: true, value: null });
          calls += 1;
        }
        expect(await call(view, name, { spoilt: true })).toMatchObject({ error: { code: 'bad-request' } });
      }
    }
    expect(calls).toBeGreaterThan(0);
    expect(ran).toHaveBeenCalledTimes(calls);
  });
});

test('the whole vault process answers `locked` to each of them, with its own handlers behind the gate', async () => {
  const vault = startTestVault();
  const ports = new Map(views.map((view) => [view, vault.view(view)]));
  for (const { name, operation } of of('vault', 'unlocked')) {
    const [input] = inputsFor({ name, operation });
    for (const view of operation.views) {
      expect(await ports.get(view)?.call(name, input), `${name} from ${view}`).toEqual(locked);
    }
  }
});
