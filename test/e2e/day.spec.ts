import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakePair, masterPassword } from '../support/fake-keys';
import { openFile, saveAs } from '../support/file-dialog';
import { scratchFolder } from '../support/scratch';
import { expect, test } from '../support/test';
import { AuditView } from '../support/views/audit';

/**
 * A day of somebody who looks after the keys of four clouds, in the real window: what is imported from a ledger, found to
 * be due, replaced, given to somebody and brought back, is what the log proves in the end.
 */

const day = 86_400_000;
const account = '1234567890123456';
const due = 20;
const inAll = 200;
const isoDay = (ago: number) => new Date(Date.now() - ago * day).toISOString().slice(0, 10);

interface Line {
  provider: 'alibaba' | 'private-alibaba' | 'huawei' | 'pingan';
  title: string;
  account: string;
  user: string;
  ago: number;
}

/** Fifty keys of each cloud. Twenty of the first are old. */
const lines: readonly Line[] = Array.from({ length: inAll }, (_, at): Line => {
  const turn = Math.floor(at / 4);
  const kinds = [
    { provider: 'alibaba', title: 'Alibaba Cloud', account, user: `service-${turn + 1}` },
    { provider: 'private-alibaba', title: 'Private Alibaba Cloud', account, user: `disk-${turn + 1}` },
    { provider: 'huawei', title: 'Huawei Cloud', account: 'hw-example', user: `reader-${turn + 1}` },
    { provider: 'pingan', title: 'Ping An Cloud', account: 'pa-example', user: `runner-${turn + 1}` },
  ] as const;
  const kind = kinds[at % 4] ?? kinds[0];
  return { ...kind, ago: kind.provider === 'alibaba' && turn < due ? 120 + turn : 10 };
});

const titles = 'Provider,Name,Account,User,Type,AccessKey ID,AccessKey Secret,Created,Last used';
const table = (rows: readonly string[][]) => [titles, ...rows.map((row) => row.join(',')), ''].join('\r\n');
const rowOf = (name: string, { provider, title, user, ago, account: owner }: Line): string[] => {
  const { accessKeyId, secret } = fakePair(provider);
  const type = provider === 'private-alibaba' ? 'AliyunNAS' : '';
  return [
    title,
    name,
    owner,
    user,
    type,
    accessKeyId,
    secret,
    ago === 0 ? '' : isoDay(ago),
    ago === 0 ? '' : isoDay(5),
  ];
};

