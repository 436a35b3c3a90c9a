// Loaded into the application's main process before its own code.
const { app } = require('electron');

// The tour must never meet the person's own vault.
app.setPath('userData', String(process.env.KEYFOLD_TOUR_FOLDER));
// Playwright asks for no keyring at all; the last word counts.
if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', process.env.KEYFOLD_TOUR_KEYRING);
