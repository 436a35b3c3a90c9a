/** @typedef {import('../plant.mjs').Fault} Fault */

/** What the contract says of an operation does not compile where it is misspelt, left out, or of another kind. @type {readonly Fault[]} */
export const contract = [
  {
    id: 'log-name-misspelt',
    fault: 'the name of a refusal in the log is misspelt',
    file: 'common/contract/transfer.ts',
    find: "refused: 'import.apply',",
    replace: "refused: 'import.aply',",
    by: 'compile',
  },
  {
    id: 'log-name-left-out',
    fault: 'a change does not say what its refusal is called in the log',
    file: 'common/contract/transfer.ts',
    find: "      refused: 'import.apply',\n",
    replace: '',
    by: 'compile',
  },
  {
    id: 'reading-that-runs-alone',
    fault: 'an operation that only reads says that it runs alone',
    file: 'common/contract/session.ts',
    find: "{ views: ['unlock'], needs: 'nothing', kind: 'reads', input",
    replace: "{ views: ['unlock'], needs: 'nothing', kind: 'reads', runs: 'alone', input",
    by: 'compile',
  },
];
