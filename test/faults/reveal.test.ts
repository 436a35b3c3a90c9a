import { describe, expect, test } from 'vitest';
import { need } from '../support/need';
import { long, sharedFolder } from './support/children';
import { report } from './support/report';
import { telling } from './support/strace';
import { Stage, violationsIn } from './support/trials';

/** The reveal state of one key, as the folder has it. */
const revealOf = (keys: readonly object[], name: string) =>
  (keys as { name: string; reveal: string }[]).find((key) => key.name === name)?.reveal;

/**
 * The child acknowledges `reveal.open` when it has the secret. So whatever is killed where: once that was said, the
 * folder knows that the secret was taken.
 */
describe('F10: an only showing, killed between its mark and its bytes', () => {
  const stage = new Stage(sharedFolder());

  test('is never handed out before the mark is on the disk, and is not lost before its end', async () => {
    need('strace');
    const rehearsal = await stage.rehearse('show');
    expect(rehearsal.states.map(({ keys }) => revealOf(keys, 'Two'))).toEqual(['pending', 'taken', 'displayed']);
    const points = long ? rehearsal.points : telling(rehearsal.points, 8);
    const { trials, aborts } = await stage.try(rehearsal, points, 'signal=KILL');
    const violations = violationsIn('show', trials);
    report({ what: 'killed: show', points: trials.filter(({ ended }) => !ended).length, violations, aborts });
    expect(violations).toEqual([]);
    // Some were killed before the secret was there, and some after it.
    const killedAfter = trials.filter(({ ended }) => !ended).map(({ acknowledged }) => acknowledged);
    expect(killedAfter).toEqual(expect.arrayContaining([0, 1]));
  });
});
