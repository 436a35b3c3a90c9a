// Loaded into the application before its own code, where a test starts it: holds back `ready` until Playwright listens,
// which it says by calling `__playwright_run`. Without that, Playwright may look at the first page in the very moment
// of its first navigation, miss it, and wait for it for ever. Playwright's own such module can't be used: it also sets
// Chromium's switches, and among them one that takes away the keyring.
const { app } = require('electron');

const ready = app.whenReady();
app.whenReady = () => new Promise((resolve) => waiting.push(resolve));
const waiting = [];

globalThis.__playwright_run = async () => {
  await ready;
  app.whenReady = () => ready;
  for (const resolve of waiting) resolve();
};
