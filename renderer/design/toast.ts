import { useSyncExternalStore } from 'react';

/** A short message that needs no answer. A failure stays until it is closed; the others disappear by themselves. */
export interface Toast {
  id: number;
  tone: 'good' | 'info' | 'danger';
  /** May hold isolated values (see i18n/words). */
  words: string;
  /** A button beside the words, which removes the message. */
  act?: ToastAct | undefined;
}

export interface ToastAct {
  label: string;
  run(): void;
  /** Milliseconds for which it is offered. */
  offeredFor: number;
}

const shownFor = 4000;
const mostAtOnce = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a message in the toast region. The same words twice are shown as one message. */
export function toast(tone: Toast['tone'], words: string, act?: ToastAct): void {
  lastId += 1;
  const id = lastId;
  const others = toasts.filter((other) => other.words !== words);
  change([...others, { id, tone, words, act }].slice(-mostAtOnce));
  if (tone !== 'danger') setTimeout(() => dismiss(id), act?.offeredFor ?? shownFor);
}

/** Removes a message. */
export function dismiss(id: number): void {
  if (toasts.some((one) => one.id === id)) change(toasts.filter((one) => one.id !== id));
}

/**
 * Removes the messages that only confirm something, for example before a dialog appears in their place. What a person
 * hasn't caused stays, and failures, and what can still be undone.
 */
export function clearConfirmations(): void {
  change(toasts.filter((one) => one.tone !== 'good' || one.act !== undefined));
}

/** Does what the latest message offers, as its button does. Returns whether there was one. */
export function runLatestAct(): boolean {
  const latest = toasts.findLast((one) => one.act !== undefined);
  if (!latest) return false;
  dismiss(latest.id);
  latest.act?.run();
  return true;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = () => toasts;

/** Returns the messages that are shown now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, current);
}
