import * as fs from 'node:fs';
import { createInterface } from 'node:readline';
import { type Act, type Acting, type Beginning, idIn, settle } from './act';
import { type ActName, acts } from './acts';
import { prepareFolder } from './begin';
import { createBackupFlipper, createFlipper, type FlipTask } from './flips';
import { inspect } from './inspect';
import { perform, type Said } from './perform';
import { type ChildVault, password, RefusedCall, startChildVault } from './vault';

/**
 * A process that tests kill, starve and misuse. Its first argument says what it does. It writes a line of JSON for each
 * result to the standard output before anything else happens, so that a kill takes back nothing that was said.
 */
const say = (line: unknown) => fs.writeSync(1, `${JSON.stringify(line)}\n`);

/** Answers each line that comes in, one at a time. */
async function answer(act: (task: unknown) => Promise<unknown>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) say(await act(JSON.parse(line)));
}

/** An act's changes in a vault that is open already; answers what came of the last. */
async function doOnce(vault: ChildVault, folder: string, act: Act): Promise<Said> {
  let said: Said = { ended: true };
  const step: Acting['step'] = async (change) => {
    said = await change().then(
      () => ({ acknowledged: 1 }),
      (error: unknown) => ({ refused: error instanceof RefusedCall ? error.error.code : String(error) }),
    );
  };
  await act.run({ folder, vault, patient: vault, step, idOf: (name) => idIn(vault, name) });
  return said;
}

const [command, folder = '', ...rest] = process.argv.slice(2);
switch (command) {
  case 'prepare':
    await prepareFolder(folder, (rest[0] ?? 'keys') as Beginning);
    break;
  case 'act': {
    const [name = '', marker = '', snapshots = '', refused = ''] = rest;
    const act = acts[name as ActName];
    const giveUp = () => {
      say({ gaveUp: true } satisfies Said);
      process.exit(1);
    };
    const vault = startChildVault(folder, { giveUp });
    await perform(act, {
      folder,
      vault,
      say,
      marker,
      ...(snapshots === '' ? {} : { snapshots }),
      ...(refused === '' ? {} : { refused }),
    });
    break;
  }
  case 'hold': {
    const vault = startChildVault(folder);
    await vault.must('unlock', 'session.unlock', password());
    await settle(vault);
    say({ held: true });
    await answer((name) => doOnce(vault, folder, acts[name as ActName]));
    vault.end();
    break;
  }
  case 'inspect':
    await answer((task) => inspect(String(task)));
    break;
  case 'flip': {
    const [work = '', of] = rest;
    const flip = await (of === 'backup' ? createBackupFlipper : createFlipper)(folder, work);
    await answer((task) => flip(task as FlipTask));
    break;
  }
  default:
    throw new Error(`no such command: ${command}`);
}
// Timers of the log and the clock would keep it alive.
process.exit(0);
