import type { Localized } from '../languages';

/**
 * The files and snippets that command-line tools and SDKs take keys from. A provider's data names those that fit it.
 * How each is read and written is in the vault (`vault/transfer/formats`).
 */

/** What Keyfold writes: a file of its own, an entry in an existing one, or lines to paste. */
export const targetIds = [
  'env-sh',
  'env-powershell',
  'env-cmd',
  'dotenv',
  'aliyun-cli',
  'alibabacloud-credentials',
  'ossutil',
  'huaweicloud-credentials',
  'obsutil',
  'terraform',
  'rclone',
  's3cmd',
  'aws-credentials',
  'odps',
  'sls',
  'spring-properties',
  'spring-yaml',
  'kubernetes-secret',
] as const;
export type TargetId = (typeof targetIds)[number];

/** What Keyfold reads: all of the targets, and some files that it only imports. */
export const formatIds = [
  ...targetIds,
  'aliyuncli-legacy',
  'koocli',
  'functiongraph',
  'json',
  'yaml',
  'lines',
] as const;
export type FormatId = (typeof formatIds)[number];

export interface ToolFile {
  name: Localized;
  /** Where the tool looks for it, below the home folder; `null` if the person decides. */
  path: string | null;
  /** The places, the one of `path` first, if not all programs look in the same one, and who looks there. */
  places?: readonly ToolPlace[];
  /**
   * The entry that a key is written to unless the person names another. `null` if the file holds one key or its names
   * are fixed.
   */
  entry: string | null;
}

export interface ToolPlace {
  path: string;
  readers: Localized;
}

export const toolFiles: Readonly<Record<FormatId, ToolFile>> = {
  'env-sh': { name: { en: 'Shell (export)', 'zh-CN': 'Shell（export）' }, path: null, entry: null },
  'env-powershell': { name: { en: 'PowerShell', 'zh-CN': 'PowerShell' }, path: null, entry: null },
  'env-cmd': { name: { en: 'Windows batch file (set)', 'zh-CN': 'Windows 批处理（set）' }, path: null, entry: null },
  dotenv: { name: { en: '.env file', 'zh-CN': '.env 文件' }, path: null, entry: null },
  'aliyun-cli': {
    name: { en: 'Alibaba Cloud CLI', 'zh-CN': '阿里云 CLI' },
    path: '.aliyun/config.json',
    entry: 'default',
  },
  'alibabacloud-credentials': {
    name: { en: 'Alibaba Cloud SDKs', 'zh-CN': '阿里云 SDK' },
    path: '.alibabacloud/credentials',
    places: [
      { path: '.alibabacloud/credentials', readers: { en: 'Go, Node.js, PHP', 'zh-CN': 'Go、Node.js、PHP' } },
      { path: '.alibabacloud/credentials.ini', readers: { en: 'Java, Python', 'zh-CN': 'Java、Python' } },
    ],
    entry: 'default',
  },
  ossutil: { name: { en: 'ossutil', 'zh-CN': 'ossutil' }, path: '.ossutilconfig', entry: 'Credentials' },
  'huaweicloud-credentials': {
    name: { en: 'Huawei Cloud SDKs', 'zh-CN': '华为云 SDK' },
    path: '.huaweicloud/credentials',
    entry: 'basic',
  },
  obsutil: { name: { en: 'obsutil', 'zh-CN': 'obsutil' }, path: '.obsutilconfig', entry: null },
  terraform: { name: { en: 'Terraform variables', 'zh-CN': 'Terraform 变量' }, path: null, entry: null },
  'aliyuncli-legacy': {
    name: { en: 'Alibaba Cloud CLI (old, Python)', 'zh-CN': '阿里云 CLI（旧版 Python）' },
    path: '.aliyuncli/credentials',
    entry: null,
  },
  koocli: { name: { en: 'Huawei Cloud KooCLI', 'zh-CN': '华为云 KooCLI' }, path: '.hcloud/config.json', entry: null },
  functiongraph: {
    name: { en: 'Huawei Cloud FunctionGraph', 'zh-CN': '华为云函数工作流' },
    path: '.fg/credentials',
    entry: null,
  },
  json: { name: { en: 'JSON', 'zh-CN': 'JSON' }, path: null, entry: null },
  yaml: { name: { en: 'YAML', 'zh-CN': 'YAML' }, path: null, entry: null },
  rclone: { name: { en: 'rclone', 'zh-CN': 'rclone' }, path: '.config/rclone/rclone.conf', entry: 'keyfold' },
  s3cmd: { name: { en: 's3cmd', 'zh-CN': 's3cmd' }, path: '.s3cfg', entry: null },
  'aws-credentials': {
    name: { en: 'AWS credentials file', 'zh-CN': 'AWS 凭证文件' },
    path: '.aws/credentials',
    entry: 'keyfold',
  },
  odps: {
    name: { en: 'MaxCompute client', 'zh-CN': 'MaxCompute 客户端' },
    path: '.odpscmd/odps_config.ini',
    entry: null,
  },
  sls: { name: { en: 'Log Service CLI', 'zh-CN': '日志服务 CLI' }, path: '.aliyunlogcli', entry: 'main' },
  'spring-properties': {
    name: { en: 'Spring (properties)', 'zh-CN': 'Spring（properties）' },
    path: null,
    entry: null,
  },
  'spring-yaml': { name: { en: 'Spring (YAML)', 'zh-CN': 'Spring（YAML）' }, path: null, entry: null },
  'kubernetes-secret': {
    name: { en: 'Kubernetes Secret', 'zh-CN': 'Kubernetes Secret' },
    path: null,
    entry: 'access-key',
  },
  lines: { name: { en: 'Names and values', 'zh-CN': '名称和值' }, path: null, entry: null },
};

