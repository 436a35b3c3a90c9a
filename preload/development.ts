import * as remote from '@electron/remote';

/** Development only: offers `remote` in the DevTools console, in the context named "Electron Isolated Context". */
Object.assign(globalThis, { remote });
