import type { NewKeyDetails } from '../../common/keys/access-key';
import { type ProviderId, providerOf } from '../../common/providers';
import { fakeKey, idOf } from '../support/fake/keys';
import { fakeTicket, textOf } from '../support/fake/sheets';
import { fakePair, fakeTemporary } from '../support/fake-keys';
import { expect, fail, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';

const added = { 'keys.add': () => ({ id: idOf(1), ticket: fakeTicket }) };

/** The labels of the fields to type into, and the names of the choices, in their order on the sheet. */
async function formOf(sheet: AddSheet): Promise<{ fields: string[]; choices: string[] }> {
  const inputs = sheet.dialog.locator('input:not([type="file"]):not([type="radio"]), textarea');
  const fields = await inputs.evaluateAll((all) =>
    all.map((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '?'),
  );
  return { fields, choices: await sheet.dialog.locator('fieldset > legend').allTextContents() };
}

const dates = ['Created at the provider', 'Last used at the provider', 'Never used, as the console says'];

test.describe('each addition method has its own fields and no others', () => {
  test('Alibaba Cloud', async ({ open }) => {
    const sheet = new AddSheet((await open('add')).page);
    await sheet.choose('alibaba');
    await sheet.chooseOption('RAM user');
    const pair = ['AccessKey ID', 'AccessKey Secret'];
    expect(await formOf(sheet)).toEqual({
      fields: ['Name', 'Description', 'Account ID', 'Sub-Username', ...pair, ...dates],
      choices: ['Addition Method', 'Identity', 'Credential'],
    });
    await sheet.chooseOption('Alibaba Cloud account');
    expect((await formOf(sheet)).fields).toEqual(['Name', 'Description', 'Account ID', ...pair, ...dates]);
    await expect(sheet.page.getByText('has full privileges over everything in it')).toBeVisible();
    // A temporary key is one of a role, and a role has no other.
    await sheet.chooseOption('Temporary');
    await expect(sheet.option('RAM role')).toBeChecked();
    await expect(sheet.option('Long-term')).toBeDisabled();
    const role = ['Name', 'Description', 'Account ID', 'Role Name', ...pair];
    expect((await formOf(sheet)).fields).toEqual([...role, 'Security Token', 'Expires', ...dates]);
  });

  test('Private Alibaba Cloud', async ({ open }) => {
    const sheet = new AddSheet((await open('add')).page);
    await sheet.choose('private-alibaba');
    await sheet.chooseOption('AliyunEBS');
    const rest = ['Account ID', 'Sub-Username', 'AccessKey ID', 'AccessKey Secret', ...dates];
    expect(await formOf(sheet)).toEqual({
      fields: ['Name', 'Description', 'Endpoint', ...rest],
      choices: ['Addition Method', 'Type', 'Identity'],
    });
    await sheet.chooseOption('AliyunNAS');
    expect((await formOf(sheet)).fields).toEqual(['Name', 'Description', ...rest]);
  });

  test('Huawei Cloud', async ({ open }) => {
    const sheet = new AddSheet((await open('add')).page);
    await sheet.choose('huawei');
    const first = ['Name', 'Description', 'Domain / Account', 'IAM User', 'Access Key ID', 'Secret Access Key'];
    expect(await formOf(sheet)).toEqual({
      fields: [...first, ...dates],
      choices: ['Addition Method', 'Identity', 'Credential'],
    });
    await sheet.chooseOption('Temporary');
    expect((await formOf(sheet)).fields).toEqual([...first, 'Security Token', 'Expires', ...dates]);
  });

  test('Ping An Cloud', async ({ open }) => {
    const sheet = new AddSheet((await open('add')).page);
    await sheet.choose('pingan');
    const pair = ['Access Key ID', 'Secret Access Key'];
    expect(await formOf(sheet)).toEqual({
      fields: ['Name', 'Description', 'Master Account', 'Subaccount Name', ...pair, ...dates],
      choices: ['Addition Method', 'Identity'],
    });
    await sheet.chooseOption('Master account');
    expect((await formOf(sheet)).fields).toEqual(['Name', 'Description', 'Master Account', ...pair, ...dates]);
    await expect(sheet.page.getByText('has full privileges over everything in it')).toBeVisible();
  });
});

interface Variant {
  provider: ProviderId;
  options: readonly string[];
  /** What is typed, by its label; the basic properties have the same titles. */
  fields: Readonly<Record<string, string>>;
  /** The same as the vault gets it; what is left out is empty. */
  details: Partial<NewKeyDetails> & { identityKind: string };
  properties: Readonly<Record<string, string | RegExp>>;
}

const end = '2099-05-06T07:08';

const variants: readonly Variant[] = [
  {
    provider: 'alibaba',
    options: ['RAM user'],
    fields: { Description: 'Uploads the releases', 'Account ID': '1234567890123456', 'Sub-Username': 'deploy-bot' },
    details: {
      identityKind: 'ram-user',
      description: 'Uploads the releases',
      accountId: '1234567890123456',
      identityName: 'deploy-bot',
    },
    properties: { Identity: 'RAM user', Credential: 'Long-term' },
  },
  {
    provider: 'alibaba',
    options: ['Alibaba Cloud account'],
    fields: { 'Account ID': '1234567890123457' },
    details: { identityKind: 'alibaba-account', accountId: '1234567890123457' },
    properties: { Identity: 'Alibaba Cloud account', Description: 'None' },
  },
  {
    provider: 'private-alibaba',
    options: ['AliyunEBS', 'RAM user'],
    fields: { Endpoint: 'https://ebs.example.internal:8443', 'Account ID': '77', 'Sub-Username': 'storage-admin' },
    details: {
      identityKind: 'ram-user',
      keyType: 'AliyunEBS',
      endpoint: 'https://ebs.example.internal:8443',
      accountId: '77',
      identityName: 'storage-admin',
    },
    properties: { Type: 'AliyunEBS', Identity: 'RAM user' },
  },
  {
    provider: 'private-alibaba',
    options: ['AliyunNAS', 'Alibaba Cloud account'],
    fields: { 'Account ID': '78' },
    details: { identityKind: 'alibaba-account', keyType: 'AliyunNAS', accountId: '78' },
    properties: { Type: 'AliyunNAS', Identity: 'Alibaba Cloud account' },
  },
  {
    provider: 'huawei',
    options: ['IAM user'],
    fields: { 'Domain / Account': 'hw-example', 'IAM User': 'ops-reader' },
    details: { identityKind: 'iam-user', accountId: 'hw-example', identityName: 'ops-reader' },
    properties: { Identity: 'IAM user', Credential: 'Long-term' },
  },
  {
    provider: 'huawei',
    options: ['Huawei Cloud account'],
    fields: { 'Domain / Account': 'hw-example' },
    details: { identityKind: 'huawei-account', accountId: 'hw-example' },
    properties: { Identity: 'Huawei Cloud account' },
  },
  {
    provider: 'huawei',
    options: ['Temporary'],
    fields: {},
    details: { identityKind: 'iam-user', credential: 'temporary', expiresAt: new Date(end).getTime() },
    properties: { Credential: 'Temporary', Expires: /^May 6, 2099, 7:08\sAM/ },
  },
  {
    provider: 'huawei',
    options: ['Federated user'],
    fields: { 'Domain / Account': 'hw-example', 'Federated User': 'sso-analyst' },
    details: {
      identityKind: 'federated-user',
      credential: 'temporary',
      accountId: 'hw-example',
      identityName: 'sso-analyst',
      expiresAt: new Date(end).getTime(),
    },
    properties: { Identity: 'Federated user', Credential: 'Temporary' },
  },
  {
    provider: 'pingan',
    options: ['Subaccount'],
    fields: { 'Master Account': 'pa-example', 'Subaccount Name': 'ci-runner' },
    details: { identityKind: 'subaccount', accountId: 'pa-example', identityName: 'ci-runner' },
    properties: { Identity: 'Subaccount' },
  },
  {
    provider: 'pingan',
    options: ['Master account'],
    fields: { 'Master Account': 'pa-example' },
    details: { identityKind: 'master-account', accountId: 'pa-example' },
    properties: { Identity: 'Master account' },
  },
];

const detailsOf = ({ provider, details }: Variant) => ({
  description: '',
  accountId: '',
  identityName: '',
  endpoint: '',
  keyType: '',
  credential: 'long-term' as const,
  expiresAt: null,
  provider,
  ...details,
});

for (const variant of variants) {
  const { provider, options, fields, properties } = variant;
  const method = providerOf(provider).name.en;

  test(`a key of ${method}, ${options.join(', ')}, is handed over as it was typed`, async ({ open }) => {
    const view = await open('add', { answers: added });
    const sheet = new AddSheet(view.page);
    await sheet.choose(provider);
    for (const option of options) await sheet.chooseOption(option);
    const temporary = variant.details.credential === 'temporary';
    const { token, ...pair } = temporary ? fakeTemporary() : { ...fakePair(provider), token: '' };
    await sheet.fill({ Name: 'Release', ...fields });
    if (temporary) await sheet.fill({ 'Security Token': token, Expires: end });
    await sheet.fillPair(provider, pair);
    await sheet.submit();
    const { key, secrets, password } = await view.called('keys.add');
    const dates = { providerCreatedAt: null, providerUsedAt: null };
    expect(key).toEqual({ ...detailsOf(variant), name: 'Release', accessKeyId: pair.accessKeyId, dates });
    expect([textOf(secrets.secret), textOf(secrets.token), password]).toEqual([pair.secret, token, null]);
    // The ticket opens the reveal sheet.
    expect(await view.called('window.finish')).toEqual({ ticket: fakeTicket });
  });

  test(`a key of ${method}, ${options.join(', ')}, has its own properties`, async ({ open }) => {
    const key = fakeKey({ ...detailsOf(variant), name: 'Release' });
    const main = new MainView((await open('main-view', { keys: [key] })).page);
    await main.select('Release');
    await expect(main.provider).toHaveText(method);
    for (const [title, value] of Object.entries({ ...fields, ...properties })) {
      await expect(main.property(title)).toHaveText(value);
    }
    await expect(main.detail).toContainText(key.accessKeyId);
    await expect(main.cell('Release', 'status')).toHaveText('Enabled');
    await expect(main.cell('Release', 'default')).toHaveText('No');
    await expect(main.cell('Release', 'age')).toHaveText(variant.details.expiresAt ? /days left/ : 'Today');
  });
}

test('account and user that were left empty are filled in later by Edit', async ({ open }) => {
  const { page } = await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'Nobody’s' })] });
  const main = new MainView(page);
  await main.select('Nobody’s');
  await expect(main.property('Account ID')).toContainText('Not recorded');
  await expect(main.property('Sub-Username')).toContainText('Not recorded');
  await main.action('Edit AccessKey').click();
  await main.dialog.getByLabel('Account ID').fill('1234567890123456');
  await main.dialog.getByLabel('Sub-Username').fill('later');
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.property('Account ID')).toHaveText('1234567890123456');
  await expect(main.property('Sub-Username')).toHaveText('later');
});

