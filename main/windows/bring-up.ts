import type { BaseWindow } from 'electron';

/**
 * Brings the window before the others and asks for attention, without taking the keyboard: what somebody types into
 * another program stays there. Window managers differ in what they allow, and the flashing taskbar is what is left then.
 */
export function bringUp(window: BaseWindow): void {
  if (window.isDestroyed() || window.isFocused()) return;
  // A window in the list of windows is left there: to take it out gives it the keyboard.
  if (!window.isMinimized()) {
    window.showInactive();
    window.moveTop();
  }
  window.flashFrame(true);
  window.once('focus', () => window.flashFrame(false));
}
