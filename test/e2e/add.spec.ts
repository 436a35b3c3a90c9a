import { typeKey } from '../support/acts';
import { fakePair, fakeTemporary, uniqueName } from '../support/fake-keys';
import { dropFile } from '../support/file-drop';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

const held = fakePair('pingan');
const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [{ provider: 'pingan', name: 'The first one', ...held }]),
);

const temporary = fakeTemporary();

/** One key of each provider. Every other kind is tested on the sheet's page. */
const kinds = [
  {
    provider: 'alibaba',
    method: 'Alibaba Cloud',
    options: ['RAM user'],
    pair: fakePair('alibaba'),
    fields: { Description: 'Uploads the releases', 'Account ID': '1234567890123456', 'Sub-Username': 'deploy-bot' },
    properties: { Identity: 'RAM user', Credential: 'Long-term' },
    age: 'Today',
    shown: [],
  },
  {
    provider: 'private-alibaba',
    method: 'Private Alibaba Cloud',
    options: ['AliyunEBS', 'RAM user'],
    pair: fakePair('private-alibaba'),
    fields: { Endpoint: 'https://ebs.example.internal:8443', 'Account ID': '77', 'Sub-Username': 'storage-admin' },
    properties: { Type: 'AliyunEBS', Identity: 'RAM user' },
    age: 'Today',
    shown: [],
  },
  {
    provider: 'huawei',
    method: 'Huawei Cloud',
    options: ['Temporary'],
    pair: { accessKeyId: temporary.accessKeyId, secret: temporary.secret },
    fields: { 'Security Token': temporary.token, Expires: '2099-05-06T07:08' },
    properties: { Credential: 'Temporary', Expires: /^May 6, 2099, 7:08\sAM/ },
    age: /days left/,
    shown: [temporary.token],
  },
  {
    provider: 'pingan',
    method: 'Ping An Cloud',
    options: ['Master account'],
    pair: fakePair('pingan'),
    fields: { 'Master Account': 'pa-example' },
    properties: { Identity: 'Master account' },
    age: 'Today',
    shown: [],
  },
] as const;

test('keys are stored as they were typed, and their secrets are shown after that', async () => {
  const keyfold = shared();
  const stored: { name: string; properties: Record<string, string | RegExp>; kind: (typeof kinds)[number] }[] = [];
  for (const kind of kinds) {
    const { provider, options, pair, fields, shown } = kind;
    const { key, reveal } = await typeKey(keyfold, provider, { options, pair, fields });
    for (const text of [pair.secret, ...shown])
      await expect(reveal.page.getByText(text, { exact: true })).toBeVisible();
    await reveal.close();
    // No property says what the secret parts are.
    const typed = Object.entries(fields).filter(([title]) => title !== 'Security Token' && title !== 'Expires');
    const properties = { ...Object.fromEntries(typed), ...kind.properties };
    stored.push({ name: key.name, properties, kind });
  }
  // This comes from the file, not from what the view still knows.
  await keyfold.lock();
  const main = await keyfold.unlock();
  for (const { name, properties, kind } of stored) {
    await main.select(name);
    await expect(main.provider).toHaveText(kind.method);
    for (const [title, value] of Object.entries(properties)) await expect(main.property(title)).toHaveText(value);
    await expect(main.detail).toContainText(kind.pair.accessKeyId);
    await expect(main.cell(name, 'status')).toHaveText('Enabled');
    await expect(main.cell(name, 'default')).toHaveText('No');
    await expect(main.cell(name, 'age')).toHaveText(kind.age);
  }
});

test('the sheet begins with the provider that was looked at, names the key that has the AccessKey ID, and is left without a key', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const before = await main.count.textContent();
  await main.chooseProvider('Ping An Cloud');
  for (const leave of ['Escape', 'Cancel'] as const) {
    const sheet = await keyfold.openAdd();
    await expect(sheet.option('Ping An Cloud')).toBeChecked();
    await sheet.fill({ Name: 'Given up' });
    await sheet.fillPair('pingan', { ...fakePair('pingan'), accessKeyId: held.accessKeyId });
    const words = sheet.page.getByText('This AccessKey ID is already in the vault, under the name “The first one”.');
    await expect(words).toBeVisible();
    await sheet.submit();
    await expect(sheet.field('Access Key ID')).toBeFocused();
    await sheet.abandon(leave);
    await keyfold.gone('add');
  }
  await main.chooseProvider('All keys');
  await expect(main.count).toHaveText(before ?? '');
  await expect(main.row('Given up')).toHaveCount(0);
});

test('a key of a console’s file that was chosen is saved', async () => {
  const keyfold = shared();
  const { accessKeyId, secret } = fakePair('alibaba');
  const path = keyfold.home.write(
    'AccessKey.csv',
    `\ufeffAccessKey ID,AccessKey Secret\r\n${accessKeyId},${secret}\r\n`,
  );
  const sheet = await keyfold.openAdd();
  const chooser = sheet.page.waitForEvent('filechooser');
  await sheet.page.getByRole('button', { name: 'Choose CSV File' }).click();
  await (await chooser).setFiles(path);
  await expect(sheet.page.getByText('Filled in from AccessKey.csv.')).toBeVisible();
  const name = uniqueName('From a file');
  await sheet.fill({ Name: name });
  await sheet.submit();
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(secret, { exact: true })).toBeVisible();
  await reveal.close();
  const main = await keyfold.main();
  await expect(main.detail).toContainText(accessKeyId);
  await main.closePane();
  await expect(main.cell(name, 'accessKeyId')).toHaveText(accessKeyId);
});

test('a key of a console’s file that was dropped is saved', async () => {
  const keyfold = shared();
  const { accessKeyId, secret } = fakePair('huawei');
  const sheet = await keyfold.openAdd();
  const file = `User Name,Access Key Id,Secret Access Key\nops-reader,${accessKeyId},${secret}\n`;
  await dropFile(sheet.page, 'credentials.csv', Buffer.from(file));
  await expect(sheet.page.getByText('Filled in from credentials.csv.')).toBeVisible();
  const name = uniqueName('Dropped');
  await sheet.fill({ Name: name });
  await sheet.submit();
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(secret, { exact: true })).toBeVisible();
  await reveal.close();
  const main = await keyfold.main();
  await expect(main.detail).toContainText(accessKeyId);
  await main.closePane();
  await expect(main.cell(name, 'accessKeyId')).toHaveText(accessKeyId);
  await expect(main.cell(name, 'user')).toHaveText('ops-reader');
});
