import { randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import { secretBytes } from '../../common/keys/text-bytes';
import type { TargetId } from '../../common/transfer/targets';
import {
  mostEntry,
  mostName,
  mostRegion,
  namePattern,
  regionPattern,
  type ToolFileProblem,
  type UseLook,
  type UseOptions,
  type UseProblem,
} from '../../common/transfer/use';
import type { VariableSet } from '../../common/transfer/variables';
import type { PlainValues } from '../keys/add';
import { knownKey } from '../keys/later';
import type { StoredKey } from '../keys/repository';
import {
  type EditProblem,
  type EditResult,
  merge,
  namesIn,
  render,
  replaced,
  sampled,
  suits,
  switched,
  type WriteOptions,
} from './formats';
import { providerInName } from './formats/provider-words';
import type { HeldFile } from './held-file';

/** Refuses a file that isn't one of this tool's. Errors: `tool-file` (`other-format`). */
export function refuseOther(target: TargetId, { place }: HeldFile, text: string): void {
  // A link with the tool's name may lead to a file of any name.
  const fits = [place.chosen, place.path].some((path) => suits(target, path, text));
  if (!fits) fail('tool-file', { problem: 'other-format' });
}

const toolKey = (key: StoredKey, { secret, token }: PlainValues) => {
  const { provider, accessKeyId } = knownKey(key);
  return { provider, accessKeyId, secret, token };
};

function optionProblem({ entry, region, names }: UseOptions): UseProblem | null {
  if (entry !== undefined && entry.length > mostEntry) return 'bad-entry';
  const own = names ? [names.accessKeyId, names.secret, names.token || names.secret] : [];
  if (own.some((name) => name.length > mostName || !namePattern.test(name))) return 'bad-names';
  const named = region === undefined || (region.length <= mostRegion && regionPattern.test(region));
  return named ? null : 'bad-region';
}

/** Errors: `tool-file`. */
function checked(options: UseOptions): WriteOptions {
  const problem = optionProblem(options);
  if (problem) fail('tool-file', { problem });
  const { place: _place, ...written } = options;
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}

const problems: Readonly<Record<EditProblem, ToolFileProblem>> = {
  'too-large': 'too-large',
  damaged: 'damaged',
  'too-deep': 'damaged',
  'not-writable': 'not-writable',
  'bad-entry': 'bad-entry',
  'other-entry': 'other-entry',
  'bad-names': 'bad-names',
  'not-for-provider': 'not-writable',
  'no-such-place': 'damaged',
};

/** Errors: `tool-file`. */
function written(result: EditResult): string {
  return result.ok ? result.text : fail('tool-file', { problem: problems[result.problem] });
}

/** Returns the text of a new file with this key, secret included. Errors: `tool-file`. */
export const rendered = (key: StoredKey, plain: PlainValues, target: TargetId, options: UseOptions): string =>
  written(render(target, toolKey(key, plain), checked(options)));

/** Returns the text of a tool's file with this key set in it, secret included. Errors: `tool-file`. */
export const mergedInto = (
  text: string,
  key: StoredKey,
  plain: PlainValues,
  target: TargetId,
  options: UseOptions,
): string => written(merge(target, text, toolKey(key, plain), checked(options)));

/** Makes a stand-in: letters and digits like those of a secret, of a length that no format takes for something else. */
const standIn = () => `K${randomBytes(22).toString('hex').slice(0, 29)}`;
const dots = '•'.repeat(12);

/** Returns whether names can be for this key: they don't speak of another provider. */
const isFor =
  ({ provider }: StoredKey) =>
  ({ accessKeyId }: VariableSet): boolean => {
    const said = providerInName(accessKeyId);
    return said === null || said === 'aws' || said === provider;
  };

const refusals: readonly ToolFileProblem[] = ['bad-entry', 'other-entry', 'bad-names', 'not-writable'];
const isRefusal = (problem: ToolFileProblem): problem is UseProblem => refusals.includes(problem);

/**
 * Returns what a key would look like in this form, and what a text has in its place. Both are found with stand-ins for
 * the key's secret and token. Errors: `tool-file`, if the text itself can't be used.
 */
export function lookAt(key: StoredKey, target: TargetId, options: UseOptions, text: string | null): UseLook {
  const names = text === null ? [] : namesIn(target, text).filter(isFor(key));
  const refuse = (problem: UseProblem): UseLook => ({ preview: '', problem, existing: null, switched: [], names });
  const wrong = optionProblem(options);
  if (wrong) return refuse(wrong);
  const [secret, token] = [standIn(), standIn()];
  const plain = { secret: secretBytes(secret), token: key.credential === 'temporary' ? secretBytes(token) : null };
  const one = toolKey(key, plain);
  const wanted = checked(options);
  const fresh = render(target, one, wanted);
  const merged = text === null ? fresh : merge(target, text, one, wanted);
  if (!merged.ok) {
    const problem = problems[merged.problem];
    return isRefusal(problem) ? refuse(problem) : fail('tool-file', { problem });
  }
  // If only the existing file can have this name, it can't be shown by itself.
  const shown = (text === null ? null : sampled(target, text, one, wanted)) ?? (fresh.ok ? fresh.text : '');
  return {
    preview: hidden(shown, [secret, token]),
    problem: null,
    existing:
      text === null
        ? null
        : replaced(target, { before: text, after: merged.text }, { provider: one.provider, secret }, wanted),
    switched: text === null ? [] : switched(target, text, merged.text, wanted),
    names,
  };
}

/** Puts dots in the place of the stand-ins, however they are written. */
function hidden(text: string, standIns: readonly string[]): string {
  const written = standIns.flatMap((one) => [one, Buffer.from(one, 'utf8').toString('base64')]);
  return written.reduce((shown, one) => shown.replaceAll(one, dots), text);
}
