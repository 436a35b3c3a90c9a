import { describe, expect, it } from 'vitest';
import { type ColumnRole, cellMask, columnRoles } from '../../../../../common/csv/table';
import { contentsOf } from '../../../../../vault/transfer/contents';
import { keysFromTable } from '../../../../../vault/transfer/table/keys';
import { alibaba, awsId, huawei, must, pingan, plain } from './fixtures';

const url = 'https://ram.console.aliyun.com/';
const totp = 'otpauth://totp/x?secret=FAKEFAKEFAKEFAKE';

function read(text: string, provider: Parameters<typeof keysFromTable>[2] = null) {
  // An import takes it for a table, and for nothing else.
  const contents = contentsOf('keys.csv', Buffer.from(text));
  expect('table' in contents || contents.kind).toBe('table' in contents ? true : 'table');
  const { table, outline } = must(text);
  const { keys, problems } = keysFromTable(table, outline.mapping, provider);
  const at = (role: ColumnRole) => outline.header?.[outline.mapping[role] ?? -1];
  return { outline, at, keys: keys.map(plain), problems };
}

/** A line of CSV with these values below these titles, and nothing below the others. */
function line(titles: string, values: Record<string, string>): string {
  const cells = titles.split(',').map((title) => values[title.replaceAll('"', '')] ?? '');
  return cells.map((cell) => `"${cell}"`).join(',');
}

/** The titles, and of them those for name, user, password, address, notes, and what one-time codes are made of. */
type Titles = [string, string | null, string, string, string | null, string | null, string | null];

const exports: readonly [string, Titles][] = [
  [
    'KeePass 1',
    [
      '"Account","Login Name","Password","Web Site","Comments"',
      'Account',
      'Login Name',
      'Password',
      'Web Site',
      'Comments',
      null,
    ],
  ],
  [
    'KeePass 2',
    ['"Group","Title","Username","Password","URL","Notes"', 'Title', 'Username', 'Password', 'URL', 'Notes', null],
  ],
  [
    'KeePassXC',
    [
      '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"',
      'Title',
      'Username',
      'Password',
      'URL',
      'Notes',
      'TOTP',
    ],
  ],
  [
    'Bitwarden',
    [
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
      'name',
      'login_username',
      'login_password',
      'login_uri',
      'notes',
      'login_totp',
    ],
  ],
  [
    '1Password',
    [
      'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
      'Title',
      'Username',
      'Password',
      'Url',
      'Notes',
      'OTPAuth',
    ],
  ],
  [
    'LastPass',
    ['url,username,password,totp,extra,name,grouping,fav', 'name', 'username', 'password', 'url', 'extra', 'totp'],
  ],
  [
    'Dashlane',
    [
      'username,username2,username3,title,password,note,url,category,otpUrl',
      'title',
      'username',
      'password',
      'url',
      'note',
      'otpUrl',
    ],
  ],
  ['Chrome and Edge', ['name,url,username,password,note', 'name', 'username', 'password', 'url', 'note', null]],
  [
    'Firefox',
    [
      '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"',
      null,
      'username',
      'password',
      'url',
      null,
      null,
    ],
  ],
  ['Safari', ['Title,URL,Username,Password,Notes,OTPAuth', 'Title', 'Username', 'Password', 'URL', 'Notes', 'OTPAuth']],
  [
    'NordPass',
    [
      'name,url,username,password,note,cardholdername,cardnumber,cvc,folder,full_name,phone_number,email',
      'name',
      'username',
      'password',
      'url',
      'note',
      null,
    ],
  ],
  [
    'Proton Pass',
    [
      'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault',
      'name',
      'username',
      'password',
      'url',
      'note',
      'totp',
    ],
  ],
  ['RoboForm', ['Name,Url,MatchUrl,Login,Pwd,Note,Folder,RfFieldsV2', 'Name', 'Login', 'Pwd', 'Url', 'Note', null]],
  ['a Chinese ledger', ['名称,网址,用户名,密码,备注', '名称', '用户名', '密码', '网址', '备注', null]],
];

