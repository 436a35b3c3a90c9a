import { parse, walk } from './syntax.mjs';

/**
 * Looks in the sources for anything that would weaken the hardening that docs/security.md lists. If such a line is
 * intended, a comment on it or above it gives the reason: `security: <reason>`.
 */

/** @typedef {import('./syntax.mjs').Finding} Finding */
/** @typedef {import('./syntax.mjs').SyntaxNode} SyntaxNode */

/** Options that are dangerous with this value. A value that is not a literal is reported too. */
const fatalOptions = {
  allowRunningInsecureContent: true,
  allowpopups: true,
  allowServiceWorkers: true,
  bypassCSP: true,
  contextIsolation: false,
  corsEnabled: true,
  enableBlinkFeatures: 'any',
  experimentalFeatures: true,
  nodeIntegration: true,
  nodeIntegrationInSubFrames: true,
  nodeIntegrationInWorker: true,
  plugins: true,
  sandbox: false,
  spellcheck: true,
  supportFetchAPI: true,
  webSecurity: false,
  webviewTag: true,
};

/** Options whose value must be a literal, so that a variable can’t hide a dangerous value. */
const literalOnly = [
  'contextIsolation',
  'nodeIntegration',
  'sandbox',
  'webSecurity',
  'webviewTag',
  'experimentalFeatures',
];

/** Options that every page's preferences must name, so that no default of an Electron version decides. */
const required = ['contextIsolation', 'devTools', 'nodeIntegration', 'sandbox', 'session', 'spellcheck', 'webviewTag'];

/** Pages and windows are each made in one file only. */
const madeIn = { WebContentsView: 'main/windows/view.ts', BaseWindow: 'main/windows/stage.ts' };

/** Methods that nothing here may call, each with what it would do. */
const forbiddenCalls = {
  addExtension: 'loads an extension',
  enableDeviceEmulation: 'is a debugging tool',
  executeJavaScript: 'runs a text as code in a page',
  executeJavaScriptInIsolatedWorld: 'runs a text as code in a page',
  insertCSS: 'puts foreign style into a page',
  loadExtension: 'loads an extension',
  openDevTools: 'opens the developer tools',
  openExternal: 'hands an address to the system',
  openPath: 'hands a file to the system',
  openAsHidden: 'starts the application with the system',
  setAsDefaultProtocolClient: 'lets other programs call the application by an address',
  setPreloads: 'runs a script in every page',
  registerPreloadScript: 'runs a script in every page',
  createServer: 'waits for calls from outside',
  connectToDevTools: 'opens the developer tools',
  captureException: 'sends a report',
};

/** Names of the web and of Node that run a text as code or write markup. */
const forbiddenNames = {
  eval: 'runs a text as code',
  Function: 'runs a text as code',
  runInContext: 'runs a text as code',
  runInThisContext: 'runs a text as code',
  runInNewContext: 'runs a text as code',
  innerHTML: 'writes markup',
  outerHTML: 'writes markup',
  insertAdjacentHTML: 'writes markup',
  dangerouslySetInnerHTML: 'writes markup',
  createContextualFragment: 'writes markup',
  DOMParser: 'reads markup',
  XMLHttpRequest: 'asks the network',
  WebSocket: 'asks the network',
  EventSource: 'asks the network',
  sendBeacon: 'asks the network',
  RTCPeerConnection: 'asks the network',
  WebTransport: 'asks the network',
  fetch: 'asks the network',
  autoUpdater: 'asks the network',
  crashReporter: 'sends memory to somebody',
  BrowserView: 'is made without the stage',
  BrowserWindow: 'is made without the stage',
  localStorage: 'keeps data on the disk',
  sessionStorage: 'keeps data of a page',
  indexedDB: 'keeps data on the disk',
};

/** Node’s modules that open sockets, run programs or look into processes. */
const forbiddenModules =
  /^(node:)?(net|tls|dgram|dns|http|https|http2|child_process|cluster|inspector|repl|vm|wasi)(\/.*)?$/;

/** Parents of a name in the syntax under which a name of `forbiddenNames` is only a word, as in a type or a key. */
const harmlessParents = /^TS|Property$|MethodDefinition|ImportSpecifier|ExportSpecifier/;

/**
 * @param {string} file
 * @param {string} text
 * @returns {Finding[]}
 */
export function checkSecurity(file, text) {
  if (file.endsWith('.html')) return checkPage(file, text);
  const { program, problem, lineAt } = parse(file, text);
  if (problem) return [{ file, line: 1, message: problem }];
  const lines = text.split('\n');
  /** @param {number} line */
  const excused = (line) => [lines[line - 1], lines[line - 2]].some((each) => /\/\/ security: \S{3}/.test(each ?? ''));
  /** @type {Finding[]} */
  const found = [];
  for (const [node, parent] of pairs(program)) {
    const message = problemOf(file, node, parent);
    const line = lineAt(node.start);
    if (message && !excused(line)) found.push({ file, line, message: `${message}; docs/security.md` });
  }
  return found;
}

/**
 * Yields each node with its parent.
 * @param {SyntaxNode} program
 * @returns {Generator<[SyntaxNode, SyntaxNode | undefined]>}
 */
