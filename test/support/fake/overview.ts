import type { KeyDetail } from '../../../common/keys/access-key';
import { careKinds, type KeyFilter } from '../../../common/keys/filter';
import { ageBands, daysAhead, type Overview } from '../../../common/overview';
import { providerIds } from '../../../common/providers';
import { meets, within } from './keys';

/** Returns what the vault counts of these keys for the overview, as the list of this fake vault has it. */
export function overviewOf(stored: readonly KeyDetail[], now = Date.now()): Overview {
  const having = (filter: KeyFilter) => stored.filter((key) => meets(key, filter, now));
  const today = new Date(now);
  const bounds = Array.from({ length: daysAhead + 1 }, (_, at) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + at).getTime(),
  );
  const used = providerIds.filter((id) => stored.some(({ provider }) => provider === id));
  return {
    keys: stored.length,
    counts: Object.fromEntries(careKinds.map((care) => [care, having({ care }).length])) as Overview['counts'],
    rotations: 0,
    days: bounds.slice(0, -1).map((from, at) => {
      const time = { from, to: bounds[at + 1] };
      const enabled = stored.filter(({ status }) => status === 'enabled');
      return {
        from,
        due: enabled.filter(({ dueAt }) => within(dueAt, time)).length,
        expires: enabled.filter(({ expiresAt }) => within(expiresAt, time)).length,
      };
    }),
    until: bounds.at(-1) ?? now,
    ages: used.map((provider) => ({
      provider,
      keys: ageBands.map((age) => having({ age }).filter((key) => key.provider === provider).length),
    })),
    originals: 0,
  };
}
