import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passwordBytes } from '../../common/keys/text-bytes';
import { masterPassword } from '../support/fake-keys';
import { Home } from '../support/home';
import { openFolder } from '../support/open-folder';
import { copyVault } from '../support/stored-keys';
import { tamper } from '../support/tamper';
import { expect, test } from '../support/test';

/** The first page of a database of some other application. */
const plaintextDatabase = Buffer.concat([Buffer.from('SQLite format 3\0', 'latin1'), Buffer.alloc(8192 - 16, 1)]);

const databaseDamaged = /The vault’s database .*vault\.db.* is damaged or incomplete\. It was left untouched\./;
const slotsDamaged = /The vault’s key file .*slots\.json.* is damaged or incomplete\. It was left untouched\./;

/** Damages that follow each other are reported in different words, so that the sheet shows which one it found. */
const damages: readonly { what: string; make: (home: Home) => void | Promise<void>; said: RegExp }[] = [
  { what: 'a truncated database', make: ({ database }) => truncateSync(database, 6000), said: databaseDamaged },
  { what: 'a key file that is missing', make: ({ slots }) => rmSync(slots), said: slotsDamaged },
  { what: 'an empty database', make: ({ database }) => truncateSync(database, 0), said: databaseDamaged },
  { what: 'a key file that is cut off', make: ({ slots }) => truncateSync(slots, 200), said: slotsDamaged },
  {
    what: 'a database of random bytes',
    make: ({ database }) => writeFileSync(database, Buffer.alloc(8192, 'not ours')),
    said: databaseDamaged,
  },
  {
    what: 'a key file of a newer version',
    make: ({ slots }) =>
      writeFileSync(slots, JSON.stringify({ ...JSON.parse(readFileSync(slots, 'utf8')), version: 7 })),
    said: /slots\.json.* was written by a newer Keyfold \(format 7; this one reads up to \d+\)\. It was left untouched\./,
  },
  { what: 'a database that is missing', make: ({ database }) => rmSync(database), said: databaseDamaged },
  {
    what: 'a database of another application',
    make: ({ database }) => writeFileSync(database, plaintextDatabase),
    said: /vault\.db.* stands where the vault should be but isn’t a Keyfold vault\. It was left untouched\./,
  },
  {
    what: 'F8: a database with a trigger that swallows deletions',
    make: ({ vault }) =>
      tamper(vault, (database) => {
        database.run('CREATE TRIGGER swallow BEFORE DELETE ON access_key BEGIN SELECT RAISE(IGNORE); END');
      }),
    said: /Another program has changed the vault’s database .*vault\.db.* \(swallow\)\. It was left untouched\./,
  },
  {
    what: 'a database of a newer version',
    make: newerDatabase,
    said: /vault\.db.* was written by a newer Keyfold \(format 99; this one reads up to \d+\)\. It was left untouched\./,
  },
];

async function newerDatabase(home: Home): Promise<void> {
  const { database } = await openFolder(home.vault, passwordBytes(masterPassword));
  database.run('PRAGMA user_version = 99');
  database.close();
}

test('F8: whatever is wrong with the vault is said and left as it is; put right again, it opens', async ({ start }) => {
  // The test checks many facts, and a busy machine needs time for each.
  test.slow();
  const home = new Home();
  const good = join(home.documents, 'good vault');
  await copyVault(good, [{ provider: 'alibaba', name: 'Stored' }]);
  const putBack = () => {
    rmSync(home.vault, { recursive: true, force: true });
    cpSync(good, home.vault, { recursive: true });
  };
  putBack();
  const keyfold = await start({ home });
  const sheet = await keyfold.unlockSheet();
  for (const { what, make, said } of damages) {
    await test.step(what, async () => {
      putBack();
      await make(home);
      const before = home.files(home.vault);
      await sheet.submit(masterPassword);
      await expect(sheet.alert).toHaveText(said);
      expect(home.files(home.vault)).toEqual(before);
    });
  }
  // Nothing is changed when the application ends either, and the next start reports the same.
  const before = home.files(home.vault);
  await keyfold.relaunch();
  const next = await keyfold.unlockSheet();
  await next.submit(masterPassword);
  await expect(next.alert).toHaveText(damages.at(-1)?.said ?? '');
  expect(home.files(home.vault)).toEqual(before);

  putBack();
  await expect((await keyfold.unlock()).row('Stored')).toBeVisible();
  await keyfold.quit();
  home.remove();
});
