import { twenty } from './twenty.mjs';

/** @typedef {import('../plant.mjs').Planted} Planted */

/** @type {Readonly<Record<string, readonly import('../plant.mjs').Fault[]>>} */
const areas = { twenty };

/** Every planted fault, with its area. @type {Planted[]} */
export const faults = Object.entries(areas).flatMap(([area, list]) => list.map((fault) => ({ ...fault, area })));
