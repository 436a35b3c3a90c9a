import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ValueKind, whatIs } from '../../../../vault/transfer/value-kind';

const values: Readonly<Record<ValueKind, readonly string[]>> = {
  encrypted: [
    'ENC[AES256_GCM,data:FAKE,iv:FAKE,tag:FAKE,type:str]',
    'ENC(FAKEfakeFAKE==)',
    'encrypted:BFAKEFAKE',
    '{cipher}FAKEFAKE',
    '!vault |',
    '$ANSIBLE_VAULT;1.1;AES256',
    'vault:v1:FAKEfake==',
    '-----BEGIN AGE ENCRYPTED FILE-----',
    `gAAAAA${'FAKE'.repeat(20)}==`,
  ],
  'not-literal': [
    'op://vault/item/field',
    'ref+vault://secret/a#b',
    'vault:secret/data/x#key',
    'ssm:/prod/ak',
    'arn:aws:secretsmanager:us-east-1:1:secret:x',
    'file:///run/secrets/ak',
    '/run/secrets/ak',
    `\${AK}`,
    `\${A}\${B}`,
    '$(pass show ak)',
    '$ALIYUN_AK',
    '%AK%',
    '{{ ak }}',
    `\${{ secrets.AK }}`,
    '<%= ak %>',
    '#{ak}',
    '`pass ak`',
    '@Microsoft.KeyVault(SecretUri=x)',
    '!Ref Ak',
    'process.env.AK',
    'var.access_key',
  ],
  placeholder: [
    '<your-access-key>',
    '<ak>',
    '[AccessKey ID]',
    '{ak}',
    'xxx',
    'XXXXXXXX',
    '***',
    '......',
    'LTAI****************',
    'LTAIxxxxxxxxxxxxxxxx',
    'FAKE…0001',
    'your-access-key-id',
    'your_secret',
    'YOUR_ACCESS_KEY_SECRET',
    'yourAccessKeyId',
    'accessKeyId',
    'access-key-secret',
    'CHANGEME',
    'change_me',
    'replace-this-with-your-key',
    'placeholder',
    'TODO',
    'null',
    '__AK__',
    '您的AccessKey',
    '请填写',
  ],
  plain: [
    '',
    'LTAI5tFAKEfakeFAKE000001',
    'FAKEfakeFAKEfakeFAKEfakeFAKE01',
    'HWFAKEFAKEFAKE000001',
    'AKIAIOSFODNN7EXAMPLE',
    'FAKE#stack#Secret0000000049',
    'FAKE$FAKE',
    'fake',
    'x',
    'a/b+c=',
    'FAKE:FAKE',
  ],
};

describe.each(Object.entries(values))('%s', (kind, all) => {
  it.each(all)('%s', (value) => expect(whatIs(value)).toBe(kind));
});

it('says what anything is, and takes what providers make for plain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Object.keys(values)).toContain(whatIs(text));
    }),
  );
  const made = (prefix: string, length: number) =>
    fc
      .array(fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWYZabcdefghjkmnpqrstuvwyz23456789'), {
        minLength: length,
        maxLength: length,
      })
      .map((signs) => prefix + signs.join(''));
  fc.assert(
    fc.property(made('LTAI5t', 18), made('', 30), (id, secret) => [id, secret].every((one) => whatIs(one) === 'plain')),
  );
  for (const unit of ['*', '${', '{{', 'x', '<', '`', 'ENC[', 'a-', '$(', '%', '\\', '([', 'your '])
    whatIs(unit.repeat(500_000));
});
