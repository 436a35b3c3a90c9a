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
] as const;
export type TargetId = (typeof targetIds)[number];

/** What Keyfold reads: all of the targets, and some files that it only imports. */
export const formatIds = [
  ...targetIds,
  'aliyuncli-legacy',
  'koocli',
  'functiongraph',
  'aws-credentials',
  'lines',
] as const;
export type FormatId = (typeof formatIds)[number];

export interface ToolFile {
  name: Localized;
  /** Where the tool looks for it, below the home folder; `null` if the person decides. */
  path: string | null;
  /**
   * The entry that a key is written to unless the person names another. `null` if the file holds one key or its names
   * are fixed.
   */
  entry: string | null;
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
  'aws-credentials': { name: { en: 'AWS credentials', 'zh-CN': 'AWS 凭证' }, path: '.aws/credentials', entry: null },
  lines: { name: { en: 'Names and values', 'zh-CN': '名称和值' }, path: null, entry: null },
};

export interface TargetFacts {
  /** The usual name of such a file. */
  fileName: string;
  /**
   * What a person can name: an entry of the file, the beginning of the variables' names, or the set of variables;
   * `null`: nothing.
   */
  names: 'entry' | 'prefix' | 'variables' | null;
  /**
   * The region that is written, unless the person names another or the file has one already. `null`: the tool's file
   * has no region.
   */
  region: string | null;
  /** The tool has a current entry, which it uses if none is named. */
  current: boolean;
}

export const targetFacts: Readonly<Record<TargetId, TargetFacts>> = {
  'env-sh': { fileName: 'credentials.sh', names: 'variables', region: null, current: false },
  'env-powershell': { fileName: 'credentials.ps1', names: 'variables', region: null, current: false },
  'env-cmd': { fileName: 'credentials.cmd', names: 'variables', region: null, current: false },
  dotenv: { fileName: '.env', names: 'variables', region: null, current: false },
  'aliyun-cli': { fileName: 'config.json', names: 'entry', region: 'cn-hangzhou', current: true },
  'alibabacloud-credentials': { fileName: 'credentials', names: 'entry', region: null, current: false },
  ossutil: { fileName: '.ossutilconfig', names: 'entry', region: 'cn-hangzhou', current: false },
  'huaweicloud-credentials': { fileName: 'credentials', names: 'entry', region: null, current: false },
  obsutil: { fileName: '.obsutilconfig', names: null, region: 'cn-north-4', current: false },
  terraform: { fileName: 'terraform.tfvars', names: 'prefix', region: null, current: false },
};
