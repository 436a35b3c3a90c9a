import { hasHidden } from './text';

/** What a person can't see of a text that a field hides, and may not know of. */
export type TypedNote = 'blank-first' | 'blank-last' | 'unseen';

/**
 * Returns what is not to be seen of this password. Blanks count, because nothing removes them from a password: with one
 * more or less it is another password.
 */
export function typedNotes(password: string): TypedNote[] {
  const notes: TypedNote[] = [];
  if (/^\s/.test(password)) notes.push('blank-first');
  else if (/\s$/.test(password)) notes.push('blank-last');
  if (hasHidden(password.normalize('NFC').trim())) notes.push('unseen');
  return notes;
}

/**
 * Controls, line ends, halves of surrogate pairs and what is no character. A field for one line drops some of them, no
 * keyboard types the others, and the halves all become the same byte sequence.
 */
const untypable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/u;

/** Returns whether a new password has a character that can't be typed into a hidden field later. */
export function cannotBeTyped(password: string): boolean {
  return untypable.test(password.normalize('NFC'));
}
