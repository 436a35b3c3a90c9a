import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormatId, type TargetId, targetIds } from '../../../../../common/transfer/targets';
import { merge, read, remove, render, type ToolKey, type WriteOptions } from '../../../../../vault/transfer/formats';
import { textOf, toolKey } from './hostile';

const ali = toolKey('alibaba', 'LTAIFAKEnew', 'FAKEnew');
const aliSts = toolKey('alibaba', 'STS.FAKEnew', 'FAKEnew', 'TOKENnew');
const hw = toolKey('huawei', 'FAKEHWNEW', 'FAKEnew');

function merged(target: TargetId, text: string, key: ToolKey, options?: WriteOptions): string {
  const result = merge(target, text, key, options);
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

function removed(format: FormatId, text: string, place: string): string {
  const result = remove(format, text, place);
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

/** A file with old values, foreign entries and everything that a person may have put there. */
const files: {
  target: TargetId;
  key: ToolKey;
  options?: WriteOptions;
  place: string;
  text: string;
  replaced: string;
  without: string;
}[] = [
  {
    target: 'aliyun-cli',
    key: ali,
    place: 'default',
    text: `{\n\t"current": "default",\n\t"profiles": [\n\t\t{\n\t\t\t"name": "default",\n\t\t\t"mode": "AK",\n\t\t\t"access_key_id": "old-id",\n\t\t\t"access_key_secret": "old-secret",\n\t\t\t"region_id": "cn-beijing",\n\t\t\t"unknown": {"a": [1, 2.50]}\n\t\t},\n\t\t{"name": "other", "access_key_secret": "kept"}\n\t],\n\t"meta_path": "",\n\t"plugin": null\n}`,
    replaced: `{\n\t"current": "default",\n\t"profiles": [\n\t\t{\n\t\t\t"name": "default",\n\t\t\t"mode": "AK",\n\t\t\t"access_key_id": "LTAIFAKEnew",\n\t\t\t"access_key_secret": "FAKEnew",\n\t\t\t"region_id": "cn-beijing",\n\t\t\t"unknown": {"a": [1, 2.50]}\n\t\t},\n\t\t{"name": "other", "access_key_secret": "kept"}\n\t],\n\t"meta_path": "",\n\t"plugin": null\n}`,
    without: `{\n\t"current": "default",\n\t"profiles": [\n\t\t{\n\t\t\t"name": "default",\n\t\t\t"mode": "AK",\n\t\t\t"region_id": "cn-beijing",\n\t\t\t"unknown": {"a": [1, 2.50]}\n\t\t},\n\t\t{"name": "other", "access_key_secret": "kept"}\n\t],\n\t"meta_path": "",\n\t"plugin": null\n}`,
  },
  {
    target: 'alibabacloud-credentials',
    key: ali,
    place: 'default',
    text: `; mine\n[default] # usual\ntype=access_key\naccess_key_id=old-id ; the ID\n\n# keep\naccess_key_secret="old-secret"\nenable = true\n[other]\naccess_key_id=kept\naccess_key_secret=kept`,
    replaced: `; mine\n[default] # usual\ntype=access_key\naccess_key_id=LTAIFAKEnew ; the ID\n\n# keep\naccess_key_secret=FAKEnew\nenable = true\n[other]\naccess_key_id=kept\naccess_key_secret=kept`,
    without: `; mine\n[default] # usual\ntype=access_key\n\n# keep\nenable = true\n[other]\naccess_key_id=kept\naccess_key_secret=kept`,
  },
  {
    target: 'ossutil',
    key: ali,
    place: 'Credentials',
    text: `[Credentials]\nlanguage=CH\nendpoint=oss-cn-beijing.aliyuncs.com\naccess_id=old-id\naccess_key=old-secret\nregion=cn-beijing\n[Bucket-Endpoint]\na=b\n`,
    replaced: `[Credentials]\nlanguage=CH\nendpoint=oss-cn-beijing.aliyuncs.com\naccess_id=LTAIFAKEnew\naccess_key=FAKEnew\nregion=cn-beijing\n[Bucket-Endpoint]\na=b\n`,
    without: `[Credentials]\nlanguage=CH\nendpoint=oss-cn-beijing.aliyuncs.com\nregion=cn-beijing\n[Bucket-Endpoint]\na=b\n`,
  },
  {
    target: 'huaweicloud-credentials',
    key: hw,
    place: 'basic',
    text: `[global]\nak=kept\nsk=kept\n\n[basic]\nak = old-id\nsk = old-secret\nproject_id = p\n`,
    replaced: `[global]\nak=kept\nsk=kept\n\n[basic]\nak = FAKEHWNEW\nsk = FAKEnew\nproject_id = p\n`,
    without: `[global]\nak=kept\nsk=kept\n\n[basic]\nproject_id = p\n`,
  },
  {
    target: 'obsutil',
    key: hw,
    place: 'ak',
    text: `# mine\nendpoint=e\nak=old-id\nsk=old-secret\ntoken=old\nakCrr=kept\nskCrr=kept\n`,
    replaced: `# mine\nendpoint=e\nak=FAKEHWNEW\nsk=FAKEnew\nakCrr=kept\nskCrr=kept\n`,
    without: `# mine\nendpoint=e\nakCrr=kept\nskCrr=kept\n`,
  },
  {
    target: 'env-sh',
    key: ali,
    place: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    text: `#!/bin/sh\nexport PATH=$PATH:/x\n export ALIBABA_CLOUD_ACCESS_KEY_ID="old-id" # id\nexport ALIBABA_CLOUD_ACCESS_KEY_SECRET=old-secret; echo hi\nexport OSS_ACCESS_KEY_ID=kept\n`,
    replaced: `#!/bin/sh\nexport PATH=$PATH:/x\n export ALIBABA_CLOUD_ACCESS_KEY_ID="LTAIFAKEnew" # id\nexport ALIBABA_CLOUD_ACCESS_KEY_SECRET=FAKEnew; echo hi\nexport OSS_ACCESS_KEY_ID=kept\n`,
    without: `#!/bin/sh\nexport PATH=$PATH:/x\nexport ALIBABA_CLOUD_ACCESS_KEY_SECRET=''; echo hi\nexport OSS_ACCESS_KEY_ID=kept\n`,
  },
  {
    target: 'dotenv',
    key: hw,
    place: 'HUAWEICLOUD_SDK_AK',
    text: `A=1\nHUAWEICLOUD_SDK_AK=old-id\nHUAWEICLOUD_SDK_SK='old-secret' # sk\nB="x`,
    replaced: `A=1\nHUAWEICLOUD_SDK_AK=FAKEHWNEW\nHUAWEICLOUD_SDK_SK=FAKEnew # sk\nB="x`,
    without: `A=1\nB="x`,
  },
  {
    target: 'env-powershell',
    key: hw,
    options: { variables: 'HW_ACCESS_KEY' },
    place: 'HW_ACCESS_KEY',
    text: `$x = 1\n$Env:HW_ACCESS_KEY="old-id"\n$env:hw_secret_key = 'old-secret'; Write-Host hi\n`,
    replaced: `$x = 1\n$Env:HW_ACCESS_KEY="FAKEHWNEW"\n$env:hw_secret_key = 'FAKEnew'; Write-Host hi\n`,
    without: `$x = 1\n$env:hw_secret_key = ''; Write-Host hi\n`,
  },
  {
    target: 'env-cmd',
    key: hw,
    place: 'HUAWEICLOUD_SDK_AK',
    text: `@echo off\nset HUAWEICLOUD_SDK_AK=old-id\nset "HUAWEICLOUD_SDK_SK=old-secret"& echo hi\n`,
    replaced: `@echo off\nset "HUAWEICLOUD_SDK_AK=FAKEHWNEW"\nset "HUAWEICLOUD_SDK_SK=FAKEnew"& echo hi\n`,
    without: `@echo off\nset "HUAWEICLOUD_SDK_SK="& echo hi\n`,
  },
  {
    target: 'terraform',
    key: ali,
    place: 'variables alicloud_*',
    text: `# mine\nregion = "x"\nalicloud_access_key   = "old-id" # id\nalicloud_secret_key   = "old-secret"\nhuawei_access_key = "kept"\nhuawei_secret_key = "kept"\n`,
    replaced: `# mine\nregion = "x"\nalicloud_access_key   = "LTAIFAKEnew" # id\nalicloud_secret_key   = "FAKEnew"\nhuawei_access_key = "kept"\nhuawei_secret_key = "kept"\n`,
    without: `# mine\nregion = "x"\nhuawei_access_key = "kept"\nhuawei_secret_key = "kept"\n`,
  },
];

describe.each(files)('$target', ({ target, key, options, place, text, replaced, without }) => {
  // A byte order mark is no part of JSON that the tools take, but an editor may have put one there.
  it.each([
    ['LF', (one: string) => one],
    ['CRLF', (one: string) => one.replaceAll('\n', '\r\n')],
    ['a byte order mark', (one: string) => `\ufeff${one}`],
  ])('replaces values and nothing else, with %s', (_name, as) => {
    expect(merged(target, as(text), key, options)).toBe(as(replaced));
    expect(merged(target, as(replaced), key, options)).toBe(as(replaced));
  });

  it.each([
    ['LF', (one: string) => one],
    ['CRLF', (one: string) => one.replaceAll('\n', '\r\n')],
  ])('takes out the pair and nothing else, with %s', (_name, as) => {
    expect(removed(target, as(text), place)).toBe(as(without));
    expect(remove(target, as(text), 'no such')).toEqual({ ok: false, problem: 'no-such-place' });
    expect(removed(target, as(text), place)).not.toMatch(/old-(id|secret)/);
  });

  it('puts the pair back where it was taken from', () => {
    const again = merged(target, removed(target, text, place), key, options);
    const result = read(target, again);
    expect(result.ok && result.keys.some((one) => one.place === place && textOf(one.secret) === 'FAKEnew')).toBe(true);
    expect(merged(target, again, key, options)).toBe(again);
  });

  it('adds an entry to a text of its own kind that holds others, keeping that whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# note', '', '; note', '# a = b', '// x'), { maxLength: 5 }),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        (lines, ended, lineEnd) => {
          if (target === 'aliyun-cli') return;
          const before = lines.join(lineEnd) + (ended ? lineEnd : '');
          const after = merged(target, before, key, options);
          expect(after.startsWith(before)).toBe(true);
          expect(after.slice(before.length).trim().replaceAll('\r\n', '\n')).toBe(
            merged(target, '', key, options).trim(),
          );
          if (before.includes('\n')) expect(after.replaceAll(lineEnd, '')).not.toMatch(/[\r\n]/);
          expect(merged(target, after, key, options)).toBe(after);
        },
      ),
    );
  });

  it('refuses what is too large', () => {
    expect(merge(target, ' '.repeat(1024 * 1024 + 1), key, options)).toEqual({ ok: false, problem: 'too-large' });
    expect(merge(target, `#${' '.repeat(1024 * 1024 - 1)}`, key, options).ok).toBe(false);
  });
});

