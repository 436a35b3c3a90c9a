import type { OperationName } from './derived';
import { contract } from './index';
import type { AnyOperation, Side } from './operation';

/** An operation that a call names: its name as the contract has it, and its entry. */
export interface Found<S extends Side> {
  name: OperationName<S>;
  operation: AnyOperation[S];
}

/**
 * Returns the operation that a call names as `group.name`, if it belongs to this side. Returns `null` for anything
 * else, also for inherited properties and for values that are not strings.
 */
export function operationNamed<S extends Side>(side: S, name: unknown): Found<S> | null {
  if (typeof name !== 'string') return null;
  const [group = '', member = '', ...more] = name.split('.');
  const groups: Readonly<Record<string, Readonly<Record<string, AnyOperation[Side]>>>> = contract;
  if (more.length > 0 || !Object.hasOwn(groups, group)) return null;
  const operations = groups[group];
  if (!operations || !Object.hasOwn(operations, member)) return null;
  const operation = operations[member];
  // Both casts are safe: the entry was found under this name, and its side is compared here.
  return operation?.side === side ? { name: name as OperationName<S>, operation: operation as AnyOperation[S] } : null;
}
