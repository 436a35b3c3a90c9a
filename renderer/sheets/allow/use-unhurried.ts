import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Milliseconds that a person has to see the sheet before it can be answered. */
const longEnough = 500;

/** Keeps an answer from being given by a key or a press that was meant for something else. */
export interface Unhurried {
  /** The sheet can be seen for long enough. It counts anew when the page is shown again or gets the keyboard. */
  ready: boolean;
  /** Returns whether the last press began when the sheet was ready: a key that is held down since before doesn't count. */
  meant(): boolean;
}

export function useUnhurried(): Unhurried {
  const [ready, setReady] = useState(false);
  const now = useRef(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    const begin = () => {
      now.current = false;
      setReady(false);
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      // A page that nobody can see has no frame.
      frame = requestAnimationFrame(() => {
        timer = setTimeout(() => {
          now.current = true;
          setReady(true);
        }, longEnough);
      });
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    // The press that brings the window to the front may land on a button.
    window.addEventListener('focus', begin);
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      document.removeEventListener('visibilitychange', begin);
      window.removeEventListener('focus', begin);
    };
  }, []);
  return { ready, meant: useMeant(now) };
}

function useMeant(ready: RefObject<boolean>): () => boolean {
  // Assistive programs press a button without a key or a pointer.
  const meant = useRef(true);
  useLayoutEffect(() => {
    const down = new Set<string>();
    const pressed = () => {
      meant.current = ready.current;
    };
    const onDown = ({ code, repeat }: KeyboardEvent) => {
      if (repeat) meant.current = false;
      else pressed();
      down.add(code);
    };
    const onUp = ({ code }: KeyboardEvent) => {
      // It went down before this page had the keyboard.
      if (!down.delete(code)) meant.current = false;
    };
    document.addEventListener('keydown', onDown, true);
    document.addEventListener('keyup', onUp, true);
    document.addEventListener('pointerdown', pressed, true);
    return () => {
      document.removeEventListener('keydown', onDown, true);
      document.removeEventListener('keyup', onUp, true);
      document.removeEventListener('pointerdown', pressed, true);
    };
  }, [ready]);
  return () => ready.current && meant.current;
}
