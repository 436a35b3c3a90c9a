import * as remote from '@electron/remote';

/** Development only: `remote` in the DevTools console, in the context named "Electron Isolated Context". */
Object.assign(globalThis, { remote });
