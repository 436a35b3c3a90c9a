/**
 * The packages with native modules. They are installed beside the application's bundle, with the packages that they
 * load. Every other package in `dependencies` is bundled.
 */
export const nativePackages = ['better-sqlite3-multiple-ciphers', '@node-rs/argon2'];
