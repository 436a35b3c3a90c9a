// This is the smallest possible Electron application: a window with one line of HTML. Keyfold is measured against it.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  new BrowserWindow({ width: 1200, height: 760 }).loadFile(`${__dirname}/index.html`);
});
app.on('window-all-closed', () => app.quit());
