import { providers } from '../../common/providers';
import type { ProviderId } from '../../common/providers/provider';
import { type VariableSetId, variableSetIds } from '../../common/transfer/variables';

/** What a command line means. Nothing is looked up here: a fault is one of the line itself. */

/** Which key is meant; both `null`: the only default key. */
export interface Which {
  /** A name, or the end of an AccessKey ID. */
  key: string | null;
  provider: ProviderId | null;
}

export const shells = ['sh', 'fish', 'powershell', 'cmd'] as const;
export type ShellName = (typeof shells)[number];

export const subcommands = ['exec', 'external', 'env', 'list', 'lock', 'status', 'help', 'version'] as const;
export type Subcommand = (typeof subcommands)[number];

export interface ExecMeant {
  use: 'exec';
  which: Which;
  only: VariableSetId | null;
  /** The program's place among the arguments. */
  at: number;
}
export interface ExternalMeant {
  use: 'external';
  which: Which;
  format: 'aliyun-cli' | 'credential-process';
}
export interface EnvMeant {
  use: 'env';
  which: Which;
  only: VariableSetId | null;
  shell: ShellName;
}
export interface ListMeant {
  use: 'list';
  form: 'table' | 'json' | 'names' | 'ids';
  /** Nobody is asked: without a grant it is refused. For the completion of what is being typed. */
  quiet: boolean;
}

/** A request that a person may have to answer. */
export type AskMeant = ExecMeant | ExternalMeant | EnvMeant | ListMeant;
/** One that gets its answer at once. */
export type PlainMeant =
  | { use: 'lock' | 'version' }
  | { use: 'status'; json: boolean }
  | { use: 'help'; about: Subcommand | null };

/** What is wrong with a command line. `word` is what was typed. */
export type Fault =
  | { fault: 'unknown-command'; word: string }
  | { fault: 'unknown-option'; word: string; about: Subcommand }
  | { fault: 'unexpected'; word: string; about: Subcommand }
  | { fault: 'no-value'; word: string; about: Subcommand }
  | { fault: 'twice'; word: string; about: Subcommand }
  | { fault: 'both'; about: Subcommand }
  | { fault: 'unknown-value'; word: string; value: string; known: readonly string[]; about: Subcommand }
  | { fault: 'no-program' }
  | { fault: 'no-shell' }
  | { fault: 'cut' };

export type Meaning = AskMeant | PlainMeant | Fault;

const folded = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');

/** Returns the provider with this id, name or other name. */
function providerNamed(word: string): ProviderId | null {
  const wanted = folded(word);
  const named = providers.find(({ id, name, aliases }) =>
    [id, ...Object.values(name), ...aliases].some((one) => folded(one) === wanted),
  );
  return named?.id ?? null;
}

interface Options {
  values: Map<string, string>;
  /** Where the first argument after `--` is; `null`: there is no `--`. */
  rest: number | null;
}

/** The options of each subcommand, and whether a value follows. */
const options: Readonly<Record<Subcommand, Readonly<Record<string, boolean>>>> = {
  exec: { '--key': true, '--provider': true, '--only': true },
  external: { '--key': true, '--provider': true, '--format': true },
  env: { '--key': true, '--provider': true, '--only': true, '--shell': true },
  list: { '--json': false, '--names': false, '--ids': false, '--quiet': false },
  lock: {},
  status: { '--json': false },
  help: {},
  version: {},
};

function isSubcommand(word: string): word is Subcommand {
  return subcommands.some((one) => one === word);
}

