// Loaded into the application before its own code by `failures.spec.ts`: a planted defect. The first step of the start
// throws, with values in the message that must not get anywhere.
const { nativeTheme } = require('electron');

Object.defineProperty(nativeTheme, 'themeSource', {
  set() {
    throw new TypeError(`${process.env.KEYFOLD_USER_DATA} FAKE-SECRET-4711`);
  },
});
