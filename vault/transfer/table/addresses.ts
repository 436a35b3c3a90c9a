import type { ProviderId } from '../../../common/providers';

/** What the address of a console or a service says about a key's provider. */

const domains: Readonly<Partial<Record<ProviderId, readonly string[]>>> = {
  alibaba: ['aliyun.com', 'aliyuncs.com', 'alibabacloud.com', 'alibabacloudcs.com'],
  huawei: ['huaweicloud.com', 'myhuaweicloud.com', 'huaweicloud.cn', 'myhuaweicloud.cn'],
  pingan: ['pinganyun.com', 'yun.pingan.com', 'pinganyuncs.com'],
};

const address = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#\s@]*@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]|$)/i;

/** Returns whether the text is an address, with or without its scheme. */
export const isAddress = (text: string): boolean => text.includes('://') || address.test(text.trim());

/** Returns the provider whose domain the address is in, or `null`. */
export function providerOfAddress(text: string): ProviderId | null {
  const host = address.exec(text.trim())?.[1]?.toLowerCase();
  if (host === undefined) return null;
  for (const [provider, names] of Object.entries(domains)) {
    if (names.some((name) => host === name || host.endsWith(`.${name}`))) return provider as ProviderId;
  }
  return null;
}
