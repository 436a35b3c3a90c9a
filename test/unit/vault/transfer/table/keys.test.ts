import { describe, expect, it } from 'vitest';
import type { ColumnRole } from '../../../../../common/csv/table';
import type { ProviderId } from '../../../../../common/providers';
import { wipeFound } from '../../../../../vault/transfer/found-key';
import { keysFromTable } from '../../../../../vault/transfer/table/keys';
import { noColumns } from '../../../../../vault/transfer/table/mapping';
import { readMoment } from '../../../../../vault/transfer/table/moments';
import { alibaba, awsId, huawei, must, pingan, plain } from './fixtures';

function read(text: string, provider: ProviderId | null = null, mapping?: Partial<Record<ColumnRole, number>>) {
  const { table, outline } = must(text);
  const { keys, problems } = keysFromTable(table, mapping ? { ...noColumns, ...mapping } : outline.mapping, provider);
  return { keys: keys.map(plain), problems };
}

const pair = (one: { accessKeyId: string; secret: string }) => `${one.accessKeyId},${one.secret}`;

describe('a row', () => {
  it('has every field that a column has, untouched but for the blanks around credentials', () => {
    const token = `FAKETOKEN${'x9Y'.repeat(100)}`;
    const temporary = 'HST00000000000000001';
    const text = [
      '名称,云平台,账号,用户名,AK,SK,安全令牌,过期时间,备注',
      `" 部署 ",Huawei-Cloud,hw-example,ops, ${temporary} ,\t${huawei.secret} , ${token} ,2026-03-01T08:00:00Z,"两\n行"`,
    ].join('\n');
    expect(read(text, 'alibaba')).toEqual({
      problems: [],
      keys: [
        {
          place: '2',
          provider: 'huawei',
          name: ' 部署 ',
          description: '两\n行',
          accountId: 'hw-example',
          identityKind: '',
          identityName: 'ops',
          keyType: '',
          endpoint: '',
          credential: 'temporary',
          accessKeyId: temporary,
          expiresAt: Date.UTC(2026, 2, 1, 8),
          secret: huawei.secret,
          token,
        },
      ],
    });
  });

  it('has a type and an endpoint where its provider has types', () => {
    const text =
      'Type,Endpoint,AK,SK\naliyunebs,ebs.example.com,example-id,example-secret\nSSD,,example-id2,example-secret';
    expect(read(text, 'private-alibaba').keys).toMatchObject([
      { keyType: 'AliyunEBS', endpoint: 'ebs.example.com' },
      { keyType: '', endpoint: '' },
    ]);
    expect(read(text, 'pingan').keys).toMatchObject([{ keyType: '' }, { keyType: '' }]);
  });

  it('is of the provider that it names, else of the one that was chosen, else of the one whose shapes it has', () => {
    const text = `Cloud,AK,SK\n阿里,${pair(pingan)}\n,${pair(huawei)}\nALIYUN,${pair(alibaba)}\n,${pair(alibaba)}\n,${pair(pingan)}`;
    const providers = (chosen: ProviderId | null) => read(text, chosen).keys.map(({ provider }) => provider);
    expect(providers('pingan')).toEqual(['alibaba', 'pingan', 'alibaba', 'pingan', 'pingan']);
    expect(providers(null)).toEqual(['alibaba', 'huawei', 'alibaba', 'alibaba', null]);
  });

  it('has no end while it is long-term, and none that can’t be read', () => {
    const text = `AK,SK,Expires\n${pair(alibaba)},2026-03-01\nHST00000000000000001,x,soon`;
    expect(read(text).keys).toMatchObject([
      { credential: 'long-term', expiresAt: null },
      { credential: 'temporary', expiresAt: null, token: null },
    ]);
  });

  it('loses one apostrophe that guards a text, and of a secret only one that guards a live formula', () => {
    const text = "Name,AK,SK\n'=cmd,'=id,'=secret\n''+,'-,'@\n'ops,'a,'b";
    expect(read(text).keys.map(({ name, accessKeyId, secret }) => [name, accessKeyId, secret])).toEqual([
      ['=cmd', '=id', "'=secret"],
      ["'+", '-', '@'],
      ["'ops", "'a", "'b"],
    ]);
  });

  it('of a console’s file has what other columns of it say', () => {
    const text = `备注,AccessKey ID,AccessKey Secret,用户名\n部署,${pair(alibaba)},deploy`;
    expect(must(text).outline.providers).toEqual(['alibaba', 'private-alibaba']);
    expect(read(text).keys).toMatchObject([{ description: '部署', identityName: 'deploy', ...alibaba }]);
  });

  it('is read without any header', () => {
    const text = `ops,${pair(alibaba)}\nci,${pair(huawei)}`;
    expect(read(text).keys).toMatchObject([
      { place: '1', ...alibaba },
      { place: '2', ...huawei },
    ]);
    expect(read('x,example-1,s3cret', 'pingan', { name: 0, accessKeyId: 1, secret: 2 }).keys).toMatchObject([
      { place: '1', name: 'x', accessKeyId: 'example-1', secret: 's3cret' },
    ]);
  });

  it('is a title where only the rows below have numbers', () => {
    const { table } = must('one,two\nexample-1,s3cret');
    const { keys } = keysFromTable(table, { ...noColumns, accessKeyId: 0, secret: 1 }, 'pingan');
    expect(keys.map(plain)).toMatchObject([{ place: '2', accessKeyId: 'example-1', secret: 's3cret' }]);
  });
});

