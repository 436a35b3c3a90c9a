import type { AllowAsk, AskingProcess, GrantRow } from '../../../common/command/allow';
import { fakePair } from '../fake-keys';
import { idOf } from './keys';
import { byOwner } from './sheets';

/** A chain as a terminal has it: git, in a shell, in a terminal's window. */
export const fakeChain: readonly AskingProcess[] = [
  { pid: 1234, name: 'git', path: '/usr/bin/git' },
  { pid: 1200, name: 'zsh', path: '/usr/bin/zsh' },
  { pid: 1100, name: 'kitty', path: '/usr/bin/kitty' },
];

/** A request as the sheet gets it. What is left out is as for `keyfold exec`, typed in a terminal. */
export function fakeAsk(given: Partial<AllowAsk> = {}): AllowAsk {
  return {
    id: idOf(900),
    use: 'exec',
    chain: fakeChain,
    preset: 0,
    commandLine: 'keyfold exec --key deploy -- git push',
    folder: '/home/ada/site',
    key: {
      id: idOf(0),
      name: 'deploy',
      accessKeyId: fakePair('alibaba').accessKeyId,
      provider: 'alibaba',
      master: false,
    },
    sets: ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_IGNORE_PROFILE'],
    removes: ['ALIBABA_CLOUD_SECURITY_TOKEN', 'ALIBABA_CLOUD_PROFILE'],
    requests: 1,
    needs: byOwner,
    lasting: true,
    ...given,
  };
}

/** A grant as the main view gets it. */
export function fakeGrant(given: Partial<GrantRow> = {}): GrantRow {
  const since = Date.now();
  return {
    id: idOf(950),
    use: 'exec',
    key: { id: idOf(0), name: 'deploy' },
    process: { pid: 1200, name: 'zsh', path: '/usr/bin/zsh' },
    since,
    until: since + 900_000,
    uses: 3,
    ...given,
  };
}
