import { KeyfoldError } from './errors';

/**
 * What may be kept of a defect of Keyfold itself: where it happened, and nothing of what was being done. A message may
 * quote a value, a path or a statement, so no message is ever a part of it, nor a name that isn't known here.
 */
export interface Failure {
  /** The operation of the contract, or a fixed word for a work that has none. */
  where: string;
  /** The kind of error, as `TypeError`. */
  name: string;
  /** The code of the system, of SQLite or of Keyfold; `null` if there is none. */
  code: string | null;
  /** File, line and column of each call in Keyfold's own code, the innermost first. */
  places: string[];
}

/** Keyfold's own code, as it runs. */
export interface OwnCode {
  /** The folder of the built files, as error stacks name it. */
  folder: string;
  /** Returns whether there is such a file below that folder. */
  has(file: string): boolean;
}

const knownNames: ReadonlySet<string> = new Set([
  'AbortError',
  'AggregateError',
  'Error',
  'EvalError',
  'KeyfoldError',
  'RangeError',
  'ReferenceError',
  'SqliteError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'ZodError',
]);

const knownCode = /^(?:E[A-Z0-9]{2,15}|ERR_[A-Z_]{2,48}|SQLITE_[A-Z_]{2,40})$/;

/** Places that are kept of one failure. */
const mostPlaces = 12;

/** Returns what may be kept of an error. `where` is never a value from outside. */
export function failureOf(where: string, error: unknown, own: OwnCode): Failure {
  if (!(error instanceof Error)) return { where, name: 'value', code: null, places: [] };
  const name = knownNames.has(error.name) ? error.name : 'Error';
  const code = error instanceof KeyfoldError ? error.error.code : 'code' in error ? error.code : null;
  const known = error instanceof KeyfoldError || (typeof code === 'string' && knownCode.test(code));
  return { where, name, code: known ? String(code) : null, places: placesOf(error, own) };
}

/** A call in a stack of V8: its file, line and column. The name of the function is not read. */
const call = /^ {4}at (?:.*\()?(?:file:\/\/)?([^()]+):(\d{1,6}):(\d{1,7})\)?$/;
const ownFile = /^\w[\w.-]*(?:\/\w[\w.-]*)*\.(?:c?js|ts)$/;

function placesOf({ stack, message }: Error, { folder, has }: OwnCode): string[] {
  if (typeof stack !== 'string') return [];
  // The message comes before the calls, and may look like calls itself. Without its end nothing can be told apart.
  const from = message === '' ? stack.indexOf('\n') : stack.indexOf(message) + message.length;
  const begins = message === '' || stack.slice(0, stack.indexOf(message)).search(/^\w*(?:: )?$/) === 0;
  if (from < 0 || !begins || !stack.startsWith('\n    at ', from)) return [];
  return stack
    .slice(from + 1)
    .split('\n')
    .flatMap((line) => {
      const [, path = '', row = '', column = ''] = call.exec(line) ?? [];
      if (!path.startsWith(`${folder}/`) && !path.startsWith(`${folder}\\`)) return [];
      const file = path.slice(folder.length + 1).replaceAll('\\', '/');
      return ownFile.test(file) && has(file) ? [`${file}:${row}:${column}`] : [];
    })
    .slice(0, mostPlaces);
}

/** Returns a failure as one line. `at` is in milliseconds since the epoch. */
export function failureLine(at: number, version: string, side: 'main' | 'vault', failure: Failure): string {
  const { where, name, code, places } = failure;
  const when = new Date(at).toISOString().slice(0, 19);
  return `${when}Z Keyfold ${version} ${side}: ${where}: ${[name, code].filter(Boolean).join(' ')} ${places.join(' < ')}`.trimEnd();
}

/** The form of {@link failureLine}. A line of another form was not written by Keyfold, and is not shown. */
export const isFailureLine = (line: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ Keyfold [\w.-]{1,20} (?:main|vault): [\w .-]{1,48}: [\w -]{1,72}(?: ?[\w@./-]+:\d+:\d+(?: < )?)*$/.test(
    line,
  );