/** Reads `--name value`, `--name=value` and `--name` up to `--`. */
function optionsOf(about: Subcommand, args: readonly string[]): Options | Fault {
  const values = new Map<string, string>();
  for (let at = 1; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--') return { values, rest: at + 1 };
    if (!word.startsWith('-')) {
      // Whoever leaves `--` out has a program, and no example would be clearer than the one of an empty command.
      return about === 'exec' ? { fault: 'no-program' } : { fault: 'unexpected', word, about };
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const takesValue = Object.hasOwn(options[about], name) ? options[about][name] : undefined;
    if (takesValue === undefined || (!takesValue && equals >= 0)) return { fault: 'unknown-option', word: name, about };
    if (values.has(name)) return { fault: 'twice', word: name, about };
    if (takesValue && equals < 0) at += 1;
    const value = !takesValue ? '' : equals < 0 ? args[at] : word.slice(equals + 1);
    if (value === undefined || (takesValue && (value === '' || value === '--'))) {
      return { fault: 'no-value', word: name, about };
    }
    values.set(name, value);
  }
  return { values, rest: null };
}

function oneOf<T extends string>(
  { values }: Options,
  word: string,
  known: readonly T[],
  about: Subcommand,
): T | null | Fault {
  const value = values.get(word);
  if (value === undefined) return null;
  return known.find((one) => one === value) ?? { fault: 'unknown-value', word, value, known, about };
}

const isFault = (value: object | string | null): value is Fault =>
  typeof value === 'object' && value !== null && 'fault' in value;

function whichOf({ values }: Options, about: Subcommand): Which | Fault {
  const named = values.get('--provider');
  const provider = named === undefined ? null : providerNamed(named);
  if (named !== undefined && provider === null) {
    const known = providers.map(({ id }) => id);
    return { fault: 'unknown-value', word: '--provider', value: named, known, about };
  }
  return { key: values.get('--key') ?? null, provider };
}

/** Returns what these arguments mean. `cut`: the last of them were left out. */
export function meaningOf(args: readonly string[], cut: boolean): Meaning {
  const [first = 'help', second] = args;
  const word =
    first === '--help' || first === '-h' ? 'help' : first === '--version' || first === '-V' ? 'version' : first;
  if (!isSubcommand(word)) return { fault: 'unknown-command', word };
  if (word === 'help') return helpOf(second);
  // `--help` counts wherever it stands, but not among the arguments of the program.
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (own.includes('--help') || own.includes('-h')) return { use: 'help', about: word };
  const read = optionsOf(word, args);
  if (isFault(read)) return read;
  if (read.rest !== null && word !== 'exec') return { fault: 'unexpected', word: '--', about: word };
  if (word === 'exec') return execOf(read, args, cut);
  // Only what follows `--` may be long.
  if (cut) return { fault: 'cut' };
  if (word === 'external') return externalOf(read);
  if (word === 'env') return envOf(read);
  if (word === 'list') return listOf(read);
  return word === 'status' ? { use: 'status', json: read.values.has('--json') } : { use: word };
}

function helpOf(about: string | undefined): Meaning {
  if (about === undefined) return { use: 'help', about: null };
  return isSubcommand(about) ? { use: 'help', about } : { fault: 'unknown-command', word: about };
}

function execOf(read: Options, args: readonly string[], cut: boolean): Meaning {
  const which = whichOf(read, 'exec');
  if (isFault(which)) return which;
  const only = oneOf(read, '--only', variableSetIds, 'exec');
  if (isFault(only)) return only;
  if (read.rest === null || (args[read.rest] ?? '') === '') return cut ? { fault: 'cut' } : { fault: 'no-program' };
  return { use: 'exec', which, only, at: read.rest };
}

function externalOf(read: Options): Meaning {
  const which = whichOf(read, 'external');
  if (isFault(which)) return which;
  const format = oneOf(read, '--format', ['aliyun-cli', 'credential-process'] as const, 'external');
  if (isFault(format)) return format;
  return { use: 'external', which, format: format ?? 'aliyun-cli' };
}

function envOf(read: Options): Meaning {
  const which = whichOf(read, 'env');
  if (isFault(which)) return which;
  const only = oneOf(read, '--only', variableSetIds, 'env');
  if (isFault(only)) return only;
  const shell = oneOf(read, '--shell', shells, 'env');
  if (isFault(shell)) return shell;
  return shell === null ? { fault: 'no-shell' } : { use: 'env', which, only, shell };
}

function listOf({ values }: Options): Meaning {
  const forms = (['json', 'names', 'ids'] as const).filter((form) => values.has(`--${form}`));
  if (forms.length > 1) return { fault: 'both', about: 'list' };
  return { use: 'list', form: forms[0] ?? 'table', quiet: values.has('--quiet') };
}