describe('aliyun-cli', () => {
  const file = (current: string, ...profiles: object[]) => JSON.stringify({ current, profiles }, null, 2);
  const parsed = (text: string) => JSON.parse(text) as { current: string; profiles: Record<string, unknown>[] };

  it('adds a profile at the end, with the indentation of the file', () => {
    expect(merged('aliyun-cli', file('a', { name: 'a', region_id: 'x' }), ali, { entry: 'b' })).toBe(
      file(
        'a',
        { name: 'a', region_id: 'x' },
        {
          name: 'b',
          mode: 'AK',
          access_key_id: 'LTAIFAKEnew',
          access_key_secret: 'FAKEnew',
          region_id: 'cn-hangzhou',
          output_format: 'json',
          language: 'en',
        },
      ),
    );
  });

  it('leaves the current profile, makes the new one current when asked, and mends one that is not there', () => {
    const text = file('a', { name: 'a' });
    expect(parsed(merged('aliyun-cli', text, ali, { entry: 'b' })).current).toBe('a');
    expect(parsed(merged('aliyun-cli', text, ali, { entry: 'b', makeCurrent: true })).current).toBe('b');
    expect(parsed(merged('aliyun-cli', file('gone', { name: 'a' }), ali, { entry: 'b' })).current).toBe('b');
    expect(parsed(merged('aliyun-cli', '{"profiles":[]}', ali, { entry: 'b' })).current).toBe('b');
    expect(
      parsed(merged('aliyun-cli', '{"profiles":[{"name":"default"}]}', ali, { entry: 'b' })).current,
    ).toBeUndefined();
  });

  it('goes from a long-term key to a temporary one and back, and leaves a role a role', () => {
    const sts = merged('aliyun-cli', file('a', { name: 'a', mode: 'AK' }), aliSts, { entry: 'a' });
    expect(parsed(sts).profiles[0]).toMatchObject({
      mode: 'StsToken',
      sts_token: 'TOKENnew',
      region_id: 'cn-hangzhou',
    });
    const long = parsed(merged('aliyun-cli', sts, ali, { entry: 'a' })).profiles[0];
    expect([long?.mode, long?.sts_token]).toEqual(['AK', undefined]);
    const role = file('a', { name: 'a', mode: 'ramrolearn', ram_role_arn: 'r', region_id: 'x' });
    expect(parsed(merged('aliyun-cli', role, ali, { entry: 'a', region: 'y' })).profiles[0]).toMatchObject({
      mode: 'RamRoleArn',
      ram_role_arn: 'r',
      access_key_secret: 'FAKEnew',
      region_id: 'y',
    });
  });

  it('leaves one of a property that stands there twice, and no trace of either when it goes', () => {
    const text = `{"profiles":[{"access_key_secret":"old-1","name":"a","access_key_secret":"old-2","mode":"AK","access_key_id":"old-3"}]}`;
    const after = merged('aliyun-cli', text, ali, { entry: 'a' });
    expect(after).toContain('{"name":"a","access_key_secret":"FAKEnew","mode":"AK","access_key_id":"LTAIFAKEnew"');
    expect(removed('aliyun-cli', text, 'a')).toBe('{"profiles":[{"name":"a","mode":"AK"}]}');
  });

  it('changes the first of two profiles with one name, as the CLI takes it', () => {
    const [first, second] = parsed(
      merged('aliyun-cli', file('a', { name: 'a' }, { name: 'a' }), ali, { entry: 'a' }),
    ).profiles;
    expect([first?.access_key_secret, second?.access_key_secret]).toEqual(['FAKEnew', undefined]);
  });

  it('keeps every other value, whatever it is', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 5 })
      .filter((one) => !one.startsWith('access_key') && one !== 'a');
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
        fc.constantFrom(undefined, 2, 4, '\t'),
        (other, indent) => {
          const before = {
            ...other,
            current: 'a',
            profiles: [{ name: 'a', extra: other, mode: 'AK', region_id: 'r' }],
          };
          const after = merged('aliyun-cli', JSON.stringify(before, null, indent), ali, { entry: 'a' });
          const pair = { access_key_id: 'LTAIFAKEnew', access_key_secret: 'FAKEnew' };
          expect(JSON.parse(after)).toEqual(
            JSON.parse(JSON.stringify({ ...before, profiles: [{ ...before.profiles[0], ...pair }] })),
          );
          expect(merged('aliyun-cli', after, ali, { entry: 'a' })).toBe(after);
          expect(removed('aliyun-cli', after, 'a')).not.toContain('FAKEnew');
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('repeated entries', () => {
  it('a key or section that occurs twice has one value for every reader', () => {
    expect(merged('huaweicloud-credentials', '[basic]\nak=1\nak=2\n[x]\n[basic]\nsk=3\nsecurity_token=4\n', hw)).toBe(
      '[basic]\nak=FAKEHWNEW\nak=FAKEHWNEW\n[x]\n[basic]\nsk=FAKEnew\n',
    );
    expect(merged('env-sh', 'export HUAWEICLOUD_SDK_AK=1 HUAWEICLOUD_SDK_AK=2\n', hw)).toBe(
      "export HUAWEICLOUD_SDK_AK=FAKEHWNEW HUAWEICLOUD_SDK_AK=FAKEHWNEW\nexport HUAWEICLOUD_SDK_SK='FAKEnew'\n",
    );
  });

  it('a section takes what is missing at its own end, in the style of the file', () => {
    expect(merged('huaweicloud-credentials', '[basic]\nproject_id=1\n\n[global]\nak=k\n', hw)).toBe(
      '[basic]\nproject_id=1\nak=FAKEHWNEW\nsk=FAKEnew\n\n[global]\nak=k\n',
    );
    expect(merged('huaweicloud-credentials', '[basic]', hw)).toBe('[basic]\nak = FAKEHWNEW\nsk = FAKEnew');
    expect(merged('huaweicloud-credentials', '[a]\nx=1', hw)).toBe('[a]\nx=1\n\n[basic]\nak=FAKEHWNEW\nsk=FAKEnew');
  });

  it('ossutil 2 has its default section set where there is no other', () => {
    expect(merged('ossutil', '[default]\nregion = r\n', ali)).toBe(
      '[default]\nregion = r\naccessKeyID = LTAIFAKEnew\naccessKeySecret = FAKEnew\n',
    );
  });

  it('a role of the SDKs stays one', () => {
    expect(merged('alibabacloud-credentials', '[default]\ntype = ram_role_arn\nrole_arn = r\n', ali)).toBe(
      '[default]\ntype = ram_role_arn\nrole_arn = r\nenable = true\naccess_key_id = LTAIFAKEnew\naccess_key_secret = FAKEnew\n',
    );
  });
});

// Of a tab, a wide blank or a byte order mark, YAML would make a part of the first name.
it.each(targetIds)('a text of blanks only is a file to begin: %s', (target) => {
  const key = merge(target, '', ali).ok ? ali : hw;
  const keysIn = (text: string) => {
    const result = read(target, text);
    return result.ok && result.keys.map(({ accessKeyId, secret }) => [accessKeyId, textOf(secret)]);
  };
  const fresh = keysIn(merged(target, '', key));
  for (const text of [' ', '\t', '\n\t', '  \n', '\u3000', '\u00a0\n', '\ufeff', '\ufeff\t\n', '\r\n', '\t\r\n ']) {
    const once = merged(target, text, key);
    expect(keysIn(once), JSON.stringify(text)).toEqual(fresh);
    expect(merged(target, once, key), JSON.stringify(text)).toBe(once);
  }
});

it('what stands in the place of blanks has their line ends', () => {
  for (const target of ['kubernetes-secret', 'spring-yaml'] as const)
    expect(merged(target, '\r\n', ali), target).toMatch(/^(?:[^\r\n]+\r\n)+$/);
});

describe('Terraform', () => {
  it('does not write over a reference', () => {
    expect(merge('terraform', 'alicloud_access_key = local.x\n', ali)).toEqual({ ok: false, problem: 'not-writable' });
  });

  it('does not write variables into a block that is never closed', () => {
    for (const text of ['backend "oss" {', 'provider "alicloud" {\n', 'keys = [\n']) {
      expect(merge('terraform', text, ali), text).toEqual({ ok: false, problem: 'not-writable' });
    }
  });

  it('takes a pair out of a provider block, on lines of its own and among others', () => {
    expect(
      removed(
        'terraform',
        'provider "alicloud" {\n  access_key = "old"\n  secret_key = "old" // x\n  region = "r"\n}\n',
        'provider alicloud',
      ),
    ).toBe('provider "alicloud" {\n  region = "r"\n}\n');
    expect(removed('terraform', 'provider "alicloud" { secret_key = "old" }\n', 'provider alicloud')).toBe(
      'provider "alicloud" { secret_key = "" }\n',
    );
  });
});

it('files that only come in lose their pairs too', () => {
  expect(
    removed('aliyuncli-legacy', '[default]\naliyun_access_key_id=1\nx=1\naliyun_access_key_secret=2\n', 'default'),
  ).toBe('[default]\nx=1\n');
  expect(removed('functiongraph', 'access_key_id=1\nsecret_access_key=2\nregion=3\n', 'access_key_id')).toBe(
    'region=3\n',
  );
  const koo = '{"current":"a","profiles":[{"name":"a","accessKeyId":"1","secretAccessKey":"2","region":"3"}]}';
  expect(removed('koocli', koo, 'a')).toBe('{"current":"a","profiles":[{"name":"a","region":"3"}]}');
  expect(render('terraform', ali).ok).toBe(true);
});
