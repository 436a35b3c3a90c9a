/**
 * Returns the message with every byte array in it copied into memory of its own. Posting a byte array posts all of the
 * memory under it, and small Node buffers share a pool of 8 KiB, which may hold keys and secrets of other calls.
 */
export function withOwnBytes<T>(message: T): T {
  return own(message) as T;
}

function own(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return value.byteLength === value.buffer.byteLength ? value : new Uint8Array(value);
  }
  if (Array.isArray(value)) return value.map(own);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, own(part)]));
}
