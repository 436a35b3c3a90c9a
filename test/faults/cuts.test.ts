import { describe, expect, test } from 'vitest';
import { need } from '../support/need';
import { type ActName, actNames, shortActNames } from './child/acts';
import { long, sharedFolder } from './support/children';
import { countedBy, report } from './support/report';
import { type Fault, telling } from './support/strace';
import { type Rehearsal, Stage, violationsIn } from './support/trials';

/**
 * Tests each system call of each act that touches the vault's folder, as the last one of the process or as one that
 * fails. The long run (`npm run test:long`) tests all of them. The short run tests those around which a step counts:
 * the sync before a file is put in place, that step itself, what comes after it, and the end of a transaction.
 */

/** What a person may be told of a failing disk. Never `internal`: that is a defect of Keyfold. */
const clear = ['disk-full', 'io', 'vault-damaged', 'backup-failed', 'import-partly'];

describe('at every system call', () => {
  const work = sharedFolder();
  const rehearsals = new Map<ActName, Promise<Rehearsal>>();
  const stage = new Stage(work);

  /** Done once for all faults. */
  const rehearsed = (act: ActName): Promise<Rehearsal> => {
    const known = rehearsals.get(act) ?? stage.rehearse(act);
    rehearsals.set(act, known);
    return known;
  };
  const chosen = long ? actNames : shortActNames;

  // Whatever is cut where, the vault opens with one of its passwords, has every change that was acknowledged and no half one.
  test.each(chosen)('killed while it does this: %s', async (act) => {
    need('strace');
    const rehearsal = await rehearsed(act);
    const { trials, aborts } = await stage.try(rehearsal, telling(rehearsal.points, 4), 'signal=KILL');
    const violations = violationsIn(act, trials);
    const struck = trials.filter(({ ended }) => !ended).length;
    report({ what: `killed: ${act}`, points: struck, violations, aborts });
    expect(violations).toEqual([]);
    // A fault that hits nothing would prove nothing.
    expect(struck).toBeGreaterThan(trials.length / 2);
  });

  // What is told says so, nothing is lost, and the same process goes on: the same act, done again, works.
  const failing: [Fault, ActName][] = long
    ? chosen.flatMap((act) => [['error=ENOSPC', act] as [Fault, ActName], ['error=EIO', act] as [Fault, ActName]])
    : [
        ['error=ENOSPC', 'create'],
        ['error=EIO', 'add'],
      ];
  test.each(failing)('%s while it does this: %s', async (fault, act) => {
    need('strace');
    const rehearsal = await rehearsed(act);
    const { trials, aborts } = await stage.try(rehearsal, telling(rehearsal.points, 3), fault);
    const refusals = trials.flatMap((trial) => trial.refusals);
    const unclear = trials
      .filter((trial) => trial.refusals.some((code) => !clear.includes(code)))
      .map(({ point, refusals: told }) => `${act}, ${fault} at ${point.syscall} ${point.n}: told ${told.join()}`);
    const violations = [...violationsIn(act, trials), ...unclear];
    const inSpite = trials.filter((trial) => trial.inSpite).map(() => 'refused and done all the same');
    const outcomes = countedBy([...refusals, ...inSpite]);
    report({ what: `${fault}: ${act}`, points: trials.length, violations, aborts, outcomes });
    expect(violations).toEqual([]);
  });
});
