import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { passwordBytes } from '../../common/keys/text-bytes';
import { masterPassword } from '../support/fake-keys';
import { Home } from '../support/home';
import { openFolder } from '../support/open-folder';
import { seedVault } from '../support/seed';
import { expect, test } from '../support/test';

interface Damage {
  what: string;
  /** What makes the good vault in this home a bad one. */
  make: (home: Home) => void | Promise<void>;
  en: RegExp;
  'zh-CN': RegExp;
}

/** A page as a database of some other application begins. */
const plaintextDatabase = Buffer.concat([Buffer.from('SQLite format 3\0', 'latin1'), Buffer.alloc(8192 - 16, 1)]);

const databaseDamaged = {
  en: /The vault’s database .*vault\.db is damaged or incomplete\. It was left untouched\./,
  'zh-CN': /保险库的数据库文件 .*vault\.db 已损坏或不完整，未做任何更改/,
};
const slotsDamaged = {
  en: /The vault’s key file .*slots\.json is damaged or incomplete\. It was left untouched\./,
  'zh-CN': /保险库的密钥文件 .*slots\.json 已损坏或不完整，未做任何更改/,
};
const foreign = {
  en: /vault\.db stands where the vault should be but isn’t a Keyfold vault\. It was left untouched\./,
  'zh-CN': /vault\.db，它不是 Keyfold 的保险库，未做任何更改/,
};

/** No two that are said in the same words follow each other, so that each is told by what it made the sheet say. */
const damages: readonly Damage[] = [
  { what: 'a truncated database', make: ({ database }) => truncateSync(database, 6000), ...databaseDamaged },
  { what: 'a key file that is missing', make: ({ slots }) => rmSync(slots), ...slotsDamaged },
  { what: 'an empty database', make: ({ database }) => truncateSync(database, 0), ...databaseDamaged },
  { what: 'a key file that is cut off', make: ({ slots }) => truncateSync(slots, 200), ...slotsDamaged },
  {
    what: 'a database of random bytes',
    make: ({ database }) => writeFileSync(database, Buffer.alloc(8192, 'not ours')),
    ...databaseDamaged,
  },
  {
    what: 'a key file of a newer version',
    make: ({ slots }) =>
      writeFileSync(slots, JSON.stringify({ ...JSON.parse(readFileSync(slots, 'utf8')), version: 7 })),
    en: /slots\.json was written by a newer Keyfold \(format 7; this one reads up to \d+\)\. It was left untouched\./,
    'zh-CN': /slots\.json 由更新版本的 Keyfold 写入（格式版本 7，当前最高支持 \d+），未做任何更改。/,
  },
  { what: 'a database that is missing', make: ({ database }) => rmSync(database), ...databaseDamaged },
  {
    what: 'a database of another application',
    make: ({ database }) => writeFileSync(database, plaintextDatabase),
    ...foreign,
  },
  {
    what: 'a database of a newer version',
    make: newerDatabase,
    en: /vault\.db was written by a newer Keyfold \(format 99; this one reads up to \d+\)\. It was left untouched\. Install the newer version\./,
    'zh-CN': /vault\.db 由更新版本的 Keyfold 写入（格式版本 99，当前最高支持 \d+），未做任何更改。请安装新版本。/,
  },
];

async function newerDatabase(home: Home): Promise<void> {
  const { database } = await openFolder(home.vault, passwordBytes(masterPassword));
  database.run('PRAGMA user_version = 99');
  database.close();
}

let good: Home;

test.beforeAll(async () => {
  good = new Home();
  await seedVault(good.vault, { keys: 3 });
});

test.afterAll(() => good.remove());

for (const language of ['en', 'zh-CN'] as const) {
  test(`whatever is wrong with the vault is said in ${language}, and left as it is`, async ({ start }) => {
    const home = new Home({ language });
    home.takeVault(good);
    const keyfold = await start({ home });
    const sheet = await keyfold.unlockSheet();
    for (const { what, make, [language]: words } of damages) {
      await test.step(what, async () => {
        rmSync(home.vault, { recursive: true });
        home.takeVault(good);
        await make(home);
        const before = home.files(home.vault);
        await sheet.submit(masterPassword);
        await expect(sheet.alert).toHaveText(words);
        // Never an offer to make a new vault over it.
        const ways =
          /^(Unlock|解锁|Forgot the master password\?|忘记主密码？|Restore from a Backup|从备份恢复|Quit|退出)$/;
        const offered = (await sheet.page.getByRole('button').allTextContents()).filter((text) => text !== '');
        expect(offered.filter((text) => !ways.test(text))).toEqual([]);
        expect(offered.length).toBeGreaterThanOrEqual(2);
        expect(home.files(home.vault)).toEqual(before);
      });
    }
    const before = home.files(home.vault);
    await keyfold.quit();
    expect(home.files(home.vault)).toEqual(before);
    home.remove();
  });
}

test('a vault whose file was put back from a backup opens again', async ({ start }) => {
  const home = new Home();
  home.takeVault(good);
  truncateSync(home.database, 0);
  const keyfold = await start({ home });
  const sheet = await keyfold.unlockSheet();
  await sheet.submit(masterPassword);
  await expect(sheet.alert).toHaveText(databaseDamaged.en);

  writeFileSync(home.database, readFileSync(good.database));
  const main = await keyfold.unlock();
  await expect(main.row('x').or(main.grid)).toBeVisible();
  expect(await main.names()).toHaveLength(3);
  await keyfold.quit();
  home.remove();
});
