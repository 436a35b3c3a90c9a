import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { has } from '../support/systems';
import type { Damage, FlipResult, FlipTask } from './child/flips';
import { inBatch, long, runChild, sample, sharedFolder } from './support/children';
import { countedBy, report } from './support/report';

/**
 * Files of a closed vault, changed behind Keyfold's back. Each change is noticed and named, or does no harm; a wrong
 * secret never comes out, and an opening that fails changes no file.
 */

const pageSize = 4096;

describe('a changed file', () => {
  const work = sharedFolder();
  const vault = join(work, 'vault');
  const older = join(work, 'older');
  const foreign = join(work, 'foreign');
  let lastTry = 0;

  beforeAll(async () => {
    for (const folder of [vault, foreign]) {
      const { code, errors } = await runChild(['prepare', folder]);
      if (code !== 0) throw new Error(errors);
    }
    fs.cpSync(vault, older, { recursive: true });
    const later = await runChild(['act', vault, 'edit', join(work, 'marker')]);
    if (later.code !== 0) throw new Error(later.errors);
  });

  const sizeOf = (file: string) => fs.statSync(join(vault, file)).size;

  async function sweep(what: string, tasks: FlipTask[], of: 'vault' | 'backup' = 'vault') {
    lastTry += 1;
    const { results, aborts } = await inBatch<FlipResult>(['flip', vault, join(work, `try-${lastTry}`), of], tasks);
    const violations = results.flatMap((result, index) =>
      result?.problem === undefined ? [] : [`${JSON.stringify(tasks[index])}: ${result.problem}`],
    );
    const outcomes = countedBy(results.map((result) => result?.outcome ?? 'aborted'));
    report({ what, points: tasks.length, violations, aborts, outcomes });
    expect(violations).toEqual([]);
    // The native module was seen to end the process in about 1 of 30,000 failing openings; more would be news.
    expect(aborts).toBeLessThan(2 + tasks.length / 1000);
    return results;
  }

  const flips = (file: FlipTask['file'], offsets: number[], way: FlipTask['with'], masks = [0x01]): FlipTask[] =>
    offsets.flatMap((flip) => masks.map((mask) => ({ file, damage: { flip, mask }, with: way })));
  const range = (from: number, to: number, step = 1) =>
    Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);

  test('in any byte of the first page of the database is refused', async () => {
    const offsets = sample(range(0, pageSize), 96);
    const results = await sweep(
      'vault.db, first page',
      flips('vault.db', offsets, 'key', long ? [0x01, 0x80] : [0x01]),
    );
    expect(results.filter((result) => result?.outcome === 'harmless')).toEqual([]);
  });

  test('in the rest of the database is refused, or lies where nothing is kept', async () => {
    const offsets = sample(range(pageSize, sizeOf('vault.db'), 5), 100);
    const results = await sweep('vault.db, every fifth byte after it', flips('vault.db', offsets, 'key'));
    expect(results.filter((result) => result?.outcome === 'other')).toEqual([]);
  });

  test('in any byte of the slots is refused, or the password opens the vault all the same', async () => {
    const offsets = sample(range(0, sizeOf('slots.json')), 8);
    const results = await sweep('slots.json, every byte', flips('slots.json', offsets, 'password'));
    expect(results.filter((result) => result?.outcome === 'other')).toEqual([]);
  });

  // What an attacker without the key can do to single pages: each is encrypted and authenticated by itself.
  test('with one page of an older copy is noticed, or says what that page said', async () => {
    const of = join(older, 'vault.db');
    const pages = Math.min(fs.statSync(of).size, sizeOf('vault.db')) / pageSize;
    const tasks = range(0, pages).map((page): FlipTask => ({ file: 'vault.db', damage: { page, of }, with: 'key' }));
    await sweep('vault.db, one page of an older copy', tasks);
  });

  describe('of a backup', () => {
    const backup = () => {
      const name = fs.readdirSync(join(vault, 'backups')).find((one) => one.endsWith('manual')) ?? '';
      return join('backups', name);
    };

    test('is no backup any more: a flipped database is not restored, and the vault stays', async () => {
      const size = sizeOf(join(backup(), 'vault.db'));
      const first = sample(range(0, pageSize), 32);
      const rest = sample(range(pageSize, size, 5), 32);
      const start = await sweep('backup, vault.db, first page', flips('vault.db', first, 'key'), 'backup');
      const end = await sweep('backup, vault.db, every fifth byte after it', flips('vault.db', rest, 'key'), 'backup');
      const outcomes = [...start, ...end].map((result) => result?.outcome ?? 'aborted');
      expect(outcomes.filter((outcome) => !['vault-damaged', 'aborted'].includes(outcome))).toEqual([]);
    });

    test('or its slots open the right keys all the same', async () => {
      const offsets = sample(range(0, sizeOf(join(backup(), 'slots.json'))), 4);
      const results = await sweep('backup, slots.json, every byte', flips('slots.json', offsets, 'password'), 'backup');
      expect(results.filter((result) => result?.outcome === 'other')).toEqual([]);
    });

    test('in another shape is refused as what it is', async () => {
      const shapes = (file: FlipTask['file']): [Damage, string[]][] => [
        [{ cutTo: 0 }, ['vault-damaged']],
        [{ cutTo: Math.floor(sizeOf(join(backup(), file)) / 2) }, ['vault-damaged']],
        [{ becomes: 'link' }, ['backup-gone']],
        [{ becomes: 'folder' }, ['backup-gone']],
        [{ becomes: 'nothing' }, ['backup-gone']],
        [{ copyOf: join(foreign, file) }, ['vault-damaged', 'vault-foreign', 'wrong-password']],
      ];
      const files = ['vault.db', 'slots.json'] as const;
      const cases = files.flatMap((file) => shapes(file).map((shape) => ({ file, shape })));
      const tasks = cases.map(({ file, shape: [damage] }): FlipTask => ({ file, damage, with: 'password' }));
      const results = await sweep('backup, other shapes of both files', tasks, 'backup');
      const wrong = cases.flatMap(({ file, shape: [damage, allowed] }, index) => {
        const outcome = results[index]?.outcome ?? 'aborted';
        return allowed.includes(outcome) ? [] : [`${file}, ${JSON.stringify(damage)}: ${outcome}`];
      });
      expect(wrong).toEqual([]);
    });
  });

  test('cut, longer, empty, exchanged, another or no file at all is named as what it is', async () => {
    const pages = sizeOf('vault.db') / pageSize;
    const shapes = (file: FlipTask['file']): [string, Damage, string[]][] => [
      ['empty', { cutTo: 0 }, ['vault-damaged']],
      ['one byte', { cutTo: 1 }, ['vault-damaged']],
      ['half', { cutTo: Math.floor(sizeOf(file) / 2) }, ['vault-damaged']],
      ['without its last byte', { cutTo: sizeOf(file) - 1 }, ['vault-damaged', 'harmless']],
      ['longer by a byte', { longerBy: 1 }, ['vault-damaged', 'harmless']],
      ['longer by a page', { longerBy: pageSize }, ['vault-damaged', 'harmless']],
      ['a link', { becomes: 'link' }, ['vault-link']],
      ['a pipe', { becomes: 'pipe' }, ['vault-foreign']],
      ['a folder', { becomes: 'folder' }, ['vault-foreign']],
      ['gone', { becomes: 'nothing' }, ['vault-damaged']],
      ['of another vault', { copyOf: join(foreign, file) }, ['vault-damaged', 'vault-foreign', 'wrong-password']],
      ['an older copy', { copyOf: join(older, file) }, ['other', 'harmless', 'vault-damaged']],
    ];
    const swaps = range(1, long ? pages : 3).map((page): [string, Damage, string[]] => [
      `pages ${page - 1} and ${page}`,
      { pages: [page - 1, page] },
      ['vault-damaged'],
    ]);
    // A pipe can't be made everywhere.
    const here = ([name]: [string, Damage, string[]]) => name !== 'a pipe' || has('pipes');
    const cases = [
      ...shapes('vault.db').map((shape) => ({ file: 'vault.db' as const, shape })),
      ...swaps.map((shape) => ({ file: 'vault.db' as const, shape })),
      ...shapes('slots.json').map((shape) => ({ file: 'slots.json' as const, shape })),
    ].filter(({ shape }) => here(shape));
    const results = await sweep(
      'other shapes of both files',
      cases.map(({ file, shape: [, damage] }) => ({ file, damage, with: 'password' })),
    );
    const wrong = cases.flatMap(({ file, shape: [name, , allowed] }, index) => {
      const outcome = results[index]?.outcome ?? 'aborted';
      return allowed.includes(outcome) ? [] : [`${file}, ${name}: ${outcome}`];
    });
    expect(wrong).toEqual([]);
  });
});
