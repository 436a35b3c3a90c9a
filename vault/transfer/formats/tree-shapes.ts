import { type Provider, providerOf, type Shape } from '../../../common/providers';
import type { NamedPair } from './pairs-among';
import type { Item } from './tree-items';

/** Pairs whose names say nothing, by the shapes of their values. */

const fits = (shapes: readonly Shape[], value: string) => shapes.some(({ pattern }) => pattern.test(value.trim()));
// Those whose shapes are their own.
const shaped: readonly Provider[] = [providerOf('alibaba'), providerOf('huawei')];

/**
 * Returns the pair among values that stand together: the only one with the shape of an ID, and the only one with the
 * shape of that provider's secret. A name may be the ID.
 */
export function pairByShape(items: readonly Item[]): NamedPair<Item>[] {
  for (const { accessKeyId, secret } of shaped) {
    const shapes = [...accessKeyId.shapes['long-term'], ...accessKeyId.shapes.temporary];
    const keyed = items.filter(({ name, value }) => fits(shapes, name) && fits(secret.shapes, value ?? ''));
    if (keyed.length > 0) return keyed.map((item) => pairOf({ ...item, name: '', value: item.name, node: null }, item));
    const ids = items.filter(({ value }) => fits(shapes, value ?? ''));
    const secrets = items.filter(({ value }) => fits(secret.shapes, value ?? ''));
    const [id, one] = [ids[0], secrets[0]];
    if (id && one && ids.length === 1 && secrets.length === 1) return [pairOf(id, one)];
  }
  return [];
}

function pairOf(accessKeyId: Item, secret: Item): NamedPair<Item> {
  const none = { token: null, expires: null, endpoint: null, region: null, provider: null };
  return {
    label: '',
    before: [],
    vague: false,
    accessKeyId,
    secret,
    ...none,
    all: [accessKeyId, secret].filter(({ name }) => name !== ''),
  };
}
