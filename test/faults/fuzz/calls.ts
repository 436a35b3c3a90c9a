import fc from 'fast-check';
import { contract } from '../../../common/contract';
import type { AnyOperation, Side } from '../../../common/contract/operation';
import { type View, views } from '../../../common/views';
import { anything, fitting, type Known, misfitting } from './from-schema';

/** One message of one view, honest or not. */
export interface Call {
  view: View;
  operation: unknown;
  input: unknown;
  /** What it was meant to be, for a failure to tell. */
  kind: 'fits' | 'misfits' | 'another view’s' | 'no operation';
}

const operations = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members as Record<string, AnyOperation[Side]>).map(([name, definition]) => ({
    name: `${group}.${name}`,
    definition,
  })),
);

const oddNames = ['', '.', 'keys', 'keys.', '__proto__.list', 'keys.constructor', 'keys.list.x', 'toString.call'];

/** Calls of all operations of one side, mostly such as their views may make. `weights` favour those that get far. */
export function calls(side: Side, known: Known): fc.Arbitrary<Call> {
  const own = operations.filter(({ definition }) => definition.side === side);
  const each = own.map(({ name, definition }) => {
    const view = fc.constantFrom(...definition.views);
    const operation = fc.constant(name);
    return fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record<Call>({
          view,
          operation,
          input: fitting(definition.input, known),
          kind: fc.constant('fits'),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record<Call>({
          view,
          operation,
          input: misfitting(definition.input, known),
          kind: fc.constant('misfits'),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record<Call>({
          view: fc.constantFrom(...views),
          operation,
          input: fitting(definition.input, known),
          kind: fc.constant('another view’s'),
        }),
      },
    );
  });
  const none = fc.record<Call>({
    view: fc.constantFrom(...views),
    operation: fc.oneof(fc.constantFrom<unknown>(...oddNames), fc.string()),
    input: anything,
    kind: fc.constant('no operation'),
  });
  return fc.oneof({ weight: 12, arbitrary: fc.oneof(...each) }, { weight: 1, arbitrary: none });
}
