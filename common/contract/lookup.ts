import type { z } from 'zod';
import { contract } from './index';
import type { Operation, Side } from './operation';

/** An operation as the gates see it: without its types, with its schema. */
export type AnyOperation = Operation<z.ZodType, unknown>;

/**
 * The operation that a call names as `group.name`, if this side answers it; `null` for anything else, inherited
 * properties and non-strings among it.
 */
export function operationNamed(side: Side, name: unknown): AnyOperation | null {
  if (typeof name !== 'string') return null;
  const [group = '', member = '', ...more] = name.split('.');
  const groups: Readonly<Record<string, Readonly<Record<string, AnyOperation>>>> = contract;
  if (more.length > 0 || !Object.hasOwn(groups, group)) return null;
  const operations = groups[group];
  if (!operations || !Object.hasOwn(operations, member)) return null;
  const operation = operations[member];
  return operation?.side === side ? operation : null;
}
