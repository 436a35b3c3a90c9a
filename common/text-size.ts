/** The sizes of all text, in percent of the usual one. Everything else grows with it. */
export const textSizes = [80, 90, 100, 110, 125, 150, 175, 200] as const;
export type TextSize = (typeof textSizes)[number];

export const usualTextSize: TextSize = 100;

/** A step to the next larger or smaller size, or back to the usual one. */
export type TextSizeStep = 'larger' | 'smaller' | 'usual';

/** Returns the size after this step. The largest and the smallest one stay. */
export function textSizeAfter(size: TextSize, step: TextSizeStep): TextSize {
  if (step === 'usual') return usualTextSize;
  const at = textSizes.indexOf(size) + (step === 'larger' ? 1 : -1);
  return textSizes[Math.max(0, Math.min(at, textSizes.length - 1))] ?? usualTextSize;
}