describe.each(exports)('the export of %s', (_program, [titles, name, user, password, address, notes, code]) => {
  const row = (values: [string, string, string], host = url) =>
    line(titles, {
      type: 'login',
      [name ?? '-']: values[0],
      [user]: values[1],
      [password]: values[2],
      [address ?? '-']: host,
      [notes ?? '-']: 'a note',
      [code ?? '-']: totp,
    });
  const text = [
    titles,
    row(['Mail', 'me@example.com', 'FAKEpw!23'], 'https://mail.example.com'),
    row(['prod', alibaba.accessKeyId, alibaba.secret]),
    row(['Forum', 'nick', 'FAKEx9Yq2Lm7ZrT4n8wkV3b6JpH1c5'], ''),
    row(['obs', huawei.accessKeyId, huawei.secret], 'console.huaweicloud.com/iam'),
    row(['aws', awsId, huawei.secret], ''),
  ].join('\r\n');

  it('is proposed right', () => {
    const { at, outline } = read(text);
    expect(outline.logins).toBe(true);
    expect(at('accessKeyId')).toBe(user);
    expect(at('secret')).toBe(password);
    expect(at('name') ?? null).toBe(name);
    expect(at('description') ?? null).toBe(notes);
    expect(at('provider') ?? null).toBe(address);
    const others = columnRoles.flatMap((role) => at(role) ?? []);
    // Some programs have more columns for users.
    const more = others.filter((title) => ![user, password, name, notes, address].includes(title));
    expect(more.filter((title) => title !== 'username2')).toEqual([]);
  });

  it('gives its keys; its logins are listed, and none of their passwords is shown', () => {
    const { keys, problems, outline } = read(text);
    expect(keys).toMatchObject([
      { place: '3', provider: 'alibaba', ...alibaba },
      { place: '5', provider: 'huawei', ...huawei },
    ]);
    expect(problems).toEqual([
      { row: 2, problem: 'not-a-key' },
      { row: 4, problem: 'not-a-key' },
      { row: 6, problem: 'other-provider', provider: 'AWS' },
    ]);
    const shown = JSON.stringify(outline);
    for (const hidden of ['FAKEpw', 'FAKEx9', 'otpauth', 'me@example', alibaba.secret])
      expect(shown).not.toContain(hidden);
    expect(outline.preview.map(({ row: number }) => number)).toEqual([3, 5, 6]);
  });
});

it('of a provider without known shapes, what looks random is a key if a person says whose they are', () => {
  const text = `name,url,username,password\nMail,,me@example.com,FAKEpw\nprod,,${pingan.accessKeyId},${pingan.secret}\nx,,${alibaba.accessKeyId},${alibaba.secret}`;
  expect(read(text).keys).toMatchObject([alibaba]);
  expect(read(text, 'pingan').keys).toMatchObject([pingan, alibaba]);
});

it('an address of no known cloud says nothing, and one of a cloud less than a shape', () => {
  const head = 'Title,URL,Username,Password';
  const ali = `${alibaba.accessKeyId},${alibaba.secret}`;
  const text = `${head}\na,https://x.example.com,${ali}\nb,https://oss.aliyuncs.com:443/x,${huawei.accessKeyId},${huawei.secret}\nc,http://user@oss.aliyuncs.com,LTAI5tEXAMPLEexample0002,short`;
  expect(read(text).keys).toMatchObject([{ provider: 'alibaba' }, { provider: 'huawei' }, { provider: 'alibaba' }]);
});

it('no column of one-time codes is ever the secret, or shown', () => {
  const code = 'FAKEFAKEFAKE2345FAKEFAKEFAKE2345';
  for (const title of ['TOTP', 'OTPAuth', 'otpSecret', '2FA', '动态口令', 'What']) {
    const value = title === 'What' ? totp : code;
    const { outline } = read(`Title,Username,${title}\nprod,${alibaba.accessKeyId},${value}`);
    expect(outline.mapping.secret).toBeNull();
    expect(outline.preview[0]?.cells[2]).toBe(cellMask);
  }
});

it('without an ID among them, nothing is taken for a key', () => {
  const { outline } = read(
    'name,url,username,password,note\nMail,https://m.example.com,me,FAKEpw!23,pin 1234\nNews,https://n.example.com,me,FAKEpw!24,',
  );
  expect(outline.mapping).toMatchObject({ accessKeyId: null, secret: null });
  expect(JSON.stringify(outline)).not.toMatch(/FAKEpw|1234/);
});

it('a ledger that names its IDs is no such export, whatever passwords it has beside them', () => {
  const text = `用户名,登录密码,AK,SK\nops,FAKEpw!23,odd-id,${alibaba.secret}\nci,FAKEpw!24,${alibaba.accessKeyId},${alibaba.secret}`;
  const { outline, keys } = read(text);
  expect(outline.logins).toBe(false);
  expect(keys).toMatchObject([{ accessKeyId: 'odd-id' }, { identityName: 'ci', ...alibaba }]);
  expect(JSON.stringify(outline)).not.toContain('FAKEpw');
});
