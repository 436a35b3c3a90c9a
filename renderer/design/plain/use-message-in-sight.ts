import { type RefObject, useEffect } from 'react';

/** Marks the frame of a field: its label, control and message. */
export const fieldFrame = { 'data-field': '' };

/**
 * Keeps the field that has the focus and a wrong value in sight, with its message, whatever changes around it: a footer
 * that grows for a message of its own, or a warning that appears above. It doesn't disturb a person who scrolls.
 */
export function useMessageInSight(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const show = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const active = document.activeElement;
        if (active?.ariaInvalid !== 'true' || !element.contains(active)) return;
        active.closest('[data-field]')?.scrollIntoView({ block: 'nearest' });
      });
    };
    const size = new ResizeObserver(show);
    size.observe(element);
    const content = new MutationObserver(show);
    content.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      cancelAnimationFrame(frame);
      size.disconnect();
      content.disconnect();
    };
  }, [scroller]);
}
