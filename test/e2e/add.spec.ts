import { addKey, typeKey } from '../support/acts';
import { fakePair, fakeTemporary, uniqueName } from '../support/fake-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import type { AddSheet } from '../support/views/add';

const shared = sharedKeyfold();

/** The labels of the fields to type into, and the names of the choices, in their order on the sheet. */
async function formOf(sheet: AddSheet): Promise<{ fields: string[]; choices: string[] }> {
  const inputs = sheet.dialog.locator('input:not([type="file"]):not([type="radio"]), textarea');
  const fields = await inputs.evaluateAll((all) =>
    all.map((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '?'),
  );
  return { fields, choices: await sheet.dialog.locator('fieldset > legend').allTextContents() };
}

test.describe('each addition method has its own fields and no others', () => {
  test('Alibaba Cloud', async () => {
    const sheet = await shared().openAdd();
    await sheet.choose('alibaba');
    await sheet.chooseOption('RAM user');
    const pair = ['AccessKey ID', 'AccessKey Secret'];
    expect(await formOf(sheet)).toEqual({
      fields: ['Name', 'Description', 'Account ID', 'Sub-Username', ...pair],
      choices: ['Addition Method', 'Identity'],
    });
    await sheet.chooseOption('Alibaba Cloud account');
    expect((await formOf(sheet)).fields).toEqual(['Name', 'Description', 'Account ID', ...pair]);
    await expect(sheet.page.getByText('has full privileges over everything in it')).toBeVisible();
    await sheet.cancel();
  });

  test('Private Alibaba Cloud', async () => {
    const sheet = await shared().openAdd();
    await sheet.choose('private-alibaba');
    await sheet.chooseOption('AliyunEBS');
    const rest = ['Account ID', 'Sub-Username', 'AccessKey ID', 'AccessKey Secret'];
    expect(await formOf(sheet)).toEqual({
      fields: ['Name', 'Description', 'Endpoint', ...rest],
      choices: ['Addition Method', 'Type', 'Identity'],
    });
    await sheet.chooseOption('AliyunNAS');
    expect((await formOf(sheet)).fields).toEqual(['Name', 'Description', ...rest]);
    await sheet.cancel();
  });

  test('Huawei Cloud', async () => {
    const sheet = await shared().openAdd();
    await sheet.choose('huawei');
    const first = ['Name', 'Description', 'Domain / Account', 'IAM User', 'Access Key ID', 'Secret Access Key'];
    expect(await formOf(sheet)).toEqual({ fields: first, choices: ['Addition Method', 'Identity', 'Credential'] });
    await sheet.chooseOption('Temporary');
    expect((await formOf(sheet)).fields).toEqual([...first, 'Security Token', 'Expires']);
    await sheet.cancel();
  });

  test('Ping An Cloud', async () => {
    const sheet = await shared().openAdd();
    await sheet.choose('pingan');
    const pair = ['Access Key ID', 'Secret Access Key'];
    expect(await formOf(sheet)).toEqual({
      fields: ['Name', 'Description', 'Master Account', 'Subaccount Name', ...pair],
      choices: ['Addition Method', 'Identity'],
    });
    await sheet.chooseOption('Master account');
    expect((await formOf(sheet)).fields).toEqual(['Name', 'Description', 'Master Account', ...pair]);
    await sheet.cancel();
  });
});

const variants = [
  {
    profile: 'alibaba',
    method: 'Alibaba Cloud',
    options: ['RAM user'],
    fields: { Description: 'Uploads the releases', 'Account ID': '1234567890123456', 'Sub-Username': 'deploy-bot' },
    properties: { Identity: 'RAM user', Credential: 'Long-term' },
  },
  {
    profile: 'alibaba',
    method: 'Alibaba Cloud',
    options: ['Alibaba Cloud account'],
    fields: { 'Account ID': '1234567890123457' },
    properties: { Identity: 'Alibaba Cloud account', Description: 'None' },
  },
  {
    profile: 'private-alibaba',
    method: 'Private Alibaba Cloud',
    options: ['AliyunEBS', 'RAM user'],
    fields: { Endpoint: 'https://ebs.example.internal:8443', 'Account ID': '77', 'Sub-Username': 'storage-admin' },
    properties: { Type: 'AliyunEBS', Identity: 'RAM user' },
  },
  {
    profile: 'private-alibaba',
    method: 'Private Alibaba Cloud',
    options: ['AliyunNAS', 'Alibaba Cloud account'],
    fields: { 'Account ID': '78' },
    properties: { Type: 'AliyunNAS', Identity: 'Alibaba Cloud account' },
  },
  {
    profile: 'huawei',
    method: 'Huawei Cloud',
    options: ['IAM user'],
    fields: { 'Domain / Account': 'hw-example', 'IAM User': 'ops-reader' },
    properties: { Identity: 'IAM user', Credential: 'Long-term' },
  },
  {
    profile: 'huawei',
    method: 'Huawei Cloud',
    options: ['Huawei Cloud account'],
    fields: { 'Domain / Account': 'hw-example' },
    properties: { Identity: 'Huawei Cloud account' },
  },
  {
    profile: 'pingan',
    method: 'Ping An Cloud',
    options: ['Subaccount'],
    fields: { 'Master Account': 'pa-example', 'Subaccount Name': 'ci-runner' },
    properties: { Identity: 'Subaccount' },
  },
  {
    profile: 'pingan',
    method: 'Ping An Cloud',
    options: ['Master account'],
    fields: { 'Master Account': 'pa-example' },
    properties: { Identity: 'Master account' },
  },
] as const;

test.describe('each kind of key is stored as it was typed', () => {
  const stored: {
    name: string;
    accessKeyId: string;
    age: string | RegExp;
    expected: Record<string, string | RegExp>;
  }[] = [];

  for (const { profile, method, options, fields, properties } of variants) {
    test(`of ${method}, ${options.join(', ')}`, async () => {
      const { name, accessKeyId } = await addKey(shared(), profile, { options, fields });
      stored.push({
        name,
        accessKeyId,
        age: 'Today',
        expected: { 'Addition Method': method, ...fields, ...properties },
      });
    });
  }

  test('of Huawei Cloud, temporary, with its token and its end', async () => {
    const { token, ...pair } = fakeTemporary();
    const { key, reveal } = await typeKey(shared(), 'huawei', {
      pair,
      options: ['Temporary'],
      fields: { 'Security Token': token, Expires: '2099-05-06T07:08' },
    });
    await expect(reveal.page.getByText(token)).toBeVisible();
    await reveal.close();
    stored.push({ ...key, age: /days left/, expected: { Credential: 'Temporary', Expires: /^May 6, 2099, 7:08\sAM/ } });
  });

  test('and stands so in the file', async () => {
    expect(stored).toHaveLength(variants.length + 1);
    const keyfold = shared();
    // From the file, not from what the view still knows.
    await keyfold.lock();
    const main = await keyfold.unlock();
    for (const { name, accessKeyId, age, expected } of stored) {
      await main.select(name);
      for (const [title, value] of Object.entries(expected)) await expect(main.property(title)).toHaveText(value);
      await expect(main.detail).toContainText(accessKeyId);
      await expect(main.cell(name, 'status')).toHaveText('Enabled');
      await expect(main.cell(name, 'default')).toHaveText('No');
      await expect(main.cell(name, 'age')).toHaveText(age);
    }
  });
});

test('account and user may be left empty and filled in later by Edit', async () => {
  const keyfold = shared();
  const key = await addKey(keyfold, 'alibaba');
  const main = await keyfold.main();
  await main.select(key.name);
  await expect(main.property('Account ID')).toContainText('Not recorded');
  await expect(main.property('Sub-Username')).toContainText('Not recorded');
  await main.action('Edit AccessKey').click();
  await main.dialog.getByLabel('Account ID').fill('1234567890123456');
  await main.dialog.getByLabel('Sub-Username').fill('later');
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.property('Account ID')).toHaveText('1234567890123456');
  await expect(main.property('Sub-Username')).toHaveText('later');
});

