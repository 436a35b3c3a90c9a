import { useEffect, useState, useSyncExternalStore } from 'react';
import { defaultSettings } from '../../../../../../common/settings';
import { client } from '../../../../client';

/** From this width of the window on, the pane has room beside the list. */
const beside = window.matchMedia('(width >= 1100px)');

function subscribe(listener: () => void): () => void {
  beside.addEventListener('change', listener);
  return () => beside.removeEventListener('change', listener);
}

/** The sizes of this window, in pixels. They outlive the pane, which is made anew for each key. */
let sizes = { width: defaultSettings.paneWidth, height: defaultSettings.paneHeight };
let asked = false;

/** Returns whether the pane stands beside the list, its size there in pixels, and how to change that. */
export function usePaneSize() {
  const isBeside = useSyncExternalStore(subscribe, () => beside.matches);
  const [now, setNow] = useState(sizes);

  useEffect(() => {
    if (asked) return;
    asked = true;
    void client.settings.get({}).then((reply) => {
      if (!reply.ok) return;
      sizes = { width: reply.value.paneWidth, height: reply.value.paneHeight };
      setNow(sizes);
    });
  }, []);

  return {
    isBeside,
    size: isBeside ? now.width : now.height,
    change(size: number): void {
      sizes = isBeside ? { ...sizes, width: size } : { ...sizes, height: size };
      setNow(sizes);
    },
    /** Keeps it for the next time. That it isn't kept is no reason to disturb anybody. */
    keep(size: number): void {
      void client.settings.set(isBeside ? { paneWidth: size } : { paneHeight: size });
    },
  };
}
