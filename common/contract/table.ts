import type { OperationTable } from './derived';
import type { Contract } from './index';

/** Returns the contract without its schemas, as small and plain data for the preload script. */
export function operationTable(contract: Contract): OperationTable {
  return Object.fromEntries(
    Object.entries(contract).map(([group, operations]) => [
      group,
      Object.fromEntries(Object.entries(operations).map(([name, { side, views }]) => [name, { side, views }])),
    ]),
  );
}
