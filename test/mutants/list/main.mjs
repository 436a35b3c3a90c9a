/** @typedef {import('../plant.mjs').Fault} Fault */

/** The main process. @type {readonly Fault[]} */
export const main = [
  {
    id: 'timer-of-the-copy-before',
    fault: 'the timer of the copy before clears the new one early',
    file: 'main/platform/clipboard.ts',
    find: '  if (ours) clearTimeout(ours.timer);\n',
    replace: '',
    by: 'unit test/unit/main/clipboard.test.ts',
  },
  {
    id: 'clipboard-kept-on-quitting',
    fault: 'the clipboard keeps the secret when Keyfold quits',
    file: 'main/ending.ts',
    find: 'Promise.allSettled([endVault(), clearIfOurs()])',
    replace: 'Promise.allSettled([endVault(), clearIfOurs])',
    by: 'unit test/unit/main/ending.test.ts',
  },
  {
    id: 'downloads-allowed',
    fault: 'downloads are not refused',
    file: 'main/windows/hardening.ts',
    find: "  confined.on('will-download', (event) => event.preventDefault());\n",
    replace: '',
    by: 'unit test/unit/main/hardening.test.ts',
  },
];