test('a shape that looks wrong is a warning and no refusal', async ({ open }) => {
  const view = await open('add', { answers: added });
  const sheet = new AddSheet(view.page);
  await sheet.choose('alibaba');
  await sheet.fill({ Name: 'Odd', 'Account ID': '12' });
  await sheet.fillPair('alibaba', { accessKeyId: 'ODDFAKE', secret: 'FAKE-but-odd' });
  for (const usual of [
    'A usual AccessKey ID has LTAI followed by 20 (older: 12) letters or digits. Check it; you can still save it.',
    'A usual AccessKey Secret has 30 letters or digits. Check it; you can still save it.',
    'A usual Account ID has 16 digits. Check it; you can still save it.',
  ]) {
    await expect(sheet.page.getByText(usual)).toBeVisible();
  }
  await expect(sheet.field('AccessKey ID')).not.toHaveAttribute('aria-invalid');
  await sheet.submit();
  const { key, secrets } = await view.called('keys.add');
  expect([key.accessKeyId, key.accountId, textOf(secrets.secret)]).toEqual(['ODDFAKE', '12', 'FAKE-but-odd']);
});

test('a missing name, AccessKey ID or secret keeps the key from being saved', async ({ open }) => {
  const view = await open('add', { answers: added });
  const sheet = new AddSheet(view.page);
  await sheet.choose('alibaba');
  await sheet.submit();
  for (const label of ['Name', 'AccessKey ID', 'AccessKey Secret']) {
    await expect(sheet.page.getByText(`${label} is required.`)).toBeVisible();
    await expect(sheet.field(label)).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(sheet.field('Name')).toBeFocused();

  await sheet.fill({ Name: 'Completed' });
  await sheet.fillPair('alibaba', { ...fakePair('alibaba'), accessKeyId: '' });
  await sheet.submit();
  await expect(sheet.field('AccessKey ID')).toBeFocused();
  expect(view.calls('keys.add')).toEqual([]);
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  await expect(sheet.page.getByText('is required.')).toHaveCount(0);
  await sheet.submit();
  expect((await view.called('keys.add')).key.name).toBe('Completed');
});

test('an AccessKey ID that is there already is said with the name of its key, and refused', async ({ open }) => {
  const { accessKeyId, secret } = fakePair('pingan');
  const view = await open('add', {
    answers: { 'keys.holderOf': (asked) => (asked.accessKeyId === accessKeyId ? 'The first one' : null) },
  });
  const sheet = new AddSheet(view.page);
  await sheet.choose('pingan');
  await sheet.fill({ Name: 'A second one' });
  await sheet.fillPair('pingan', { accessKeyId, secret });
  const words = sheet.page.getByText('This AccessKey ID is already in the vault, under the name “The first one”.');
  await expect(words).toBeVisible();
  await sheet.submit();
  await expect(sheet.field('Access Key ID')).toBeFocused();
  await expect(words).toBeVisible();
  expect(view.calls('keys.add')).toEqual([]);
});

test('an AccessKey ID that a deleted key has is said, with where that key is, and can be added all the same', async ({
  open,
}) => {
  const { accessKeyId, secret } = fakePair('pingan');
  const view = await open('add', {
    answers: {
      ...added,
      'bin.holderOf': (asked) => (asked.accessKeyId === accessKeyId ? { name: 'The old one', deletedAt: 1 } : null),
    },
  });
  const sheet = new AddSheet(view.page);
  await sheet.choose('pingan');
  await sheet.fill({ Name: 'A second one' });
  await sheet.fillPair('pingan', { accessKeyId, secret });
  await expect(sheet.page.getByText('“The old one” in the recycle bin has the same.')).toBeVisible();
  await sheet.submit();
  expect((await view.called('keys.add')).key.name).toBe('A second one');
});

test('the same where only the vault notices, as it is saved', async ({ open }) => {
  const view = await open('add', {
    answers: { 'keys.add': () => fail('access-key-id-taken', { name: 'The first one' }) },
  });
  const sheet = new AddSheet(view.page);
  await sheet.choose('pingan');
  await sheet.fill({ Name: 'A second one' });
  await sheet.fillPair('pingan', fakePair('pingan'));
  await sheet.submit();
  await expect(
    sheet.page.getByText('This AccessKey ID is already in the vault, under the name “The first one”.'),
  ).toBeVisible();
  await expect(sheet.field('Access Key ID')).toBeFocused();
  expect(view.calls('window.finish')).toEqual([]);
});

for (const leave of ['Escape', 'Cancel']) {
  test(`${leave} leaves the sheet after a question, and nothing is added`, async ({ open }) => {
    const view = await open('add');
    const sheet = new AddSheet(view.page);
    await sheet.fill({ Name: 'Given up' });
    await sheet.fillPair('alibaba', fakePair('alibaba'));
    const question = sheet.page.getByRole('alertdialog', { name: 'Close without saving the secret?' });
    const asks = async () => {
      if (leave === 'Cancel') await sheet.cancel();
      else await sheet.page.keyboard.press('Escape');
      await expect(question).toBeVisible();
    };
    // The safe answer has the focus, and keeps what was typed.
    await asks();
    await sheet.page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(sheet.field('Name')).toHaveValue('Given up');
    expect(view.calls('window.finish')).toEqual([]);
    await asks();
    await question.getByRole('button', { name: 'Close Anyway' }).click();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
    expect(view.calls('keys.add')).toEqual([]);
  });
}

test('the sheet is asked for with the provider that the person looks at, and begins with it', async ({ open }) => {
  const list = await open('main-view', { keys: [] });
  const main = new MainView(list.page);
  await main.chooseProvider('Huawei Cloud');
  await main.openAdd();
  expect(await list.called('window.openSheet')).toEqual({ sheet: 'add', provider: 'huawei' });
  await main.chooseProvider('All keys');
  await main.openAdd();
  expect(await list.called('window.openSheet', 2)).toEqual({ sheet: 'add', provider: null });

  const sheet = new AddSheet(
    (await open('add', { context: { provider: 'huawei', holder: null, rotation: null, draft: null } })).page,
  );
  await expect(sheet.option('Huawei Cloud')).toBeChecked();
});
