import { isAwsId } from '../../../common/csv/aws';
import { type ProviderId, providerOf, providers, type Shape } from '../../../common/providers';
import type { Entry } from './format';
import { providerInName } from './provider-words';

/**
 * Whose a pair is: by the shape of its ID, by an address, or by the words around it, in this order. A name says least,
 * because people keep keys of one provider under another's names.
 */

export interface PairFacts {
  accessKeyId: string;
  secret: string;
  /** An address or a region beside the pair; empty if there is none. */
  endpoint?: string;
  region?: string;
  /** Names around the pair, the nearest first: of the variable, of the section, of the path. */
  names: readonly string[];
}

const fits = (shapes: readonly Shape[], value: string) => shapes.some(({ pattern }) => pattern.test(value));

// Other clouds' AccessKey IDs: of Tencent Cloud, of Google Cloud, of Volcano Engine.
const otherIds = /^(?:AKID[A-Za-z0-9]{32}|GOOG[A-Z0-9]{16,}|AKLT[A-Za-z0-9]{20,})$/;

/** Returns whether a value has the shape of an AccessKey ID, of any provider that has one of its own. */
export function hasIdShape(value: string): boolean {
  return isAwsId(value) || otherIds.test(value) || shapeOwners(value).length > 0;
}

/** Returns the providers whose IDs have this shape. A shape that nearly any text has says nothing. */
function shapeOwners(value: string): ProviderId[] {
  return providers
    .filter(({ id }) => id !== 'private-alibaba')
    .filter(({ accessKeyId: { shapes } }) => fits(shapes['long-term'], value) || fits(shapes.temporary, value))
    .map(({ id }) => id);
}

const addresses: readonly [RegExp, ProviderId | 'other'][] = [
  [/(?:^|[./])(?:aliyuncs|aliyun|alibabacloud)\.com\b|(?:^|\/|\.)oss-[a-z]{2}-[a-z]+/i, 'alibaba'],
  [/(?:^|[./])(?:my)?huaweicloud\.(?:com|eu)\b|(?:^|\/|\.)obs\.[a-z]{2}-[a-z]+-\d/i, 'huawei'],
  [/(?:^|[./])(?:amazonaws\.com|myqcloud\.com|googleapis\.com|volces\.com|bcebos\.com|qiniu\w*\.com)/i, 'other'],
];

// Regions that only one provider has. Both have ap-southeast-1.
const regions: readonly [RegExp, ProviderId][] = [
  [
    /^(?:oss-)?cn-(?:hangzhou|shanghai|beijing|shenzhen|qingdao|zhangjiakou|huhehaote|wulanchabu|heyuan|guangzhou|chengdu|hongkong|nanjing|fuzhou|wuhan\w*)\b/i,
    'alibaba',
  ],
  [/^(?:cn|ap|la|na|af)-(?:north|east|south|southwest)-\d+$/i, 'huawei'],
];

/** Returns the provider of an address, or of a region. */
function providerOfAddress(endpoint: string, region = ''): ProviderId | 'other' | null {
  const address = addresses.find(([pattern]) => pattern.test(endpoint));
  if (address) return address[1];
  return regions.find(([pattern]) => pattern.test(region.trim()))?.[1] ?? null;
}

/**
 * Returns whose a pair is, as an {@link Entry} says it: a provider; the providers that its values may fit, if nothing
 * says it; `null` if it is another provider's.
 */
export function providerOfPair({
  accessKeyId,
  secret,
  endpoint = '',
  region = '',
  names,
}: PairFacts): Entry['provider'] {
  const id = accessKeyId.trim();
  if (isAwsId(id) || otherIds.test(id)) return null;
  const said = names.map(providerInName).find((one) => one !== null) ?? null;
  const owners = shapeOwners(id);
  // Others' IDs may look like Huawei's too, so the secret must fit as well, and another cloud's own name counts more.
  const owner = owners.find((one) => one !== 'huawei' || fits(providerOf(one).secret.shapes, secret.trim()));
  if (owner && !(owner === 'huawei' && said === 'other')) return said === 'private-alibaba' ? said : owner;
  // An address says most. A region may be another program's, so a name says more than that.
  const own = providerOfAddress(endpoint) ?? said ?? providerOfAddress('', region);
  if (own === 'other' || own === 'aws') return null;
  return own ?? ['alibaba', 'huawei'];
}

/** Returns whether half a pair is worth a word: its name, its value or something around it says that it is of a key. */
export function isWorthAWord({ vague }: { vague: boolean }, names: readonly string[]): boolean {
  return !vague || names.some((name) => providerInName(name) !== null);
}
