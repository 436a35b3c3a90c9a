/** The command `keyfold` in the main view: what programs may use, and whether they can ask. */
export const command = {
  title: 'The command keyfold',
  grants: {
    title: 'Allowed programs',
    count_one: '{{number}} program may use a key',
    count_other: '{{number}} programs may use keys',
    about: 'These programs, and what they start, get the key without a question. Locking ends all of it.',
    none: 'No program may use a key without a question.',
    unknown: 'not known',
    list: 'the list of keys',
    use: { exec: 'starts programs with it', external: 'for a tool', env: 'as variables', list: 'names, no secret' },
    until: 'until {{moment}}',
    untilLock: 'until Keyfold locks',
    uses_one: 'used {{number}} time',
    uses_other: 'used {{number}} times',
    end: 'End',
    endOf: 'End for {{program}}',
    endAll: 'End All',
  },
  /** What a person types, with words of their own for the last two. */
  line: '{{program}} exec --key KEY -- PROGRAM',
  state: {
    ready:
      'Once you allow it, a program gets a key without anybody seeing it. Start it like this; “keyfold help” says more:',
    'no-program':
      'The command isn’t there: it is built from the sources where there is a C compiler. Install one (gcc or clang) and start Keyfold again.',
    'no-folder':
      'No program can ask for keys: Keyfold has no folder of its own for that. $XDG_RUNTIME_DIR or Keyfold’s folder must belong to you and be closed to others.',
    'path-too-long':
      'No program can ask for keys: the path of Keyfold’s folder is too long for a socket. Set $XDG_RUNTIME_DIR to a short path of your own.',
    sandbox:
      'No program can ask for keys: Keyfold runs in a Flatpak, which the command can’t reach. Install Keyfold without Flatpak for that.',
    failed: 'No program can ask for keys: the system refused the socket. Start Keyfold again; if it stays, report it.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    command: typeof command;
  }
}