describe('bad rows', () => {
  it('are listed by number, and the others are keys', () => {
    const good = pair(alibaba);
    const text = [
      'Cloud,AK,SK,Token,Name',
      `,${good},,first`,
      `,,${alibaba.secret},,no ID`,
      `,${alibaba.accessKeyId},,,no secret`,
      `,${alibaba.accessKeyId}`,
      `,${alibaba.accessKeyId},two words,,`,
      `,ＬＴＡＩ,${alibaba.secret},,`,
      `,${alibaba.accessKeyId},${'x'.repeat(257)},,`,
      `,${good},to ken,`,
      `,${awsId},${huawei.secret},,aws`,
      `Other Cloud,${good},,`,
      `,${good},"never closed,`,
      `,${good},,one, two`,
      `,${good},,${'x'.repeat(70_000)}`,
      `Aliyun,${good},,last`,
    ].join('\n');
    const { keys, problems } = read(text, 'alibaba');
    expect(keys.map(({ place, name }) => [place, name])).toEqual([
      ['2', 'first'],
      ['15', 'last'],
    ]);
    expect(problems).toEqual([
      { row: 3, problem: 'missing', column: 'accessKeyId' },
      { row: 4, problem: 'missing', column: 'secret' },
      { row: 5, problem: 'missing', column: 'secret' },
      { row: 6, problem: 'not-printable', column: 'secret' },
      { row: 7, problem: 'not-printable', column: 'accessKeyId' },
      { row: 8, problem: 'too-long', column: 'secret' },
      { row: 9, problem: 'not-printable', column: 'token' },
      { row: 10, problem: 'other-provider', provider: 'AWS' },
      { row: 11, problem: 'other-provider', provider: null },
      { row: 12, problem: 'bad-quotes' },
      { row: 13, problem: 'bad-quotes' },
      { row: 14, problem: 'too-long', column: null },
    ]);
  });

  it('have something else in the place of a key', () => {
    const text = [
      'AK,SK',
      `${alibaba.accessKeyId},"ENC[AES256_GCM,data:${'FAKE'.repeat(80)},type:str]"`,
      `${alibaba.accessKeyId},op://vault/item/secret`,
      '<your-access-key-id>,<your-access-key-secret>',
      '1.23457E+19,#NAME?',
      `${huawei.accessKeyId},1.2E+05`,
    ].join('\n');
    expect(read(text)).toEqual({
      keys: [],
      problems: [
        { row: 2, problem: 'encrypted' },
        { row: 3, problem: 'not-literal' },
        { row: 4, problem: 'placeholder' },
        { row: 5, problem: 'lost-value', column: 'accessKeyId' },
        { row: 6, problem: 'lost-value', column: 'secret' },
      ],
    });
  });

  it('are all of them where the columns of ID or secret are unknown', () => {
    const { keys, problems } = read(`AK,SK\n${pair(alibaba)}`, 'alibaba', { name: 0, secret: 99 });
    expect(keys).toEqual([]);
    expect(problems).toEqual([{ row: 2, problem: 'missing', column: 'accessKeyId' }]);
  });
});

it('wipes what it found', () => {
  const { table, outline } = must(`AK,SK,Token\nHST00000000000000001,${huawei.secret},FAKETOKEN`);
  const { keys } = keysFromTable(table, outline.mapping, 'huawei');
  wipeFound(keys);
  expect(
    keys.map(({ secret, token }) => [secret.every((byte) => byte === 0), token?.every((byte) => byte === 0)]),
  ).toEqual([[true, true]]);
});

