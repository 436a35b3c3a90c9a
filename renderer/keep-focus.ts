/**
 * Keeps the keyboard in a page. If the element that has the focus goes away with what a person did (a deleted key, a
 * step of a sheet, a button that is disabled meanwhile), the browser gives the focus to nobody, and the next key does
 * nothing. Then the nearest part around that element gets it, or what `fallback` finds. Whoever gives the focus to
 * something by himself comes first.
 */
export function keepFocus(fallback: () => HTMLElement | null): void {
  /** The element that had the focus last, and the parts around it that can have it, from the innermost. */
  let last: { element: Element; around: HTMLElement[] } | null = null;

  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = { element: target, around: partsAround(target) };
  });
  document.addEventListener('focusout', ({ target }) => {
    // A press beside everything takes the focus away on purpose: the element is still there and could have it.
    setTimeout(() => {
      if (last?.element === target && document.hasFocus() && isNowhere() && canHaveFocus(last.element)) last = null;
    });
  });
  const look = () => {
    if (last === null || !isNowhere() || canHaveFocus(last.element)) return;
    const part = last.around.find((each) => each.isConnected) ?? fallback();
    // A page whose code is still loading has nothing yet. The next change of the page comes here again.
    if (!part) return;
    last = null;
    part.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    // Dialogs give the focus back one frame later than they go.
    if (last !== null && !canHaveFocus(last.element)) requestAnimationFrame(() => setTimeout(look));
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

const canHaveFocus = (element: Element) =>
  element.isConnected && !element.matches(':disabled') && element.closest('[hidden]') === null;

function partsAround(element: Element): HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) if (at.hasAttribute('tabindex')) parts.push(at);
  return parts;
}