test('a ledger of 200 keys, twenty rotations, a leak, a hand-over and a deletion that is taken back', async ({
  start,
}) => {
  test.slow();
  const folder = scratchFolder('day');
  const ledger = join(folder, 'ledger.csv');
  writeFileSync(ledger, table(lines.map((line) => rowOf(`Key of ${line.user}`, line))));
  const pairs = join(folder, 'pairs.csv');
  const fresh = lines.filter(({ ago }) => ago > 90).map((line) => ({ ...line, ago: 0 }));
  writeFileSync(pairs, table(fresh.map((line, at) => rowOf(`pair ${at + 1}`, line))));

  const keys = [{ provider: 'pingan', name: 'Kept here', accountId: 'pa-example', identityName: 'kept' }] as const;
  const keyfold = await start({ keys, page: 'overview' });
  const main = await keyfold.main();
  const { page } = main;
  const done = new Map<string, { acts: number; passwords: number }>();
  let part = '';
  const count = (what: 'acts' | 'passwords', number = 1) => {
    const so = done.get(part) ?? { acts: 0, passwords: 0 };
    done.set(part, { ...so, [what]: so[what] + number });
  };
  /** Something that a person does: a click, a choice, a text that is typed. */
  const act = async (doing: Promise<unknown>) => {
    count('acts');
    await doing;
  };
  const press = (name: string | RegExp) => act(page.getByRole('button', { name, exact: true }).first().click());
  const confirm = (name: string | RegExp) => act(main.dialog.getByRole('button', { name, exact: true }).click());
  const verify = async () => {
    const sheet = await keyfold.verify();
    count('acts', 2);
    count('passwords');
    await sheet.submit(masterPassword);
    await keyfold.gone('verify');
  };
  const imported = async (file: string, row: string) => {
    const sheet = await keyfold.import();
    count('acts', 2);
    await openFile(file);
    await expect(sheet.row(row)).toBeVisible();
    await act(sheet.submit());
    await expect(sheet.page.getByRole('button', { name: 'Done' }).last()).toBeVisible();
    await act(sheet.done());
    await keyfold.gone('import');
  };

  part = 'import';
  await act(main.openList());
  await act(main.more('Import…'));
  await imported(ledger, 'Key of service-1');

  part = 'see what is due';
  await act(main.openOverview());
  await expect(main.tile('Overdue')).toHaveAccessibleName(`Overdue ${due}`);
  await act(main.tile('Overdue').click());
  await expect(main.count).toContainText(String(due));

  part = 'rotate twenty';
  const tab = (name: RegExp) => page.getByRole('tab', { name });
  await press('Rotation');
  await press(`Rotate ${due} Due Keys`);
  await expect(tab(/^To do/)).toContainText(String(due));
  await press('Import New Keys…');
  await imported(pairs, 'pair 1');
  await press('Review and Link…');
  await confirm(`Link ${due} Pairs`);
  await expect(tab(/^New key there/)).toContainText(String(due));
  await press('Switch');
  await confirm('Switch');
  await expect(main.dialog).toHaveCount(0);
  await act(tab(/^Switched/).click());
  await press('Disable Old Keys');
  await confirm('Disable Old Keys');
  await expect(main.dialog).toHaveCount(0);
  await act(tab(/^Old key disabled/).click());
  await press('Delete Old Keys');
  await confirm('Delete Old Keys');
  await verify();
  await expect(tab(/^Done/)).toContainText(String(due));

  part = 'mark one leaked';
  await act(main.chooseProvider('Huawei Cloud'));
  await press('Clear All');
  await act(main.search.fill('reader-1'));
  await act(main.select('Key of reader-1'));
  await act(main.action('Mark as Leaked').click());
  await confirm('Mark as Leaked');
  await expect(main.detail).toContainText('This key leaked');
  await expect(main.dialog).toContainText('Replace leaked AccessKey');
  await page.keyboard.press('Escape');
  await expect(main.dialog).toHaveCount(0);

  part = 'hand over two';
  await act(main.chooseProvider('Ping An Cloud'));
  await act(main.search.fill('runner-1'));
  await act(main.select('Key of runner-1'));
  await act(main.row('Key of runner-10').click({ modifiers: ['ControlOrMeta'] }));
  await act(page.getByRole('button', { name: 'Give to…' }).last().click());
  const give = await keyfold.export();
  await act(give.toWhom.fill('Li Wei, OPS-4711'));
  await give.readPassphrase();
  await act(give.written.check());
  count('acts', 2);
  count('passwords');
  await give.submit(masterPassword);
  await saveAs(join(folder, 'for-li-wei.age'));
  await expect(give.page.getByText('2 AccessKeys for Li Wei, OPS-4711 are in for-li-wei.age.')).toBeVisible({
    timeout: 40_000,
  });
  await act(give.done());
  await keyfold.gone('export');

  part = 'delete and restore one';
  await act(main.search.fill('runner-3'));
  await act(main.select('Key of runner-3'));
  await act(main.action('Delete AccessKey').click());
  await act(main.confirmDelete.click());
  await verify();
  await expect(main.row('Key of runner-3')).toHaveCount(0);
  await act(page.getByRole('navigation').getByRole('button', { name: 'Recycle Bin' }).click());
  await act(page.getByRole('row').filter({ hasText: 'Key of runner-3' }).first().click());
  await press('Restore');
  await verify();
  await act(main.chooseProvider('Ping An Cloud'));
  await expect(main.row('Key of runner-3')).toBeVisible();

  part = 'prove from the log';
  const log = await AuditView.open(page);
  count('acts');
  await act(main.search.fill('Li Wei'));
  await expect(log.rows.filter({ hasText: /Key of runner-1\b/ })).toContainText('Li Wei, OPS-4711');
  await expect(log.rows.filter({ hasText: 'Key of runner-10' })).toContainText('Li Wei, OPS-4711');
  await expect(log.rows.filter({ hasText: 'Key of runner-3' })).toHaveCount(0);

  for (const [name, { acts, passwords }] of done) console.log(`${name}: ${acts} acts, ${passwords} passwords`);
  const rotation = done.get('rotate twenty') ?? { acts: 0, passwords: 0 };
  expect(rotation.acts).toBeLessThan(60);
  expect(rotation.passwords).toBeLessThanOrEqual(5);
});
