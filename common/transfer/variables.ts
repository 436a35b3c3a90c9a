/**
 * Environment variables that hold a key, three names for each set. A provider's data names the sets that belong to
 * it, the preferred one first. A set that no provider names belongs to a provider that Keyfold doesn't support.
 */
export interface VariableSet {
  accessKeyId: string;
  secret: string;
  token: string;
}

/** Every set, under the name of its first variable. */
export const variableSets = {
  // Alibaba Cloud's SDKs and CLI. The CLI takes the first of these four that is set.
  ALIBABA_CLOUD_ACCESS_KEY_ID: {
    accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    token: 'ALIBABA_CLOUD_SECURITY_TOKEN',
  },
  ALIBABACLOUD_ACCESS_KEY_ID: {
    accessKeyId: 'ALIBABACLOUD_ACCESS_KEY_ID',
    secret: 'ALIBABACLOUD_ACCESS_KEY_SECRET',
    token: 'ALIBABACLOUD_SECURITY_TOKEN',
  },
  ALICLOUD_ACCESS_KEY_ID: {
    accessKeyId: 'ALICLOUD_ACCESS_KEY_ID',
    secret: 'ALICLOUD_ACCESS_KEY_SECRET',
    token: 'ALICLOUD_SECURITY_TOKEN',
  },
  ACCESS_KEY_ID: { accessKeyId: 'ACCESS_KEY_ID', secret: 'ACCESS_KEY_SECRET', token: 'SECURITY_TOKEN' },
  // Terraform's alicloud provider.
  ALICLOUD_ACCESS_KEY: {
    accessKeyId: 'ALICLOUD_ACCESS_KEY',
    secret: 'ALICLOUD_SECRET_KEY',
    token: 'ALICLOUD_SECURITY_TOKEN',
  },
  ALIBABA_CLOUD_ACCESS_KEY: {
    accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY',
    secret: 'ALIBABA_CLOUD_SECRET_KEY',
    token: 'ALIBABA_CLOUD_SECURITY_TOKEN',
  },
  ALIBABACLOUD_ACCESS_KEY: {
    accessKeyId: 'ALIBABACLOUD_ACCESS_KEY',
    secret: 'ALIBABACLOUD_SECRET_KEY',
    token: 'ALIBABACLOUD_SECURITY_TOKEN',
  },
  // OSS SDKs and ossfs.
  OSS_ACCESS_KEY_ID: { accessKeyId: 'OSS_ACCESS_KEY_ID', secret: 'OSS_ACCESS_KEY_SECRET', token: 'OSS_SESSION_TOKEN' },
  // Terraform's provider of the private cloud.
  ALIBABACLOUDSTACK_ACCESS_KEY: {
    accessKeyId: 'ALIBABACLOUDSTACK_ACCESS_KEY',
    secret: 'ALIBABACLOUDSTACK_SECRET_KEY',
    token: 'ALIBABACLOUDSTACK_SECURITY_TOKEN',
  },
  // Huawei Cloud's SDKs; its Terraform provider, also by the OpenStack names; obsutil and the OBS SDKs.
  HUAWEICLOUD_SDK_AK: {
    accessKeyId: 'HUAWEICLOUD_SDK_AK',
    secret: 'HUAWEICLOUD_SDK_SK',
    token: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
  },
  HW_ACCESS_KEY: { accessKeyId: 'HW_ACCESS_KEY', secret: 'HW_SECRET_KEY', token: 'HW_SECURITY_TOKEN' },
  OS_ACCESS_KEY: { accessKeyId: 'OS_ACCESS_KEY', secret: 'OS_SECRET_KEY', token: 'OS_SECURITY_TOKEN' },
  OBS_ACCESS_KEY_ID: {
    accessKeyId: 'OBS_ACCESS_KEY_ID',
    secret: 'OBS_SECRET_ACCESS_KEY',
    token: 'OBS_SECURITY_TOKEN',
  },
  AWS_ACCESS_KEY_ID: {
    accessKeyId: 'AWS_ACCESS_KEY_ID',
    secret: 'AWS_SECRET_ACCESS_KEY',
    token: 'AWS_SESSION_TOKEN',
  },
} as const satisfies Readonly<Record<string, VariableSet>>;

export type VariableSetId = keyof typeof variableSets;
export const variableSetIds = Object.keys(variableSets) as readonly VariableSetId[];
