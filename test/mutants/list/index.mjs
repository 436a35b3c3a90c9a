import { main } from './main.mjs';
import { twenty } from './twenty.mjs';
import { vault } from './vault.mjs';

/** @typedef {import('../plant.mjs').Planted} Planted */

/** @type {Readonly<Record<string, readonly import('../plant.mjs').Fault[]>>} */
const areas = { ...vault, main, twenty };

/** Every planted fault, with its area. @type {Planted[]} */
export const faults = Object.entries(areas).flatMap(([area, list]) => list.map((fault) => ({ ...fault, area })));