/** What a target is for, as the list shows them. */
export const targetGroups = ['variables', 'provider', 'storage', 'application'] as const;
export type TargetGroup = (typeof targetGroups)[number];

export interface TargetFacts {
  group: TargetGroup;
  /** The usual name of such a file. */
  fileName: string;
  /**
   * What a person can name: an entry of the file, the beginning of the variables' names (`spring`: with dots), or the
   * set of variables; `null`: nothing.
   */
  names: 'entry' | 'prefix' | 'spring' | 'variables' | null;
  /** The person can name the parts of the key too. */
  ownNames: boolean;
  /**
   * The region that is written, unless the person names another or the file has one already. `storage`: that of the
   * provider's storage. `null`: the tool's file has no region.
   */
  region: string | null;
  /** The tool has a current entry, which it uses if none is named. */
  current: boolean;
}

const variables = { group: 'variables', names: 'variables', ownNames: true, region: null, current: false } as const;
const entries = { group: 'provider', names: 'entry', ownNames: false, region: null, current: false } as const;
const storage = { group: 'storage', ownNames: false, region: 'storage', current: false } as const;
const application = { group: 'application', ownNames: true, region: null, current: false } as const;

export const targetFacts: Readonly<Record<TargetId, TargetFacts>> = {
  'env-sh': { ...variables, fileName: 'credentials.sh' },
  'env-powershell': { ...variables, fileName: 'credentials.ps1' },
  'env-cmd': { ...variables, fileName: 'credentials.cmd' },
  dotenv: { ...variables, fileName: '.env' },
  'aliyun-cli': { ...entries, fileName: 'config.json', region: 'cn-hangzhou', current: true },
  'alibabacloud-credentials': { ...entries, fileName: 'credentials' },
  ossutil: { ...entries, fileName: '.ossutilconfig', region: 'cn-hangzhou' },
  'huaweicloud-credentials': { ...entries, fileName: 'credentials' },
  obsutil: { ...entries, fileName: '.obsutilconfig', names: null, region: 'cn-north-4' },
  terraform: { ...entries, fileName: 'terraform.tfvars', names: 'prefix' },
  rclone: { ...storage, fileName: 'rclone.conf', names: 'entry' },
  s3cmd: { ...storage, fileName: '.s3cfg', names: null },
  'aws-credentials': { ...storage, fileName: 'credentials', names: 'entry' },
  odps: { ...entries, fileName: 'odps_config.ini', names: null, region: 'cn-hangzhou' },
  sls: { ...entries, fileName: '.aliyunlogcli', region: 'cn-hangzhou' },
  'spring-properties': { ...application, fileName: 'application.properties', names: 'spring' },
  'spring-yaml': { ...application, fileName: 'application.yml', names: 'spring' },
  'kubernetes-secret': { ...application, fileName: 'secret.yaml', names: 'entry' },
};
