/**
 * Returns Node's crypto. It is loaded with the first use and not at the start: loading it takes as long as running all
 * of main's own code, and the lock screen needs none of it.
 */
export const crypto = () => process.getBuiltinModule('node:crypto');
