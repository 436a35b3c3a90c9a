import { care } from './care.mjs';
import { command } from './command.mjs';
import { contract } from './contract.mjs';
import { main } from './main.mjs';
import { more } from './more.mjs';
import { twenty } from './twenty.mjs';
import { vault } from './vault.mjs';

/** @typedef {import('../plant.mjs').Planted} Planted */

/** @type {Readonly<Record<string, readonly import('../plant.mjs').Fault[]>>[]} */
const lists = [{ contract }, vault, { main }, more, care, command, { twenty }];

/** Every planted fault, with its area. @type {Planted[]} */
export const faults = lists.flatMap((list) =>
  Object.entries(list).flatMap(([area, entries]) => entries.map((fault) => ({ ...fault, area }))),
);
