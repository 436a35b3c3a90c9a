// Loaded into the application's main process before its own code, by whatever starts it from the sources: tests, tour and
// bench. It gives the application the folder of that run, on every system. `HOME` and the like do so on Linux only;
// elsewhere the application would open the vault of the person who runs the tests.
const { app } = require('electron');
const { tmpdir } = require('node:os');
const { dirname } = require('node:path');

const folder = process.env.KEYFOLD_USER_DATA;

/** @param {string} problem */
function stop(problem) {
  console.error(`keyfold test: ${problem}`);
  process.exit(3);
}

if (!folder) stop('KEYFOLD_USER_DATA names no folder, so the application is not started');
app.setPath('userData', folder);
// The application reads the folder once it is ready; this was asked first and looks before it.
app.whenReady().then(() => {
  const used = app.getPath('userData');
  // A start that ends with a dialog uses an empty folder among the temporary files, which belongs to nobody.
  if (used !== folder && dirname(used) !== tmpdir()) stop(`the application would use ${used}`);
});
