import { isKnownProvider, type ProviderId, type StoredProviderId } from '../providers';
import { alibabaManual } from './alibaba';
import { huaweiManual } from './huawei';
import type { Manual } from './manual';
import { pinganManual } from './pingan';
import { privateAlibabaManual } from './private-alibaba';

export * from './manual';

const byId: Readonly<Record<ProviderId, Manual>> = {
  alibaba: alibabaManual,
  'private-alibaba': privateAlibabaManual,
  huawei: huaweiManual,
  pingan: pinganManual,
};

/** Returns what the provider's manual says; `null` for a provider that only a later Keyfold knows. */
export function manualOf(id: ProviderId): Manual;
export function manualOf(id: StoredProviderId): Manual | null;
export function manualOf(id: StoredProviderId): Manual | null {
  return isKnownProvider(id) ? byId[id] : null;
}
