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
  {
    id: 'keyboard-taken-from-another-program',
    fault: 'a view takes the keyboard although another program has it',
    file: 'main/windows/actor.ts',
    find: 'if (!window.isDestroyed() && window.isFocused()) contents',
    replace: 'if (!window.isDestroyed()) contents',
    by: 'e2e test/e2e/focus.spec.ts -g lock.by.idle',
  },
  {
    id: 'question-outlives-the-lock',
    fault: 'a question before the end is still answered after a lock took its form away',
    file: 'main/closing.ts',
    find: 'if (loss() === null) forget();',
    replace: '',
    by: 'unit test/unit/main/closing.test.ts',
  },
  {
    id: 'lock-screen-out-of-screenshots',
    fault: 'the lock screen is kept out of screenshots, so that nobody can unlock over a remote desktop',
    file: 'main/windows/capture.ts',
    find: "if (choice === 'shown' || !unlocked) return false;",
    replace: "if (choice === 'shown' || (!unlocked && sheet === null)) return false;",
    by: 'unit test/unit/main/capture.test.ts',
  },
];
