import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { detect, read, remove } from '../../../../../vault/transfer/formats';
import { loadYaml } from '../../../../../vault/transfer/formats/yaml-library';
import { aliId, aliSecret, hwId, hwSecret, told } from './expect-file';
import { textOf } from './hostile';

beforeAll(loadYaml);

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What a text gives, by its content alone: format, and a line for each key or reason. */
function given(text: string, name = 'some file') {
  const format = detect(name, text);
  return format === null ? null : { format, ...(told(format, text) as object) };
}

const keysOf = (text: string, name = 'some file') => {
  const format = detect(name, text) ?? 'json';
  const result = read(format, text);
  return result.ok ? result.keys : [];
};

/** The only key of a text, with what else is known of it. */
function only(text: string, name?: string) {
  const keys = keysOf(text, name);
  expect(keys).toHaveLength(1);
  const [key] = keys;
  if (!key) throw new Error('no key');
  const { place, name: called, provider, credential, accessKeyId, expiresAt } = key;
  return { place, name: called, provider, credential, accessKeyId, expiresAt, secret: textOf(key.secret) };
}

describe('files that people have', () => {
  const file = (name: string) => readFileSync(`test/fixtures/key-files/${name}`, 'utf8');
  it.each([
    ['r03-cli-single-profile-object.json', 'product', 'alibaba', 'LTAI5tFAKEFAKEFAKE000003', '#1'],
    ['r48-compose.yml', 'app', 'alibaba', 'LTAI5tFAKEFAKEFAKE000048', 'services.app.environment'],
    ['r81-spring-yaml.yml', 'aliyun.oss', 'alibaba', 'LTAI5tFAKEFAKEFAKE000081', 'aliyun.oss'],
    ['r82-k8s-secret.yaml', 'alidns-secret', 'alibaba', 'LTAI5tFAKEFAKEFAKE000082', 'alidns-secret.data'],
    ['r88-plain-json.json', '', 'alibaba', 'LTAI5tFAKEFAKEFAKE000088', '#1'],
    ['r92-create-access-key-json.json', '', 'alibaba', 'LTAI5tFAKEFAKEFAKE000092', 'AccessKey'],
  ])('%s gives one key', (name, called, provider, accessKeyId, place) => {
    const secret = `FAKEfake0SecretFAKEfake0Sec${accessKeyId.slice(-3)}`;
    const key = { place, name: called, provider, credential: 'long-term', accessKeyId, expiresAt: null, secret };
    expect(only(file(name), name)).toEqual(key);
    expect(only(file(name), 'x')).toEqual(key);
  });

  it('r91-sts-json.json gives a temporary key with its end', () => {
    expect(only(file('r91-sts-json.json'))).toMatchObject({
      place: 'Credentials',
      provider: 'alibaba',
      credential: 'temporary',
      accessKeyId: 'STS.NFAKEFAKEFAKE0000000091',
      expiresAt: Date.UTC(2030, 0, 1),
    });
  });

  it('r01-cli-null-profiles.json has no keys, wherever it is', () => {
    const text = file('r01-cli-null-profiles.json');
    expect(given(text)).toMatchObject({ format: 'json' });
    expect(told('json', text)).toBe('nothing-found');
    expect(told(detect('/home/li/.aliyun/config.json', text) ?? 'yaml', text)).toBe('nothing-found');
  });

  it('r02-cli-chainable-leftover.json has the pair of the profile that has one', () => {
    const result = read('aliyun-cli', file('r02-cli-chainable-leftover.json'));
    if (!result.ok) throw new Error(result.problem);
    expect(result.keys.map(({ place, credential }) => [place, credential])).toEqual([['saml', 'temporary']]);
    expect(result.skipped).toEqual([
      { place: 'dev', why: 'no-pair' },
      { place: 'prod', why: 'no-pair' },
    ]);
  });
});

const ali = `"accessKeyId": "${aliId}", "accessKeySecret": "${aliSecret}"`;

