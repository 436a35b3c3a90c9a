import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AllowAsk, AllowedFor } from '../../../../common/command/allow';
import { type Chain, type Process, startOf } from '../../../../vault/command/peers';
import { nameOfVault } from '../../../../vault/command/place';
import { type Asker, type AskerOptions, ask } from '../../../support/command/asker';
import { until } from '../../../support/until';
import { fakeClock, newFolder, password, startTestVault, type TestOptions, type TestVault } from '../harness';

/** A vault that programs can ask, with a pretended answer to who asks. */

export const processOf = (pid: number, name: string, start = String(pid * 10)): Process => ({
  pid,
  start,
  name,
  path: `/usr/bin/${name}`,
  commandLine: name,
});

/** A terminal that is there: this process, under another name. */
export const kitty: Process = { ...processOf(process.pid, 'kitty'), start: startOf(process.pid) ?? '' };

/** The command ← a shell ← the terminal. */
export const inKitty: Chain = [processOf(900_001, 'keyfold'), processOf(900_002, 'zsh'), kitty];

export interface AskedVault {
  test: TestVault;
  clock: ReturnType<typeof fakeClock>;
  /** The chain of the program that asks next. */
  asker: { chain: Chain };
  path: string;
  ask(args: readonly (string | Uint8Array)[], options?: AskerOptions): Asker;
  /** What the sheet shows once a program waits that `fits`. */
  asked(fits?: (asked: AllowAsk) => boolean): Promise<AllowAsk>;
  allow(asked: AllowAsk, lasts?: AllowedFor, process?: number): Promise<null>;
  /** What main was told, in its order. */
  wanted(): string[];
}

/** Starts a vault process in this folder, locked. */
export async function startAsked(options: TestOptions = {}): Promise<AskedVault> {
  const folder = options.folder ?? newFolder();
  const userData = dirname(folder);
  const clock = fakeClock();
  const asker = { chain: inKitty };
  const command = { program: '/usr/bin/keyfold', userData, language: 'en' as const, version: '9.9.9' };
  const asksWho = async () => asker.chain;
  const test = startTestVault({ clock, environment: {}, command, asksWho, ...options, folder });
  const path = join(userData, 'run', nameOfVault(folder));
  await until('the socket is there', () => existsSync(path) && existsSync(join(userData, 'run', 'default')));
  const sheet = test.view('allow');
  return {
    test,
    clock,
    asker,
    path,
    ask: (args, more) => ask(path, args, more),
    asked: (fits = () => true) =>
      until('a program waits', async () => {
        const found = await sheet.must<AllowAsk | null>('allow.asked');
        return found !== null && fits(found) ? found : null;
      }),
    allow({ id, needs, preset }, lasts = 'once', place = preset) {
      const proof = needs.by === 'none' ? {} : { proof: { method: 'password', ...password() } };
      return sheet.must('allow.allow', { id, lasts, process: place, ...proof });
    },
    wanted: () => test.posted.flatMap((message) => (message.kind === 'asked' ? [message.wanted] : [])),
  };
}

/** The same, made and open. */
export async function openAsked(options: TestOptions = {}): Promise<AskedVault> {
  const vault = await startAsked(options);
  await vault.test.view('create').must('session.create', password());
  await vault.test.view('main-view').must('protection.keychain');
  return vault;
}
