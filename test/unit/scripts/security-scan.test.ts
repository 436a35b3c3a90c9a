import { describe, expect, it } from 'vitest';

interface Finding {
  line: number;
  message: string;
}

const scan = new URL('../../../scripts/lint/security.mjs', import.meta.url).href;
const { checkSecurity } = (await import(scan)) as { checkSecurity(file: string, text: string): Finding[] };

const found = (text: string, file = 'main/example.ts') => checkSecurity(file, text).map(({ message }) => message);

const good =
  'session, contextIsolation: true, devTools: false, nodeIntegration: false, sandbox: true, spellcheck: false, webviewTag: false';
const fires: readonly [string, string, RegExp][] = [
  ['an option that opens a door', 'f({ nodeIntegration: true })', /sets nodeIntegration/],
  ['one that closes none', 'f({ webSecurity: false })', /sets webSecurity/],
  ['one named by a text', "f({ 'contextIsolation': false })", /sets contextIsolation/],
  ['one that a variable decides', 'f({ contextIsolation: wanted })', /contextIsolation to something/],
  ['no sandbox', 'f({ sandbox: false })', /sets sandbox/],
  ['a webview', 'f({ webviewTag: true })', /webviewTag/],
  ['insecure content', 'f({ allowRunningInsecureContent: true })', /allowRunningInsecureContent/],
  ['experiments', 'f({ experimentalFeatures: true })', /experimentalFeatures/],
  ['features of Blink', "f({ enableBlinkFeatures: 'x' })", /enableBlinkFeatures/],
  ['a scheme that bypasses the policy', 'f({ privileges: { bypassCSP: true } })', /bypassCSP/],
  ['service workers', 'f({ privileges: { allowServiceWorkers: true } })', /allowServiceWorkers/],
  [
    'preferences that leave something to a default',
    'f({ webPreferences: { sandbox: true } })',
    /without contextIsolation/,
  ],
  ['preferences from elsewhere', 'f({ webPreferences: given })', /can’t be read/],
  ['a page made elsewhere', 'new WebContentsView({})', /only main\/windows\/view.ts/],
  ['a window made elsewhere', 'new BaseWindow({})', /only main\/windows\/stage.ts/],
  ['the older window', "import { BrowserWindow } from 'electron'; new BrowserWindow({});", /BrowserWindow/],
  ['addresses for the system', "shell.openExternal('x')", /openExternal/],
  ['the same by another way of writing', "shell['openExternal']('x')", /openExternal/],
  ['code for a page', 'contents.executeJavaScript(text)', /executeJavaScript/],
  ['developer tools', 'contents.openDevTools()', /openDevTools/],
  ['eval', 'eval(text)', /names eval/],
  ['a function of a text', 'new Function(text)', /names Function/],
  ['a text for later', "setTimeout('x()', 1)", /gives setTimeout a text/],
  ['markup', 'element.innerHTML = text', /innerHTML/],
  ['markup in React', 'const a = <p dangerouslySetInnerHTML={x} />', /dangerouslySetInnerHTML/],
  ['a request', "fetch('x')", /names fetch/],
  ['a socket of the web', "new WebSocket('x')", /WebSocket/],
  ['WebRTC', 'new RTCPeerConnection()', /RTCPeerConnection/],
  ['a module of the network', "import net from 'node:net'", /imports node:net/],
  ['the same without its prefix', "import { get } from 'https'", /imports https/],
  ['the same when it is needed', "await import('node:http2')", /imports node:http2/],
  ['the same in the old way', "require('dgram')", /requires dgram/],
  ['a server', '// x\ncreateServer(f)', /waits for calls from outside/],
  ['a port', 'server.listen(0)', /something else than a path/],
  ['a port by options', 'server.listen({ port: 1 })', /something else than a path/],
  ['a port behind a name', 'server.listen(port)', /something else than a path/],
  ['a host beside it', "server['listen'](path, '0.0.0.0')", /something else than a path/],
  ['other programs', "import { exec } from 'node:child_process'", /child_process/],
  ['an address of the network', "const a = 'https://example.com/'", /address of the network/],
  ['an address that is code', "const a = 'javascript:x()'", /address that is code/],
  ['a weak policy', 'const a = "script-src \'unsafe-inline\'"', /weakens/],
  ['what does not parse', 'const = 1', /does not parse/],
];

describe('the security scan', () => {
  it.each(fires)('finds %s', (_what, text, message) => {
    expect(found(text, 'main/example.tsx')).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['an inline script', '<script>x()</script>'],
    ['a handler', '<p onclick="x()">'],
    ['inline style', '<p style="x">'],
    ['a frame', '<iframe src="x">'],
  ])('finds %s in a page', (_what, text) => {
    expect(found(`<html>\n${text}\n</html>`, 'renderer/example.html')).toHaveLength(1);
  });

  it.each([
    ['good preferences', `f({ webPreferences: { ${good} } })`],
    ['words that are only names of types', 'interface A { fetch: string } type B = A["fetch"]'],
    ['a type of such a module', "import type { Socket } from 'node:net'"],
    ['a socket on a path', 'server.listen(path)'],
    ['a timer', 'setTimeout(() => x(), 1)'],
    ['an address of the application', "const a = 'app://main-view/'"],
  ])('lets %s be', (_what, text) => {
    expect(found(text)).toEqual([]);
  });

  it('lets a page be that loads its script from a file', () => {
    expect(found('<script type="module" src="./main.tsx"></script>', 'renderer/example.html')).toEqual([]);
  });

  it('takes a reason beside the line, and nothing less', () => {
    const line = 'f({ sandbox: false })';
    expect(found(`// security: why it must be\n${line}`)).toEqual([]);
    expect(found(`${line} // security: why it must be`)).toEqual([]);
    expect(found(`// security:\n${line}`)).toHaveLength(1);
    expect(found(`// why it must be\n${line}`)).toHaveLength(1);
  });
});
