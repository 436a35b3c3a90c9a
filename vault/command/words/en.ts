/** What the command `keyfold` prints. Names from elsewhere are made harmless before they get here. */
export const en = {
  waiting: 'Waiting for your answer in Keyfold…',
  locked: 'Keyfold is locked. Unlock it to answer this request…',
  lockedTooLong: 'Keyfold stayed locked for two minutes. Nothing was given. Try again.',
  refused: 'Refused in Keyfold.',
  refusedLately: 'Refused in Keyfold a moment ago. For 30 seconds you are not asked again.',
  tooMany: 'Too many programs are waiting for an answer in Keyfold. Try again.',
  tooSlow: 'The request did not come within 5 seconds.',
  ended: 'The key was changed or removed in Keyfold while this waited. Nothing was given. Try again.',
  renewing: 'Keyfold is giving the vault new keys. Try again.',
  failed: 'Keyfold could not do that. Its log in Settings says more.',
  lockedNow: 'Keyfold is being locked.',
  lockedAlready: 'Keyfold is locked already.',
  state: { locked: 'Locked', unlocked: 'Unlocked' },
  list: {
    columns: ['Name', 'Provider', 'Account', 'AccessKey ID', ''],
    default: 'default',
    disabled: 'disabled',
    expired: 'expired',
  },
  key: {
    'not-found': 'No key has this name, or an AccessKey ID that ends like this (at least four characters).',
    'no-default': 'There is no default key. Name one with --key, or make one the default in Keyfold.',
    disabled: 'The key is disabled in Keyfold.',
    expired: 'The key has expired.',
    'needs-newer': 'Only a newer Keyfold knows what this key is.',
    ambiguous: 'Several keys are meant. Name one by more of its AccessKey ID’s end, or add --provider:',
    'which-provider': 'Several providers have a default key. Add --provider or --key:',
    more: (count: number) => `  and ${count} more`,
  },
  nothingToSet: (provider: string) =>
    `No tool of ${provider} is known to read variables, so there is nothing to set. Name a set with --only:`,
  cannotWrite:
    'This key cannot be written in that form: it is too long, or has a character that the shell would change.',
  terminal:
    'The secret would stand in the terminal. Use it as “eval "$(keyfold env --shell sh)"”, or send it elsewhere.',
  program: {
    missing: (name: string) => `${name}: there is no such program`,
    'not-executable': (name: string) => `${name}: cannot be started`,
  },
  fault: {
    command: (word: string) => `Unknown command “${word}”. “keyfold help” shows all.`,
    option: (word: string) => `Unknown option “${word}”.`,
    unexpected: (word: string) => `“${word}” is not expected here.`,
    noValue: (word: string) => `${word} needs a value.`,
    twice: (word: string) => `${word} stands there twice.`,
    both: 'Only one of --json, --names and --ids can be there.',
    value: (word: string, value: string, known: string) => `${word} can’t be “${value}”. It can be: ${known}`,
    noProgram:
      'There is no program to start. Put it behind --, for example:\n  keyfold exec --key deploy -- terraform plan\nFor pipes and variables start a shell:\n  keyfold exec --key deploy -- sh -c \'echo "$ALIBABA_CLOUD_ACCESS_KEY_ID"\'',
    noShell: 'Name the shell: --shell sh, fish, powershell or cmd. bash and zsh take sh.',
    cut: 'The command line is too long.',
    help: (about: string) => `“keyfold help ${about}” shows how it is used.`,
  },
  help: {
    all: `Usage: keyfold COMMAND

  exec      start a program that has a key in its environment
  external  print a key for aliyun-cli, SDKs and credential_process
  env       print a key as variables for a shell
  list      list keys, without their secrets
  lock      lock Keyfold
  status    say whether Keyfold is locked
  help      show help, also for one command: keyfold help exec
  version   print the version

Keyfold asks you in its window before a program gets a key. Without a command, Keyfold’s window is opened.
“--vault FOLDER” before the command asks the Keyfold that has this vault.

Exit codes: 64 wrong use, 69 Keyfold is not running, 70 damaged answer, 75 locked or ended meanwhile, 77 refused,
126 the program can’t be started, 127 there is no such program. Otherwise the program’s own.
`,
    exec: `Usage: keyfold exec [--key KEY | --provider PROVIDER] [--only SET] -- PROGRAM [ARGUMENT…]

Starts the program in Keyfold’s place, with the key in its environment. Variables of other keys of the same provider are
removed first. The program and all that it starts can read the key.

  --key KEY            a name, or the end of an AccessKey ID (at least four characters)
  --provider PROVIDER  the default key of: alibaba, private-alibaba, huawei, pingan
  --only SET           only the variables of one set, named by its first: ALIBABA_CLOUD_ACCESS_KEY_ID, HW_ACCESS_KEY, …

  keyfold exec --provider alibaba -- terraform plan
  keyfold exec --key deploy -- sh -c 'ossutil ls | head'
`,
    external: `Usage: keyfold external [--key KEY | --provider PROVIDER] [--format FORMAT]

Prints one line of JSON with the key, for a program that asks for it each time.

  --key KEY            a name, or the end of an AccessKey ID (at least four characters)
  --provider PROVIDER  the default key of: alibaba, private-alibaba, huawei, pingan
  --format FORMAT      aliyun-cli (as its mode External wants it; used if there is no --format) or credential-process

In ~/.aliyun/config.json: "mode": "External", "process_command": "keyfold external --key deploy"
`,
    env: `Usage: keyfold env --shell SHELL [--key KEY | --provider PROVIDER] [--only SET]

Prints lines that set the key as variables. It refuses to print them on a terminal.

  --shell SHELL        sh (also for bash and zsh), fish, powershell or cmd
  --key KEY            a name, or the end of an AccessKey ID (at least four characters)
  --provider PROVIDER  the default key of: alibaba, private-alibaba, huawei, pingan
  --only SET           only the variables of one set, named by its first

  eval "$(keyfold env --shell sh --key deploy)"
  keyfold env --shell fish --key deploy | source
  keyfold env --shell powershell --key deploy | Out-String | Invoke-Expression
`,
    list: `Usage: keyfold list [--json | --names | --ids] [--quiet]

Lists the keys: name, provider, account, and the last four characters of the AccessKey ID. Never a secret.

  --json   as JSON
  --names  only the names
  --ids    only the ends of the AccessKey IDs
  --quiet  do not ask: without a permission that counts already, nothing is listed
`,
    lock: 'Usage: keyfold lock\n\nLocks Keyfold. All permissions end, and programs that wait get nothing.\n',
    status: 'Usage: keyfold status [--json]\n\nSays whether Keyfold is locked.\n',
    help: 'Usage: keyfold help [COMMAND]\n',
    version: 'Usage: keyfold version\n',
  },
};

export type CommandWords = typeof en;