describe('JSON', () => {
  it.each([
    ['an object with comments', `// mine\n{ /* x */ ${ali}, }`, '', '#1'],
    ['an array', `[{"name": "one", ${ali}}]`, 'one', 'one'],
    ['lines', `{"a": 1}\n{"name": "two", ${ali}}\n`, 'two', 'two'],
    [
      'names in capitals',
      `{"env": {"ALIYUN_OSS_ACCESS_KEY_ID": "${aliId}", "ALIYUN_OSS_ACCESS_KEY_SECRET": "${aliSecret}"}}`,
      'ALIYUN_OSS',
      'env',
    ],
    ['short names', `{"oss": {"ak": "${aliId}", "sk": "${aliSecret}"}}`, 'oss', 'oss'],
    [
      'settings of MCP',
      `{"mcpServers": {"aliyun": {"command": "x", "env": {"ALIBABA_CLOUD_ACCESS_KEY_ID": "${aliId}", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "${aliSecret}"}}}}`,
      'aliyun',
      'mcpServers.aliyun.env',
    ],
    [
      'arguments',
      `{"mcpServers": {"oss": {"args": ["--access-key-id", "${aliId}", "--access-key-secret=${aliSecret}"]}}}`,
      'oss',
      'mcpServers.oss.args',
    ],
    [
      'launch settings',
      `{"configurations": [{"name": "Launch", "env": {"OSS_ACCESS_KEY_ID": "${aliId}", "OSS_ACCESS_KEY_SECRET": "${aliSecret}"}}],}`,
      'Launch',
      'configurations.Launch.env',
    ],
    [
      'variables of Terraform',
      `{"alicloud_access_key": "${aliId}", "alicloud_secret_key": "${aliSecret}"}`,
      'alicloud',
      '#1',
    ],
    [
      'outputs of Terraform',
      `{"access_key": {"value": "${aliId}", "sensitive": true}, "secret_key": {"value": "${aliSecret}"}}`,
      'access_key',
      '#1',
    ],
    [
      'state of Terraform',
      `{"resources": [{"type": "alicloud_ram_access_key", "instances": [{"attributes": {"id": "${aliId}", "secret": "${aliSecret}"}}]}]}`,
      '',
      'resources.1.instances.1.attributes',
    ],
    [
      'names that say nothing',
      `{"team": {"first": "${aliId}", "second": "${aliSecret}", "third": "x"}}`,
      'team',
      'team',
    ],
    ['the ID as the name', `{"keys": {"${aliId}": "${aliSecret}"}}`, '', 'keys'],
    [
      'a file in a value',
      JSON.stringify({ file: `[default]\naccess_key_id = ${aliId}\naccess_key_secret = ${aliSecret}\n` }),
      'file',
      'file.default',
    ],
    ['JSON in a value', JSON.stringify({ cfg: `{${ali}}` }), 'cfg', 'cfg'],
  ])('%s', (_, text, name, place) => {
    expect(only(text)).toMatchObject({ provider: 'alibaba', accessKeyId: aliId, secret: aliSecret, place });
    expect(only(text).name).toBe(name === 'access_key' ? '' : name);
  });

  it('replies of Huawei Cloud', () => {
    const credential = {
      access: 'HSTFAKEFAKEFAKE00001',
      secret: hwSecret,
      securitytoken: 'FAKETOKEN',
      expires_at: '2030-01-08T02:56:19.587000Z',
    };
    expect(only(JSON.stringify({ credential }))).toMatchObject({
      provider: 'huawei',
      credential: 'temporary',
      expiresAt: Date.UTC(2030, 0, 8, 2, 56, 19),
    });
    const lasting = { credential: { access: hwId, secret: hwSecret, user_id: 'x', status: 'active' } };
    expect(only(JSON.stringify(lasting))).toMatchObject({ provider: 'huawei', credential: 'long-term' });
  });

  it('a list of IDs gives their places and no key', () => {
    const text = `{"AccessKeys": {"AccessKey": [{"AccessKeyId": "${aliId}", "Status": "Active"}, {"AccessKeyId": "LTAI5tFAKEfakeFAKE000002"}]}}`;
    expect(given(text)).toEqual({
      format: 'json',
      keys: [],
      skipped: ['AccessKeys.AccessKey.1: incomplete', 'AccessKeys.AccessKey.2: incomplete'],
    });
  });

  it('a reply of AWS is another provider’s', () => {
    const text = '{"AccessKey": {"UserName": "x", "AccessKeyId": "AKIAFAKEFAKEFAKEFAKE", "SecretAccessKey": "FAKE"}}';
    expect(given(text)).toEqual({ format: 'json', keys: [], skipped: ['AccessKey: other-provider'] });
  });

  it.each([
    ['states', '{"AK": "Alaska", "AL": "Alabama"}'],
    ['a table’s key', '{"pk": "USER#1", "sk": "ROW#1"}'],
    ['a package', '{"name": "x", "version": "1.0.0", "dependencies": {"a": "1"}}'],
    ['empty places', '{"oss": {"accessKeyId": "", "accessKeySecret": null}}'],
  ])('nothing in %s', (_, text) => expect(told('json', text)).toBe('nothing-found'));

  it('a profile whose mode needs no pair gives none, as in the CLI’s own file', () => {
    const text = `{"name": "role", "mode": "EcsRamRole", "access_key_id": "${aliId}", "access_key_secret": "${aliSecret}"}`;
    expect(given(text)).toMatchObject({ keys: [], skipped: ['#1: no-pair'] });
  });

  it('a file of the CLI with a comma too many is damaged, and not taken for another', () => {
    const text = `{"current": "a", "profiles": [{"name": "a", "mode": "AK", "access_key_id": "${aliId}"},]}`;
    expect(detect('/home/li/.aliyun/config.json', text)).toBe('aliyun-cli');
    expect(told('aliyun-cli', text)).toBe('damaged');
    expect(detect('config.json', text)).toBe('json');
    expect(told('json', text)).toBe('damaged');
  });
});

