import type { View } from './views';

/**
 * What is lost if the application ends now.
 * - `text`: what was typed or chosen in a form.
 * - `secret`: a typed secret that isn't in the vault yet. A console may have shown it only once.
 * - `showing`: the only showing of a secret that nobody has copied or saved.
 * - `running`: an act that is under way. It is stopped and undone.
 * - `rescue`: what the vault had open when its files were replaced. Only main has it, in memory.
 */
export const losses = ['text', 'secret', 'showing', 'running', 'rescue'] as const;
export type Loss = (typeof losses)[number];

/** The views in which something can be lost. The others know only what a person has in their head. */
export const holders = [
  'main-view',
  'add',
  'reveal',
  'export',
  'import',
  'use',
  'rekey',
  'restore',
  'rescue',
] as const satisfies readonly View[];

/** What a view answers when the application wants to end: it has the question on the screen, or what the person said. */
export const closingAnswers = ['asked', 'stay', 'leave'] as const;
export type ClosingAnswer = (typeof closingAnswers)[number];
