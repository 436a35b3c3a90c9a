import type { AllowAsk, AskingProcess, WaitingAsk } from '../../common/command/allow';
import { showHidden } from '../../common/keys/text';
import { identityOf } from '../../common/providers';
import type { Chosen } from './choose';
import type { Asking } from './frames';
import { type Chain, nearestAsker, type Process } from './peers';
import type { AskMeant } from './request';
import { namesOf, variablesFor } from './variables';

/** What a person is shown of a request. Nothing in it can turn the direction of what stands around it. */

/** Most characters of a command line, and of any other text from outside, that are shown. */
const mostShown = { commandLine: 200, path: 1024, name: 100 } as const;

/** Returns a text of another program as it is shown. */
export function shown(text: string, most: number): string {
  const plain = [...showHidden(text)];
  return plain.length <= most ? plain.join('') : `${plain.slice(0, most - 1).join('')}…`;
}

export const toldOf = ({ pid, name, path }: Process): AskingProcess => ({
  pid,
  name: name === '' ? null : shown(name, mostShown.name),
  path: path === null ? null : shown(path, mostShown.path),
});

/** Returns the arguments as they could be typed. */
function lineOf(args: readonly string[]): string {
  const quoted = (arg: string) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`);
  // What is beyond the most that is shown need not be put together.
  return ['keyfold', ...args.slice(0, mostShown.commandLine).map((arg) => quoted(arg.slice(0, 500)))].join(' ');
}

/** What of a request is shown and doesn't change while it waits. */
export function partsOf(
  { asking, meant, chain, hasToken }: { asking: Asking; meant: AskMeant; chain: Chain; hasToken: boolean },
  key: Chosen | null,
): Omit<AllowAsk, 'id' | 'requests' | 'needs' | 'lasting'> {
  const names = key && meant.use !== 'list' && meant.use !== 'external';
  const variables = names ? namesOf(variablesFor(key.provider, meant.only, hasToken)) : { sets: [], removes: [] };
  return {
    use: meant.use,
    chain: chain.map(toldOf),
    preset: nearestAsker(chain),
    commandLine: shown(lineOf(asking.args), mostShown.commandLine),
    folder: shown(asking.folder, mostShown.path),
    key: key && {
      id: key.id,
      name: key.name,
      accessKeyId: key.accessKeyId,
      provider: key.provider,
      master: identityOf(key.provider, key.identityKind)?.root ?? false,
    },
    ...variables,
  };
}

/** Returns what the lock screen shows of who waits. */
export function waitingOf(meant: AskMeant, chain: Chain): WaitingAsk {
  const asker = chain[nearestAsker(chain)];
  return { use: meant.use, program: asker ? toldOf(asker).name : null };
}