it.each([
  ['2026-03-01T08:00:00Z', Date.UTC(2026, 2, 1, 8)],
  ['2026-03-01T08:00:00.587000Z', Date.UTC(2026, 2, 1, 8)],
  ['2026-03-01 08:00:00+0800', Date.UTC(2026, 2, 1)],
  ['2026/3/1 8:00', new Date(2026, 2, 1, 8).getTime()],
  ['2026年3月1日', new Date(2026, 2, 1).getTime()],
  ['1772352000', 1_772_352_000_000],
  ['1772352000123', 1_772_352_000_123],
  ['2026-03-01 08:00:00 GMT+08:00', Date.UTC(2026, 2, 1)],
  ['2026-03-01 08:00:00 (UTC+8)', Date.UTC(2026, 2, 1)],
  ['2026年3月1日 08:00:05', new Date(2026, 2, 1, 8, 0, 5).getTime()],
  ['Mar 1, 2026', new Date(2026, 2, 1).getTime()],
  ['Sunday, March 1st, 2026, 8:00', new Date(2026, 2, 1, 8).getTime()],
  ['1 March 2026', new Date(2026, 2, 1).getTime()],
  ['01-Mar-2026', new Date(2026, 2, 1).getTime()],
  ['46082', new Date(2026, 2, 1).getTime()],
  ['46082.5', new Date(2026, 2, 1, 12).getTime()],
  ['12345', null],
  ['31 February 2026', null],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['2026-03-01 25:00', null],
  ['1/3/2026', null],
  ['soon', null],
  ['', null],
])('reads the time %j', (text, at) => {
  expect(readMoment(text)).toBe(at);
});

describe('what a ledger says of the life of a key', () => {
  const rows = (...more: string[]) =>
    [
      'Name,AccessKey ID,AccessKey Secret,创建时间,最后使用时间',
      ...more.map((one) => `k,${alibaba.accessKeyId},${alibaba.secret},${one}`),
    ].join('\n');
  const datesIn = (text: string) => read(text).keys.map(({ dates, doubts }) => ({ dates, doubts }));

  it('is taken, and what is not known stays unknown', () => {
    expect(
      datesIn(rows('2024-05-31,2026/1/2 8:00', '2024年5月31日,从未使用', '-,N/A', ',Never', '2024-05-31,')),
    ).toEqual([
      {
        dates: {
          providerCreatedAt: new Date(2024, 4, 31).getTime(),
          providerUsedAt: new Date(2026, 0, 2, 8).getTime(),
        },
      },
      { dates: { providerCreatedAt: new Date(2024, 4, 31).getTime(), providerUsedAt: 0 } },
      {},
      { dates: { providerCreatedAt: null, providerUsedAt: 0 } },
      { dates: { providerCreatedAt: new Date(2024, 4, 31).getTime(), providerUsedAt: null } },
    ]);
  });

  it('is left out with a warning if nobody can tell the day', () => {
    expect(datesIn(rows('5/6/2024,soon'))).toEqual([
      {
        dates: undefined,
        doubts: [
          { field: 'providerCreatedAt', problem: 'not-a-date', severity: 'warning', like: '5/6/2024' },
          { field: 'providerUsedAt', problem: 'not-a-date', severity: 'warning', like: 'soon' },
        ],
      },
    ]);
  });

  it.each([
    ['AccessKey ID,AccessKey Secret,CreateDate,LastUsedDate', 3],
    ['AccessKey ID,AccessKey Secret,access_key_created,access_key_last_used_date', 3],
    ['AccessKey ID,AccessKey Secret,Creation time (UTC+8),Last used', 3],
    ['AccessKey ID,AccessKey Secret,密钥创建时间,最近一次使用时间', 3],
  ])('is found under %j', (titles, used) => {
    const { outline } = must(`${titles}\n${alibaba.accessKeyId},${alibaba.secret},2024-01-01,2025-01-01\n`);
    expect(outline.mapping).toMatchObject({ providerCreatedAt: used - 1, providerUsedAt: used });
  });

  it('is not what a password manager says of its own entry', () => {
    const { outline } = must(
      `"Group","Title","Username","Password","URL","Notes","Created","Last Modified"\n"Root","a","${alibaba.accessKeyId}","${alibaba.secret}","","","2024-01-01",""\n`,
    );
    expect(outline.mapping.providerCreatedAt).toBe(null);
  });
});
