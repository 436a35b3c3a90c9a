/**
 * The packages that hold native modules. They stand beside the application's bundle, with whatever they load; every other
 * package in `dependencies` is bundled into it.
 */
export const nativePackages = ['better-sqlite3-multiple-ciphers', '@node-rs/argon2'];
