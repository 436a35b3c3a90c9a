import { describe, it } from 'vitest';
import { aliId, aliSecret, expectFile, hwId, hwSecret } from './expect-file';

describe('environment files', () => {
  const key = `ALIBABA_CLOUD_ACCESS_KEY_ID alibaba long-term ${aliId} ${aliSecret} `;

  it('sh', () => {
    expectFile(
      'env-sh',
      [
        '#!/bin/sh',
        `export ALIBABA_CLOUD_ACCESS_KEY_ID=old`,
        `  export ALIBABA_CLOUD_ACCESS_KEY_ID=${aliId} # the ID`,
        `export ALIBABA_CLOUD_ACCESS_KEY_SECRET="${aliSecret.slice(0, 5)}"'${aliSecret.slice(5)}'`,
        `export HUAWEICLOUD_SDK_AK=${hwId}; export HUAWEICLOUD_SDK_SK=${hwSecret}`,
        `HW_ACCESS_KEY=${hwId} HW_SECRET_KEY=$SECRET HW_SECURITY_TOKEN=\\x some-command`,
        'export OBS_SECRET_ACCESS_KEY="`pass obs`"',
        'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=x',
        'if true; then export OSS_ACCESS_KEY_ID=no; fi',
        `export ACCESS_KEY_ID='unclosed`,
      ].join('\n'),
      [key, `HUAWEICLOUD_SDK_AK huawei long-term ${hwId} ${hwSecret} `],
      [
        'HW_ACCESS_KEY: not-literal',
        'OBS_ACCESS_KEY_ID: not-literal',
        'AWS_ACCESS_KEY_ID: other-provider',
        'OSS_ACCESS_KEY_ID: incomplete',
      ],
    );
  });

  it('.env', () => {
    expectFile(
      'dotenv',
      [
        `ALIBABA_CLOUD_ACCESS_KEY_ID = ${aliId} # the ID`,
        `ALIBABA_CLOUD_ACCESS_KEY_SECRET="${aliSecret}" # the secret`,
        `OBS_ACCESS_KEY_ID='${hwId}'`,
        `OBS_SECRET_ACCESS_KEY=\${SECRET}`,
        'DATABASE="a',
        'b"',
      ].join('\n'),
      [key],
      ['OBS_ACCESS_KEY_ID: not-literal'],
    );
  });

  it('PowerShell', () => {
    expectFile(
      'env-powershell',
      [
        `$Env:alibaba_cloud_access_key_id = "${aliId}"; \${env:ALIBABA_CLOUD_ACCESS_KEY_SECRET}='${aliSecret}' # both`,
        `$env:HW_ACCESS_KEY = "$id"`,
        `$env:HW_SECRET_KEY = Get-Secret`,
      ].join('\r\n'),
      [key],
      ['HW_ACCESS_KEY: not-literal'],
    );
  });

  it('batch files', () => {
    expectFile(
      'env-cmd',
      [
        '@echo off',
        `@SET ALIBABA_CLOUD_ACCESS_KEY_ID=${aliId}`,
        `set "ALIBABA_CLOUD_ACCESS_KEY_SECRET=${aliSecret}" & rem the secret`,
        'set HW_ACCESS_KEY=%ID%',
        'set /p OSS_ACCESS_KEY_ID=?',
      ].join('\r\n'),
      [key],
      ['HW_ACCESS_KEY: not-literal'],
    );
  });

  it('asks whose a key under the bare names is, unless its shape tells', () => {
    const file = (id: string, secret: string) => `ACCESS_KEY_ID=${id}\nACCESS_KEY_SECRET=${secret}\n`;
    expectFile('dotenv', file(aliId, aliSecret), [`ACCESS_KEY_ID alibaba long-term ${aliId} ${aliSecret} `]);
    expectFile('dotenv', file(hwId, hwSecret), [`ACCESS_KEY_ID huawei long-term ${hwId} ${hwSecret} `]);
    expectFile('dotenv', file('fake', 'fake'), ['ACCESS_KEY_ID  long-term fake fake ']);
  });
});

describe('Terraform', () => {
  it('provider blocks', () => {
    expectFile(
      'terraform',
      [
        '# access_key = "in a comment"',
        '/* provider "alicloud" { access_key = "x" } */',
        'provider "alicloud" {',
        '  region     = "cn-hangzhou" // here',
        `  access_key = "${aliId}"`,
        `  secret_key = "${aliSecret}"`,
        '  assume_role { session_name = "secret_key" }',
        '}',
        'provider "alicloud" {',
        '  alias = "dev"',
        '  access_key = var.access_key',
        `  secret_key = "\${var.secret_key["a"]}"`,
        '}',
        `provider "huaweicloud" { access_key = "${hwId}" }`,
        'provider "aws" {',
        '  access_key = "AKIAIOSFODNN7EXAMPLE"',
        '  secret_key = "EXAMPLE"',
        '}',
        'resource "alicloud_ram_access_key" "a" {',
        '  secret_key = "none of ours"',
        '}',
        'locals { text = <<-EOT',
        '  provider "alicloud" { access_key = "x" }',
        '  EOT',
        '}',
      ].join('\n'),
      [`provider alicloud alibaba long-term ${aliId} ${aliSecret} `],
      ['provider alicloud.dev: not-literal', 'provider huaweicloud: incomplete', 'provider aws: other-provider'],
    );
  });

  it('variables and their defaults', () => {
    expectFile(
      'terraform',
      [
        `alicloud_access_key = "${aliId}"`,
        `alicloud_secret_key = "${aliSecret}"`,
        `access_key = "${hwId}"`,
        `secret_key = "${hwSecret}"`,
        'variable "huawei_ak" {',
        '  type    = string',
        '  default = "HSTFAKE0000000000001"',
        '}',
        `variable "huawei_sk" { default = "${hwSecret}" }`,
        'region = "cn-hangzhou"',
        'aws_access_key = "x"',
      ].join('\n'),
      [
        `variables alicloud_* alibaba long-term ${aliId} ${aliSecret} `,
        `variables * huawei long-term ${hwId} ${hwSecret} `,
        `variables huawei_* huawei temporary HSTFAKE0000000000001 ${hwSecret} `,
      ],
      ['variables aws_*: other-provider'],
    );
  });
});
