import type { Client } from '../common/contract/derived';
import type { View } from '../common/views';

declare global {
  interface Window {
    keyfold: unknown;
  }
}

/** The client of the view that this renderer is, as the preload built it from the contract. */
export function clientOf<V extends View>(_view: V): Client<V> {
  return window.keyfold as Client<V>;
}
