import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { operationNamed } from '../../../common/contract/lookup';
import type { View } from '../../../common/views';
import { type MainHandlers, passGate } from '../../../main/ipc/gate';
import { long } from '../support/children';
import { countedBy, report } from '../support/report';
import { calls } from './calls';
import { holds } from './check';
import { anything } from './from-schema';
import { wrongForm } from './replies';

const { seed, numRuns } = long ? { seed: Date.now() % 2 ** 31, numRuns: 20_000 } : { seed: 20_260_101, numRuns: 1000 };

const known = {
  strings: () => ['00000000-0000-4000-8000-000000000000', 'T'.repeat(43)],
  numbers: () => [1],
  bytes: () => [],
};

test(`calls of all views, and of none, to main (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const handled = vi.fn();
  // What stands behind the gate is Electron's; here it only counts.
  const group = new Proxy({}, { get: (_, name) => (input: unknown) => handled(name, input) ?? null });
  // Whatever groups the contract has.
  const handlers = new Proxy({}, { get: () => group }) as unknown as MainHandlers;
  const outcomes: string[] = [];
  const view = fc.nat(9).map((one) => one > 0);
  const unlocked = fc.nat(4).map((one) => one > 0);
  const operation = fc.option(anything, { freq: 1, nil: undefined });
  const property = fc.asyncProperty(
    calls('main', known),
    view,
    operation,
    unlocked,
    async (call, standing, other, isOpen) => {
      handled.mockClear();
      const name = other === undefined ? call.operation : other;
      const input = structuredClone(call.input);
      const caller: View | null = standing ? call.view : null;
      const reply = await passGate({ handlers, isUnlocked: () => isOpen }, caller, name, input);
      expect(wrongForm(reply)).toBeNull();
      const operation = operationNamed('main', name)?.operation;
      const allowed =
        caller !== null &&
        operation?.views.includes(caller) &&
        (isOpen || operation.needs === 'nothing') &&
        operation.input.safeParse(input).success;
      expect(handled).toHaveBeenCalledTimes(allowed ? 1 : 0);
      outcomes.push(reply.ok ? 'ok' : reply.error.code);
    },
  );
  await holds(property, { seed, numRuns });
  report({
    what: `fuzz of main’s gate, seed ${seed}`,
    points: outcomes.length,
    violations: [],
    aborts: 0,
    outcomes: countedBy(outcomes),
  });
});
