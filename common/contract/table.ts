import type { OperationTable } from './derived';
import type { Contract } from './index';

/** The contract without its schemas, for the preload: small, and plain data. */
export function operationTable(contract: Contract): OperationTable {
  return Object.fromEntries(
    Object.entries(contract).map(([group, operations]) => [
      group,
      Object.fromEntries(Object.entries(operations).map(([name, { side, views }]) => [name, { side, views }])),
    ]),
  );
}
