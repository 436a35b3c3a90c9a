// Another program on the desktop of a test: one window with a field that takes what is typed. It prints the text of the
// field after each change, as a line of JSON. It is an Electron, because that is the one program with windows that is
// always here.
const { app, BrowserWindow } = require('electron');

const page = `<title>Other program</title><textarea autofocus></textarea><script>
  const field = document.querySelector('textarea');
  field.addEventListener('input', () => console.log('typed ' + JSON.stringify(field.value)));
</script>`;

app.setPath('userData', process.argv.at(-1));
app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 500, height: 300, x: 40, y: 40, title: 'Other program' });
  window.webContents.on('console-message', (details, _level, text) => {
    const line = details.message ?? text;
    if (line.startsWith('typed ')) process.stdout.write(`${line.slice('typed '.length)}\n`);
  });
  await window.loadURL(`data:text/html,${encodeURIComponent(page)}`);
  process.stdout.write('""\n');
});
app.on('window-all-closed', () => app.quit());