function* pairs(program) {
  /** @type {Map<unknown, SyntaxNode>} */
  const parents = new Map();
  for (const node of walk(program)) {
    for (const child of Object.values(node)) {
      for (const each of Array.isArray(child) ? child : [child])
        if (each && typeof each === 'object') parents.set(each, node);
    }
    yield [node, parents.get(node)];
  }
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {Finding[]}
 */
function checkPage(file, text) {
  const inline =
    /<script(?![^>]*\ssrc=)|<style|<[^>]*\s(on\w+|style)=|<(iframe|object|embed|webview|base|form|meta http-equiv)\b/i;
  return text
    .split('\n')
    .map((line, index) => ({ file, line: index + 1, message: `has ${inline.exec(line)?.[0]}; docs/security.md` }))
    .filter(({ message }) => !message.includes('undefined'));
}

/**
 * @param {string} file
 * @param {SyntaxNode} node
 * @param {SyntaxNode | undefined} parent
 * @returns {string | undefined}
 */
function problemOf(file, node, parent) {
  if (node.type === 'Property') return problemOfOption(node);
  if (node.type === 'CallExpression') return problemOfCall(node);
  if (node.type === 'NewExpression') {
    const name = String(/** @type {{ name?: string }} */ (node.callee).name);
    const home = Object.hasOwn(madeIn, name) ? madeIn[/** @type {keyof typeof madeIn} */ (name)] : file;
    return home === file ? undefined : `makes a ${name}; only ${home} does`;
  }
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') {
    const name = String(/** @type {{ value?: unknown }} */ (node.source)?.value ?? '');
    return forbiddenModules.test(name) && node.importKind !== 'type' ? `imports ${name}` : undefined;
  }
  if (node.type === 'JSXAttribute' || node.type === 'Identifier') return problemOfName(node, parent);
  if (node.type === 'Literal' && typeof node.value === 'string') return problemOfText(node.value);
  return undefined;
}

/** @param {SyntaxNode} node */
function problemOfOption(node) {
  const key = /** @type {{ name?: string, value?: unknown }} */ (node.key);
  const name = String(key.name ?? key.value);
  if (name === 'webPreferences') return problemOfPreferences(/** @type {SyntaxNode} */ (node.value));
  if (!Object.hasOwn(fatalOptions, name)) return undefined;
  const fatal = fatalOptions[/** @type {keyof typeof fatalOptions} */ (name)];
  const { type, value } = /** @type {{ type: string, value?: unknown }} */ (node.value);
  if (fatal === 'any' || (type === 'Literal' && value === fatal)) return `sets ${name} to what it must not be`;
  return type !== 'Literal' && literalOnly.includes(name)
    ? `sets ${name} to something that can't be read here`
    : undefined;
}

/** @param {SyntaxNode} node */
function problemOfPreferences(node) {
  if (node.type !== 'ObjectExpression') return 'takes webPreferences that can’t be read here';
  const names = /** @type {{ key?: { name?: string } }[]} */ (node.properties).map(({ key }) => key?.name);
  const missing = required.filter((name) => !names.includes(name));
  return missing.length > 0 ? `has webPreferences without ${missing.join(', ')}` : undefined;
}

/** @param {SyntaxNode} node */
function problemOfCall(node) {
  const callee = /** @type {{ type: string, name?: string, property?: { name?: string, value?: unknown } }} */ (
    node.callee
  );
  const name = String(callee.name ?? callee.property?.name ?? callee.property?.value ?? '');
  if (Object.hasOwn(forbiddenCalls, name)) {
    return `calls ${name}, which ${forbiddenCalls[/** @type {keyof typeof forbiddenCalls} */ (name)]}`;
  }
  const [first, ...others] = /** @type {{ type: string, name?: string, value?: unknown }[]} */ (node.arguments);
  // On a path only programs of this machine can reach it. A number, or anything that can’t be read here, may be a port.
  const isPath = first?.type === 'Identifier' && first.name === 'path' && others.length === 0;
  if (callee.property && name === 'listen' && !isPath) return 'listens on something else than a path';
  if (name === 'require' && first?.type === 'Literal' && forbiddenModules.test(String(first.value))) {
    return `requires ${first.value}`;
  }
  if (/^(setTimeout|setInterval)$/.test(name) && first?.type === 'Literal') return `gives ${name} a text to run`;
  return undefined;
}

/**
 * @param {SyntaxNode} node
 * @param {SyntaxNode | undefined} parent
 */
function problemOfName(node, parent) {
  const name = String(/** @type {{ name?: string }} */ (node.type === 'JSXAttribute' ? node.name : node).name ?? '');
  if (!Object.hasOwn(forbiddenNames, name)) return undefined;
  const key = /** @type {{ key?: unknown, value?: unknown, shorthand?: boolean }} */ (parent ?? {});
  const isWord = parent && harmlessParents.test(parent.type) && (key.value !== node || key.shorthand === false);
  if (isWord && key.value !== node) return undefined;
  return `names ${name}, which ${forbiddenNames[/** @type {keyof typeof forbiddenNames} */ (name)]}`;
}

/** @param {string} text */
function problemOfText(text) {
  if (/^(https?|wss?|ftp):\/\//.test(text)) return 'names an address of the network';
  if (/^javascript:/.test(text)) return 'names an address that is code';
  if (/'unsafe-(inline|eval|hashes)'/.test(text)) return 'weakens the content policy';
  return undefined;
}
