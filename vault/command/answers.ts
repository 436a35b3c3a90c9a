import { secretText } from '../../common/keys/text-bytes';
import type { PlainValues } from '../keys/add';
import { cmdLine } from '../transfer/formats/shell-cmd';
import { fishLine } from '../transfer/formats/shell-fish';
import { powerShellLine } from '../transfer/formats/shell-powershell';
import { shLine } from '../transfer/formats/shell-sh';
import type { Chosen } from './choose';
import { type Change, printed, run } from './frames';
import type { EnvMeant, ExecMeant, ExternalMeant, ShellName } from './request';
import { type ValuePart, type Variables, variablesFor } from './variables';

/**
 * What a program gets of a key, as frames. The caller wipes them, and the values. `null`: the values can't be written in
 * this form.
 */
export function released(meant: ExecMeant | ExternalMeant | EnvMeant, key: Chosen, plain: PlainValues): Buffer | null {
  if (meant.use === 'external') return printed(externalText(meant.format, key, plain));
  const variables = variablesFor(key.provider, meant.only, plain.token !== null);
  if (meant.use === 'exec') return execFrame(variables, key, plain);
  const text = envText(meant.shell, variables, key, plain);
  return text === null ? null : printed(text);
}

function bytesOf(part: ValuePart, { accessKeyId }: Chosen, { secret, token }: PlainValues): Uint8Array {
  if (part === 'accessKeyId') return Buffer.from(accessKeyId, 'utf8');
  return part === 'secret' ? secret : (token ?? new Uint8Array());
}

function execFrame({ removes, sets, also }: Variables, key: Chosen, plain: PlainValues): Buffer | null {
  return run([
    ...removes.map((name): Change => ({ name })),
    ...sets.map(({ name, part }) => ({ name, value: bytesOf(part, key, plain) })),
    ...also.map(({ name, value }) => ({ name, value: Buffer.from(value, 'utf8') })),
  ]);
}

const lines: Readonly<Record<ShellName, (name: string, value: string) => string | null>> = {
  sh: shLine,
  fish: fishLine,
  powershell: powerShellLine,
  cmd: cmdLine,
};

const removals: Readonly<Record<ShellName, (names: readonly string[]) => string[]>> = {
  sh: (names) => [`unset ${names.join(' ')}`],
  fish: (names) => names.map((name) => `set -e ${name}`),
  powershell: (names) => [`Remove-Item -ErrorAction Ignore ${names.map((name) => `Env:${name}`).join(', ')}`],
  cmd: (names) => names.map((name) => `set "${name}="`),
};

function envText(shell: ShellName, { removes, sets, also }: Variables, key: Chosen, plain: PlainValues): string | null {
  const set = [
    ...sets.map(({ name, part }) => lines[shell](name, secretText(bytesOf(part, key, plain)))),
    ...also.map(({ name, value }) => lines[shell](name, value)),
  ];
  if (set.includes(null)) return null;
  const end = shell === 'cmd' ? '\r\n' : '\n';
  return [...removals[shell](removes), ...set].map((line) => `${line}${end}`).join('');
}

/** Returns a moment in milliseconds since the epoch as tools read it: UTC, without parts of a second. */
const momentOf = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** One line of JSON. Without `mode`, Alibaba Cloud's CLI would run the command again, without end. */
function externalText(format: ExternalMeant['format'], key: Chosen, { secret, token }: PlainValues): string {
  const { accessKeyId, expiresAt } = key;
  const temporary = token !== null;
  const until = temporary && expiresAt !== null ? momentOf(expiresAt) : undefined;
  const written =
    format === 'aliyun-cli'
      ? {
          mode: temporary ? 'StsToken' : 'AK',
          access_key_id: accessKeyId,
          access_key_secret: secretText(secret),
          sts_token: temporary ? secretText(token) : undefined,
          expiration: until,
        }
      : {
          Version: 1,
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretText(secret),
          SessionToken: temporary ? secretText(token) : undefined,
          Expiration: until,
        };
  return `${JSON.stringify(written)}\n`;
}
