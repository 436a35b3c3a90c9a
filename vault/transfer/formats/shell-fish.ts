/** `set -gx NAME 'value'` of fish. In single quotes, only the mark itself and `\` have a `\` before them. */
export const fishLine = (name: string, value: string): string => `set -gx ${name} '${value.replace(/[\\']/g, '\\$&')}'`;
