import * as fs from 'node:fs';
import { fakeKey } from './fake-key';
import { toolFile } from './vault';

/** The file of a tool that acts change. */

const profile = (name: string) => {
  const { key, secrets } = fakeKey(name);
  const secret = Buffer.from(secrets.secret).toString('ascii');
  return { mode: 'AK', access_key_id: key.accessKeyId, access_key_secret: secret };
};

/** One key that the prepared vault has, and one that is none of its business. */
const whole = `${JSON.stringify(
  {
    current: 'mine',
    profiles: [
      { name: 'mine', ...profile('One') },
      { name: 'foreign', ...profile('Foreign') },
    ],
  },
  null,
  '\t',
)}\n`;

export function writeToolFile(folder: string): void {
  fs.writeFileSync(toolFile(folder), whole, { mode: 0o600 });
}

/** The entries of the tool's file, each with the key that it has, secret included; none where there is no such file. */
export function toolEntries(folder: string): string[] {
  if (!fs.existsSync(toolFile(folder))) return [];
  const { profiles } = JSON.parse(fs.readFileSync(toolFile(folder), 'utf8')) as {
    profiles: { name: string; access_key_id?: string; access_key_secret?: string }[];
  };
  return profiles.map((one) => `${one.name} ${one.access_key_id ?? 'no'} ${one.access_key_secret ?? 'key'}`);
}

/** Returns whether a key was removed from the file although the original was not kept. */
export function lostFrom(folder: string, originals: readonly Buffer[]): boolean {
  if (!fs.existsSync(toolFile(folder))) return false;
  const { access_key_secret: secret } = profile('One');
  const gone = !fs.readFileSync(toolFile(folder), 'utf8').includes(secret);
  return gone && !originals.some((bytes) => bytes.toString('utf8') === whole);
}
