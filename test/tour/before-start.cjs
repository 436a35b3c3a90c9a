// Loaded into the application's main process before its own code.
const { app } = require('electron');

// The tour must never meet the person's own vault.
require('../support/own-folder.cjs');
// Playwright asks for no keyring at all; the last word counts.
const keyring = process.env.KEYFOLD_TOUR_KEYRING;
if (keyring) app.commandLine.appendSwitch('password-store', keyring);