const pair = (indent: string) => `${indent}accessKeyId: ${aliId}\n${indent}accessKeySecret: ${aliSecret}\n`;

describe('YAML', () => {
  it.each([
    [
      'compose, as a map',
      `services:\n  web:\n    build:\n      args: {}\n    environment:\n      OSS_ACCESS_KEY_ID: ${aliId}\n      OSS_ACCESS_KEY_SECRET: "${aliSecret}"\n`,
      'web',
      'services.web.environment',
    ],
    [
      'compose, by an anchor',
      `x-env: &env\n  OSS_ACCESS_KEY_ID: ${aliId}\n  OSS_ACCESS_KEY_SECRET: ${aliSecret}\nservices:\n  web:\n    environment: *env\n`,
      'x-env',
      'x-env',
    ],
    [
      'merged halves',
      `x: &x\n  access_key: ${aliId}\nalicloud:\n  <<: *x\n  secret_key: ${aliSecret}\n`,
      'alicloud',
      'alicloud',
    ],
    [
      'Spring, dotted names',
      `---\naliyun.oss.accessKeyId: ${aliId}\naliyun.oss.accessKeySecret: ${aliSecret}\n`,
      'aliyun.oss',
      '#1',
    ],
    [
      'Spring, profiles',
      `spring:\n  profiles:\n    active: prod\n---\nspring:\n  config:\n    activate:\n      on-profile: prod\nalibaba:\n  cloud:\n${pair('    ')}`,
      'prod.alibaba.cloud',
      'prod.alibaba.cloud',
    ],
    [
      'text of a Secret',
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: oss\nstringData:\n${pair('  ')}`,
      'oss',
      'oss.stringData',
    ],
    [
      'a List of Secrets',
      `kind: List\nitems:\n- kind: Secret\n  metadata: {name: one}\n  data:\n    accessKeyId: ${base64(aliId)}\n    accessKeySecret: ${base64(aliSecret)}\n`,
      'one',
      'items.one.data',
    ],
    [
      'variables of a container',
      `kind: Deployment\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    env:\n    - name: OSS_ACCESS_KEY_ID\n      value: ${aliId}\n    - name: OSS_ACCESS_KEY_SECRET\n      value: ${aliSecret}\n`,
      'web.app',
      'web.spec.containers.app.env',
    ],
    [
      'a file in a Secret',
      `kind: Secret\nmetadata: {name: cfg}\ndata:\n  credentials: ${base64(`[default]\naccess_key_id=${aliId}\naccess_key_secret=${aliSecret}\n`)}\n`,
      'cfg',
      'cfg.data.credentials.default',
    ],
    [
      'a file in a ConfigMap',
      `kind: ConfigMap\nmetadata: {name: cfg}\ndata:\n  .env: |\n    OSS_ACCESS_KEY_ID=${aliId}\n    OSS_ACCESS_KEY_SECRET=${aliSecret}\n`,
      'cfg',
      'cfg.data..env',
    ],
    [
      'serverless',
      `provider:\n  name: aliyun\n  environment:\n    accessKeyId: '${aliId}'\n    accessKeySecret: '${aliSecret}'\n`,
      'aliyun',
      'provider.environment',
    ],
    [
      'a workflow',
      `jobs:\n  deploy:\n    steps:\n    - name: Upload\n      with: {access-key-id: ${aliId}, access-key-secret: ${aliSecret}}\n`,
      'deploy.Upload',
      'jobs.deploy.steps.Upload.with',
    ],
    ['explicit keys and CRLF', `? accessKeyId\r\n: ${aliId}\r\n? accessKeySecret\r\n: ${aliSecret}\r\n`, '', '#1'],
  ])('%s', (_, text, name, place) => {
    expect(detect('some file', text)).toBe('yaml');
    expect(only(text)).toMatchObject({ provider: 'alibaba', accessKeyId: aliId, secret: aliSecret, place, name });
  });

  it.each([
    [
      'Ansible’s vault',
      `---\nalicloud_access_key: ${aliId}\nalicloud_secret_key: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n`,
      '#1: encrypted',
    ],
    [
      'a sealed Secret',
      `kind: SealedSecret\nmetadata: {name: s}\nspec:\n  encryptedData:\n    access-key-id: AgBFAKE\n    access-key-secret: AgBFAKE\n`,
      's.encryptedData: encrypted',
    ],
    [
      'a template',
      `oss:\n  accessKeyId: {{ .Values.id }}\n  accessKeySecret: {{ .Values.secret }}\n`,
      'oss: not-literal',
    ],
    ['another tag', `oss:\n  accessKeyId: !Ref Id\n  accessKeySecret: !Sub "x"\n`, 'oss: not-literal'],
    [
      'a value from elsewhere',
      `env:\n- name: OSS_ACCESS_KEY_ID\n  value: ${aliId}\n- name: OSS_ACCESS_KEY_SECRET\n  valueFrom:\n    secretKeyRef: {name: x, key: y}\n`,
      'env: not-literal',
    ],
  ])('%s gives the reason', (_, text, skipped) => {
    expect(given(text)).toEqual({ format: 'yaml', keys: [], skipped: [skipped] });
  });

  it.each([
    ['a tab', 'a:\n\tb: 1\n'],
    ['an open bracket', 'a: [1, 2\nb: 3\n'],
    ['an open quote', 'a: "x\nb: 1\n'],
  ])('with %s is damaged', (_, text) => expect(told('yaml', text)).toBe('damaged'));

  it.each([
    ['INI', '[default]\naccess_key_id = x\n'],
    ['variables', 'A=1\nB=2\n'],
    ['prose', 'Dear all: the key is with Li.\nRegards\n'],
    ['HCL', 'provider "alicloud" {\n  access_key = "x"\n}\n'],
    ['CSV', 'a,b\n1,2\n'],
  ])('is not what %s is taken for', (_, text) => expect(detect('some file', text)).not.toBe('yaml'));
});

describe('what is taken out', () => {
  it.each([
    [
      'JSON',
      `{"a": {"name": "x", ${ali}}, "b": [1, "OSS_ACCESS_KEY_ID=${aliId}", "OSS_ACCESS_KEY_SECRET=${aliSecret}"]}`,
    ],
    [
      'YAML',
      `# top\na: &a\n  accessKeyId: ${aliId} # id\n  accessKeySecret: |-\n    ${aliSecret}\nb:\n  environment:\n  - OSS_ACCESS_KEY_ID=${aliId}\n  - 'OSS_ACCESS_KEY_SECRET=${aliSecret}'\n`,
    ],
    ['a file in a value', `data:\n  file: |\n    access_key_id=${aliId}\n    access_key_secret=${aliSecret}\n  z: 1\n`],
  ])('of %s leaves all else, byte for byte', (_, text) => {
    const format = detect('x', text) ?? 'json';
    let left = text;
    for (let key = keysOf(left)[0]; key; key = keysOf(left)[0]) {
      const edited = remove(format, left, key.place);
      if (!edited.ok) throw new Error(edited.problem);
      left = edited.text;
    }
    const gone = (one: string) => one.replaceAll(`"${aliId}"`, '""').replaceAll(`"${aliSecret}"`, '""');
    const block = gone(text).replace(`|-\n    ${aliSecret}`, '""').replace(`: ${aliId} #`, ': "" #');
    expect(left).toBe(block.replaceAll(aliId, '').replaceAll(aliSecret, ''));
  });

  it('of Base64 in which a file stands, nothing', () => {
    const text = `kind: Secret\nmetadata: {name: cfg}\ndata:\n  c: ${base64(`access_key_id=${aliId}\naccess_key_secret=${aliSecret}\n`)}\n`;
    expect(remove('yaml', text, 'cfg.data.c')).toEqual({ ok: false, problem: 'not-writable' });
  });
});
