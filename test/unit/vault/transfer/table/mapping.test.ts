import { describe, expect, it } from 'vitest';
import { type ColumnRole, columnRoles } from '../../../../../common/csv/table';
import { suggestMapping } from '../../../../../vault/transfer/table/mapping';
import { alibaba, huawei, pingan } from './fixtures';

/** The roles that were found, by column. */
function roles(header: string[] | null, ...rows: string[][]): (ColumnRole | null)[] {
  const mapping = suggestMapping(header, rows);
  const columns = header?.length ?? rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) => columnRoles.find((role) => mapping[role] === column) ?? null);
}

describe('titles', () => {
  it.each([
    [
      'English',
      ['Name', 'Account ID', 'User Name', 'Access Key ID', 'Secret Access Key', 'Remarks'],
      ['name', 'accountId', 'identityName', 'accessKeyId', 'secret', 'description'],
    ],
    [
      'Chinese',
      ['名称', '账号', '用户名', '访问密钥ID', '密钥', '备注', '安全令牌', '过期时间'],
      ['name', 'accountId', 'identityName', 'accessKeyId', 'secret', 'description', 'token', 'expiresAt'],
    ],
    [
      'the words of Private Alibaba Cloud',
      ['类型', 'AccessKey ID', 'AccessKey Secret', '终端节点'],
      ['keyType', 'accessKeyId', 'secret', 'endpoint'],
    ],
    ['tokens', ['ak', 'sk', 'security_token', 'expires_at'], ['accessKeyId', 'secret', 'token', 'expiresAt']],
    [
      'the words of the providers',
      ['Domain / Account', 'IAM 用户名', 'AccessKeyId', 'AccessKeySecret'],
      ['accountId', 'identityName', 'accessKeyId', 'secret'],
    ],
    [
      'brackets, stars, full width',
      ['ＡＫ', 'SK（必填）', '描述*', 'Created'],
      ['accessKeyId', 'secret', 'description', 'providerCreatedAt'],
    ],
    ['an id called secret', ['SecretId', 'SecretKey', 'Secret Name'], ['accessKeyId', 'secret', 'name']],
    [
      'longer phrases',
      ['Cloud account no.', 'My AccessKeyId', 'The secret of it', 'Any comments?'],
      ['accountId', 'accessKeyId', 'secret', 'description'],
    ],
    [
      'doubled ones: the first counts',
      ['AccessKey ID', 'AccessKey ID', 'Secret', 'Secret'],
      ['accessKeyId', null, 'secret', null],
    ],
    [
      'names of objects’ own members',
      ['__proto__', 'constructor', 'toString', 'AK', 'SK'],
      [null, null, null, 'accessKeyId', 'secret'],
    ],
    ['nothing known', ['Nom', 'Clé'], [null, null]],
  ])('%s', (_name, header, expected) => {
    expect(roles(header)).toEqual(expected);
  });
});

describe('values', () => {
  const { accessKeyId: ak, secret: sk } = alibaba;

  it('settle what 密钥 means', () => {
    expect(roles(['密钥', 'Secret'], [ak, sk])).toEqual(['accessKeyId', 'secret']);
    expect(roles(['AK', '密钥'], [ak, sk])).toEqual(['accessKeyId', 'secret']);
    expect(roles(['密钥', 'Key'], [sk, ak])).toEqual(['secret', 'accessKeyId']);
  });

  it('of an ID’s shape decide, whatever the titles say', () => {
    expect(roles(['AccessKey ID', 'AccessKey Secret'], [sk, ak])).toEqual(['secret', 'accessKeyId']);
    expect(roles(['Username', 'Password'], [ak, sk])).toEqual(['accessKeyId', 'secret']);
    expect(roles(['备注', '口令'], [ak, sk])).toEqual(['accessKeyId', 'secret']);
  });

  it('leave a clear title where some other column has a few of such a shape', () => {
    const rows = [
      [pingan.accessKeyId, pingan.secret, ''],
      [pingan.accessKeyId, pingan.secret, ''],
      [pingan.accessKeyId, pingan.secret, ak],
    ];
    expect(roles(['AccessKey ID', 'AccessKey Secret', 'Old'], ...rows)).toEqual(['accessKeyId', 'secret', null]);
    // Twenty digits are an order's number, and no ID.
    const orders = rows.map(([id = '', secret = '']) => [id, secret, '20260301000000000001']);
    expect(roles(['AccessKey ID', 'AccessKey Secret', 'Order'], ...orders)).toEqual(['accessKeyId', 'secret', null]);
  });

  it('settle which of two columns of random values is the secret', () => {
    expect(roles(['名称', '登录密码', 'AK', '密钥'], ['ops', 'FAKEx9Yq2Lm7ZrT4n8wk', ak, sk])).toEqual([
      'name',
      null,
      'accessKeyId',
      'secret',
    ]);
  });

  it('are enough without titles', () => {
    expect(roles(null, ['ops', ak, sk], ['ci', ak, sk])).toEqual([null, 'accessKeyId', 'secret']);
    expect(roles(null, [huawei.secret, huawei.accessKeyId])).toEqual(['secret', 'accessKeyId']);
    expect(roles(null, ['阿里云', '1234567890123456', ak, sk])).toEqual([
      'provider',
      'accountId',
      'accessKeyId',
      'secret',
    ]);
  });

  it('put the ID first where both are random to look at', () => {
    expect(roles(null, ['ops', pingan.accessKeyId, pingan.secret])).toEqual([null, 'accessKeyId', 'secret']);
  });

  it('tell whether a platform is a cloud', () => {
    expect(roles(['Platform', 'AK', 'SK'], ['Huawei Cloud', ak, sk])).toEqual(['provider', 'accessKeyId', 'secret']);
    expect(roles(['Platform', 'AK', 'SK'], ['linux', ak, sk])).toEqual([null, 'accessKeyId', 'secret']);
  });

  it('of rows with more or fewer cells don’t matter', () => {
    expect(roles(['AK', 'SK'], [], [ak], [ak, sk, 'more', 'and more'])).toEqual(['accessKeyId', 'secret']);
    expect(suggestMapping(null, [])).toEqual(suggestMapping([], []));
  });
});
