import type { ProviderId } from '../../../common/providers';
import { wordsOf } from './name-words';

/** Which cloud a name speaks of: the name of a variable, a section or a file, or what stands in a field `provider`. */

/**
 * What a text says: a provider; `other`: a provider that Keyfold doesn't know; `aws`: AWS, or any other whose store can
 * be used like AWS's; `null`: nothing.
 */
type Said = ProviderId | 'other' | 'aws' | null;

const said: Readonly<Record<NonNullable<Said>, string>> = {
  'private-alibaba': 'alibabacloudstack apsarastack apsara asapi',
  alibaba:
    'aliyun alicloud alibaba alibabacloud ali alidns alidysms alioss aliyunoss oss ossfs odps maxcompute sls acs dysms 阿里 阿里云',
  huawei: 'huawei huaweicloud huaweiobs hwcloud hcloud hw hwc hws obs obsfs obsutil 华为 华为云',
  pingan: 'pingan pacloud 平安 平安云',
  aws: 'aws amazon amazonaws',
  other: [
    'tencent tencentcloud qcloud cos volcengine volc tos qiniu kodo baidu bce bos ucloud ksyun ks3 jdcloud ctyun upyun',
    'azure gcp gcs google minio wasabi backblaze cloudflare digitalocean scaleway linode oracle oci 腾讯云 百度云',
  ].join(' '),
};
const byWord = new Map<string, NonNullable<Said>>(
  Object.entries(said).flatMap(([who, words]) => words.split(' ').map((word) => [word, who as NonNullable<Said>])),
);

// Names that are two words.
const phrases: readonly [RegExp, ProviderId][] = [
  [/\bali\w*(?: cloud)? ?stack\b|\bapsara/, 'private-alibaba'],
  [/\bping ?an\b/, 'pingan'],
];

/** Returns the provider that a name speaks of. */
export function providerInName(name: string): Said {
  const own = wordsOf(name.slice(0, 400));
  const joined = own.join(' ');
  const phrase = phrases.find(([pattern]) => pattern.test(joined));
  if (phrase) return phrase[1];
  for (const word of own) {
    const who = byWord.get(word) ?? byWord.get(word.replace(/\d+$/, ''));
    if (who) return who;
  }
  return null;
}
