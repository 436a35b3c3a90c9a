const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { safeStorage } = require('electron');

/**
 * Loaded into the application before its own code: makes each question to the keychain wait for an answer of the real
 * keyring. Chromium by itself asks the keyring at its first use only. An Electron before 42 also gets the asynchronous
 * form of safeStorage, because its own form blocks the whole main process while a keyring doesn't answer.
 */
const run = promisify(execFile);
const ping = [
  '--session',
  '--print-reply',
  '--reply-timeout=120000',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.DBus.Peer.Ping',
];
const own = safeStorage.isAsyncEncryptionAvailable?.bind(safeStorage);
safeStorage.isAsyncEncryptionAvailable = async () => {
  await run('dbus-send', ping);
  return own ? own() : safeStorage.isEncryptionAvailable();
};
safeStorage.encryptStringAsync ??= async (text) => safeStorage.encryptString(text);
safeStorage.decryptStringAsync ??= async (bytes) => ({ result: safeStorage.decryptString(bytes) });
