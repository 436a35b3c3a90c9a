/** Returns a list of what is checked, with this value in it or without; `undefined` if it would be empty. */
export function toggled<Value>(values: readonly Value[] | undefined, value: Value, on: boolean): Value[] | undefined {
  const rest = (values ?? []).filter((other) => other !== value);
  const next = on ? [...rest, value] : rest;
  return next.length > 0 ? next : undefined;
}
