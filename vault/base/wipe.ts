/** Overwrites every byte array in a value, also in places that no schema knows. */
export function wipeBytes(value: unknown, depth = 0): void {
  if (value instanceof Uint8Array) value.fill(0);
  else if (typeof value === 'object' && value !== null && depth < 8) {
    for (const part of Object.values(value)) wipeBytes(part, depth + 1);
  }
}
