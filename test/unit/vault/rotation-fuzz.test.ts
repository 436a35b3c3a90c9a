import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BoardPage, RotationCard, RotationStage } from '../../../common/rotation';
import { add, auditOf, createdVault, type TestVault } from './harness';

/**
 * Any acts in any order: each is done to all of its rotations or to none, only moves them along the stages, and leaves
 * a row for each key.
 */

const main = (vault: TestVault) => vault.view('main-view');
const stages: readonly RotationStage[] = ['started', 'added', 'switched', 'disabled', 'finished'];

async function boardOf(vault: TestVault): Promise<Map<string, RotationCard>> {
  const cards = new Map<string, RotationCard>();
  for (const stage of stages) {
    const page = await main(vault).must<BoardPage>('rotation.board', { stage, offset: 0, limit: 100 });
    for (const card of page.rows) cards.set(card.id, card);
  }
  return cards;
}

const acts = ['rotate', 'link', 'switch', 'back', 'cancel', 'enable', 'disable', 'leaked', 'not-leaked'] as const;
type Act = (typeof acts)[number];

/** To which stages each act can lead; an act that isn't here moves none. */
const leads: Readonly<Record<Act, readonly (RotationStage | 'none')[]>> = {
  rotate: ['started'],
  link: ['added'],
  switch: ['switched', 'disabled'],
  back: ['added'],
  cancel: ['none'],
  enable: ['switched'],
  disable: ['disabled'],
  leaked: [],
  'not-leaked': [],
};

test('acts on several rotations are done whole or not at all, and only along the stages', async () => {
  const vault = await createdVault();
  const olds: string[] = [];
  const news: string[] = [];
  for (let at = 0; at < 4; at += 1) {
    const who = { provider: 'huawei', accountId: 'hw-example', identityName: `user-${at}` } as const;
    olds.push((await add(vault, { name: `Old ${at}`, ...who })).id);
    vault.now += 1000;
    news.push((await add(vault, { name: `New ${at}`, ...who })).id);
  }
  const call = (act: Act, chosen: readonly number[], shift: number) => {
    const ids = chosen.map((at) => olds[at] ?? '');
    if (act === 'link') {
      const pairs = chosen.map((at) => ({ oldKey: olds[at] ?? '', newKey: news[(at + shift) % 4] ?? '' }));
      return main(vault).call('rotation.link', { pairs });
    }
    if (act === 'switch') return main(vault).call('rotation.switch', { ids, names: shift === 0 ? 'en' : null });
    if (act === 'back' || act === 'cancel') return main(vault).call(`rotation.${act}`, { ids });
    return main(vault).call('keys.change', { keys: { kind: 'keys', ids }, to: { act } });
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...acts),
      fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0, 0, 0, 1),
      async (act, chosen, shift) => {
        const before = await boardOf(vault);
        const rows = (await auditOf(vault)).total;
        const reply = await call(act, chosen, shift);
        const after = await boardOf(vault);
        const told = (await auditOf(vault, { outcome: 'ok' }, 100)).rows;
        if (!reply.ok) {
          expect(after).toEqual(before);
          return;
        }
        const moved = [...new Set([...before.keys(), ...after.keys()])].filter(
          (id) => before.get(id)?.stage !== after.get(id)?.stage,
        );
        for (const id of moved) expect(leads[act], act).toContain(after.get(id)?.stage ?? 'none');
        // Nobody else's rotation has moved, and each that has moved has its row.
        expect(chosen.map((at) => olds[at])).toEqual(expect.arrayContaining(moved));
        const fresh = told.filter(({ number }) => number > rows);
        for (const id of moved) expect(fresh.map(({ key }) => key?.id)).toContain(id);
        // A stage act moves all that it is for. The others leave out those that are so already.
        if (['link', 'switch', 'back', 'cancel'].includes(act)) expect(moved).toHaveLength(chosen.length);
        for (const { stage, newKey, oldKey } of after.values()) {
          expect(newKey === null).toBe(stage === 'started');
          if (newKey) expect(newKey.identityName).toBe(oldKey?.identityName);
        }
      },
    ),
    { numRuns: 120, seed: 20_260_101 },
  );
});
