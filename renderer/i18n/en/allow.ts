/** The sheet in which a person answers what a program asks by the command `keyfold`. */
export const allow = {
  title: { key: 'A program asks for a key', list: 'A program asks which keys there are' },
  use: {
    exec: '“keyfold exec” starts a program that gets the secret in its environment.',
    external: '“keyfold external” hands the secret to a tool that asks for it.',
    env: '“keyfold env” prints the secret as variables, for a shell to read.',
    list: '“keyfold list” gets names, accounts and the ends of AccessKey IDs, and no secret.',
  },
  key: 'AccessKey',
  who: 'Who asks',
  unknownAsker: 'Not known. The system doesn’t say which program it is.',
  notKnown: 'not known',
  unknownFile: 'file not known',
  commandLine: 'Command line',
  folder: 'Folder',
  variables: 'Variables',
  sets_one: '{{number}} is set',
  sets_other: '{{number}} are set',
  removes_one: '{{number}} is removed',
  removes_other: '{{number}} are removed',
  setsList: 'Set',
  removesList: 'Removed',
  requests: '{{number}} equal requests wait. Your answer is for all of them.',
  lasts: 'Allow',
  lastsFor: { once: 'This time', minutes: 'For {{minutes}} minutes', lock: 'Until Keyfold locks' },
  process: 'For',
  about: {
    once: 'The next use asks again.',
    minutes:
      'For this process and what it starts. If it is started anew for each use, pick its shell. A lock ends it earlier: work in a terminal doesn’t keep Keyfold from locking.',
    lock: 'For this process and what it starts. If it is started anew for each use, pick its shell. Keyfold’s sidebar shows it, and ends it at any time.',
  },
  onlyOnce: {
    keychain: 'It can only be allowed this time: without the system’s keychain, each use needs the master password.',
    unknown: 'It can only be allowed this time, since it isn’t known which program asks.',
  },
  refuse: 'Refuse',
  allow: 'Allow',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    allow: typeof allow;
  }
}
