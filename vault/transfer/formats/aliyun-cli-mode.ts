import type { SkipReason } from '../../../common/transfer/import';

/** What the mode of a profile of Alibaba Cloud's CLI says about its pair (aliyun-cli, `config/profile.go`). */

// In these modes the CLI gets its keys elsewhere: from the machine's role, another profile, a program, an address. A
// pair that is there all the same is left over from before.
const pairlessModes = [
  'ecsramrole',
  'chainableramrolearn',
  'external',
  'credentialsuri',
  'oidc',
  'rsakeypair',
  'ramrolearnwithecs',
];
// These modes store what a sign-in gave them. It isn't the person's own key, and it ends within hours.
const renewedModes = ['cloudsso', 'oauth'];
// In these modes a token counts; in the others the CLI ignores it. Without a mode, the CLI goes by what is there.
const tokenModes = ['', 'ststoken', 'ramrolearn'];
const pairModes = ['ak', ...tokenModes];

/** Returns whether a word is one of the CLI's modes. */
export const isCliMode = (mode: string): boolean =>
  mode !== '' && [...pairModes, ...pairlessModes, ...renewedModes].includes(mode.toLowerCase());

export interface CliPair {
  accessKeyId: string;
  secret: string;
  token: string;
}

/** Returns the token that counts in this mode, and why the profile gives no key, if it gives none. */
export function cliPair(mode: string, pair: CliPair): { token: string; skip?: SkipReason } {
  const said = mode.toLowerCase();
  const token = tokenModes.includes(said) ? pair.token : '';
  if (pairlessModes.includes(said)) return { token, skip: 'no-pair' };
  if (pair.accessKeyId === '' && pair.secret === '') return { token };
  if (renewedModes.includes(said)) return { token, skip: 'renewed' };
  return said === 'ststoken' && token === '' ? { token, skip: 'incomplete' } : { token };
}