test.describe('fields are checked while one types', () => {
  test('a shape that looks wrong is a warning and no refusal', async () => {
    const keyfold = shared();
    const sheet = await keyfold.openAdd();
    await sheet.choose('alibaba');
    const odd = { accessKeyId: uniqueName('ODD').replaceAll(' ', ''), secret: 'FAKE-but-odd' };
    await sheet.fill({ Name: odd.accessKeyId, 'Account ID': '12' });
    await sheet.fillPair('alibaba', odd);
    for (const usual of [
      'A usual AccessKey ID has LTAI followed by 20 (older: 12) letters or digits. Check it; you can still save it.',
      'A usual AccessKey Secret has 30 letters or digits. Check it; you can still save it.',
      'A usual Account ID has 16 digits. Check it; you can still save it.',
    ]) {
      await expect(sheet.page.getByText(usual)).toBeVisible();
    }
    await expect(sheet.field('AccessKey ID')).not.toHaveAttribute('aria-invalid');
    await sheet.submit();
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(odd.secret)).toBeVisible();
    await reveal.close();
  });

  test('a missing name, AccessKey ID or secret keeps the key from being saved', async () => {
    const keyfold = shared();
    const sheet = await keyfold.openAdd();
    await sheet.choose('alibaba');
    await sheet.submit();
    for (const label of ['Name', 'AccessKey ID', 'AccessKey Secret']) {
      await expect(sheet.page.getByText(`${label} is required.`)).toBeVisible();
      await expect(sheet.field(label)).toHaveAttribute('aria-invalid', 'true');
    }
    await expect(sheet.field('Name')).toBeFocused();

    const name = uniqueName('Completed');
    await sheet.fill({ Name: name });
    await sheet.fillPair('alibaba', { ...fakePair('alibaba'), accessKeyId: '' });
    await sheet.submit();
    await expect(sheet.field('AccessKey ID')).toBeFocused();
    await sheet.fillPair('alibaba', fakePair('alibaba'));
    await expect(sheet.page.getByText('is required.')).toHaveCount(0);
    await sheet.submit();
    await (await keyfold.reveal()).close();
    await expect((await keyfold.main()).row(name)).toBeVisible();
  });

  test('an AccessKey ID that is there already is said with the name of its key, and refused', async () => {
    const keyfold = shared();
    const first = await addKey(keyfold, 'pingan');
    const before = await (await keyfold.main()).count.textContent();
    const sheet = await keyfold.openAdd();
    await sheet.choose('pingan');
    await sheet.fill({ Name: 'A second one' });
    await sheet.fillPair('pingan', { ...fakePair('pingan'), accessKeyId: first.accessKeyId });
    const words = sheet.page.getByText(`This AccessKey ID is already in the vault, under the name “${first.name}”.`);
    await expect(words).toBeVisible();
    await sheet.submit();
    await expect(sheet.field('Access Key ID')).toBeFocused();
    await expect(words).toBeVisible();
    await sheet.cancel();
    await keyfold.gone('add');
    await expect((await keyfold.main()).count).toHaveText(before ?? '');
  });

  test('hidden characters in a name are refused, an emoji and 255 characters are not', async () => {
    const keyfold = shared();
    const sheet = await keyfold.openAdd();
    await sheet.choose('huawei');
    await sheet.fillPair('huawei', fakePair('huawei'));
    await sheet.fill({ Name: 'admin\u202egnp.exe' });
    await sheet.submit();
    await expect(
      sheet.page.getByText('Name has invisible characters (control or text-direction marks).'),
    ).toBeVisible();
    await sheet.fill({ Name: '名'.repeat(10_000) });
    await expect(sheet.page.getByText('Name has more than 255 characters. Shorten it.')).toBeVisible();
    const name = `🔑 👩‍💻 ${'名'.repeat(240)}`;
    await sheet.fill({ Name: name });
    await sheet.submit();
    await (await keyfold.reveal()).close();
    await keyfold.lock();
    const main = await keyfold.unlock();
    await main.select(name);
  });
});

test('Escape and Cancel leave the sheet, and nothing was added', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const before = await main.count.textContent();
  for (const leave of ['Escape', 'Cancel']) {
    const sheet = await keyfold.openAdd();
    await sheet.fill({ Name: 'Given up' });
    await sheet.fillPair('alibaba', fakePair('alibaba'));
    if (leave === 'Cancel') await sheet.cancel();
    else await sheet.page.keyboard.press('Escape').catch(() => null);
    await keyfold.gone('add');
  }
  await expect(main.count).toHaveText(before ?? '');
  await expect(main.row('Given up')).toHaveCount(0);
});

test('the sheet begins with the profile that the person was looking at', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.chooseProfile('Huawei Cloud');
  const sheet = await keyfold.openAdd();
  await expect(sheet.option('Huawei Cloud')).toBeChecked();
  await sheet.cancel();
  await keyfold.gone('add');
  await main.chooseProfile('All keys');
});
