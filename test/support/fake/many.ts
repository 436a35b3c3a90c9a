import type { AccountNode } from '../../../common/accounts/account';
import { fail } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import { type KeySelection, type KeysChange, mostFirst, type SelectionFacts } from '../../../common/keys/selection';
import type { TagUse } from '../../../common/keys/tags';
import { identityOf, inOrder, type ProviderId, providerOf } from '../../../common/providers';
import { found } from './keys';
import type { Answers, Tell } from './operations';

interface ManyFacts {
  accounts?: Partial<Record<ProviderId, AccountNode[]>>;
  tags?: TagUse[];
}

/**
 * Acts on many keys and on tags, over keys in memory. A selection is answered when it is asked, as by the vault.
 * `remove` moves keys into the recycle bin and returns the ticket that undoes it.
 */
export function ofMany(
  stored: KeyDetail[],
  { accounts, tags: held = [] }: ManyFacts,
  tell: Tell<'main-view'>,
  remove: (ids: readonly string[]) => string,
): Answers<'main-view'> {
  const selected = (keys: KeySelection): KeyDetail[] => {
    if (keys.kind === 'keys') return stored.filter(({ id }) => keys.ids.includes(id));
    const sort = { column: 'age', direction: 'ascending' } as const;
    return found(stored, { ...keys.narrowed, sort }, accounts).filter(({ id }) => !keys.except.includes(id));
  };
  const tags = held.map((tag) => ({ ...tag }));
  const tagOf = (id: number) => tags.find((tag) => tag.id === id) ?? fail('tag-gone', {});
  return {
    'keys.matching': ({ keys }) => factsOf(selected(keys)),
    'keys.change': ({ keys, to }) => {
      const some = selected(keys);
      const undo = to.act === 'delete' ? remove(some.map(({ id }) => id)) : null;
      const changed = to.act === 'delete' ? some : some.filter((key) => changeOne(stored, key, to));
      tell('keysChanged', { id: null });
      return { keys: changed.length, undo };
    },
    'tags.list': () =>
      tags
        .map((tag) => ({ ...tag, keys: stored.filter((key) => key.tags.includes(tag.id)).length }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    'tags.save': ({ tag, name, colour }) => {
      if (tags.some((other) => other.id !== tag && other.name.toLowerCase() === name.toLowerCase())) {
        fail('tag-taken', { name });
      }
      const id = tag ?? Math.max(0, ...tags.map((other) => other.id)) + 1;
      if (tag === null) tags.push({ id, name, colour, keys: 0, accounts: [] });
      else Object.assign(tagOf(tag), { name, colour });
      tell('tagsChanged', null);
      return { tag: id };
    },
    'tags.remove': ({ tag }) => {
      tags.splice(tags.indexOf(tagOf(tag)), 1);
      for (const key of stored) key.tags = key.tags.filter((id) => id !== tag);
      tell('tagsChanged', null);
      tell('keysChanged', { id: null });
      return null;
    },
    'tags.setOfAccount': ({ account, tags: wanted }) => {
      for (const tag of tags) {
        const others = tag.accounts.filter((id) => id !== account);
        tag.accounts = wanted.includes(tag.id) ? [...others, account] : others;
      }
      tell('tagsChanged', null);
      return null;
    },
  };
}

/** Does an act to one key. Returns whether that changed it. */
function changeOne(stored: readonly KeyDetail[], key: KeyDetail, to: KeysChange): boolean {
  const before = JSON.stringify(key);
  switch (to.act) {
    case 'enable':
      key.status = 'enabled';
      break;
    case 'disable':
      Object.assign(key, { status: 'disabled', isDefault: false });
      break;
    case 'default':
      for (const other of stored) if (other.provider === key.provider) other.isDefault = other === key;
      break;
    case 'not-default':
      key.isDefault = false;
      break;
    case 'leaked':
      key.leakedAt ??= Date.now();
      break;
    case 'not-leaked':
      key.leakedAt = null;
      break;
    case 'tag':
      key.tags = [...new Set([...key.tags, ...to.add])].filter((tag) => !to.remove.includes(tag));
      break;
    case 'period':
      if (key.credential === 'long-term') key.rotationDays = to.days;
      break;
    case 'dates':
      if (to.providerCreatedAt !== undefined) key.providerCreatedAt = to.providerCreatedAt;
      if (to.providerUsedAt !== undefined) key.providerUsedAt = to.providerUsedAt;
      break;
    default:
      // What a fake vault has no rotations and no identities for.
      return true;
  }
  return JSON.stringify(key) !== before;
}

/** What a confirmation says of these keys. */
function factsOf(keys: readonly KeyDetail[]): SelectionFacts {
  const count = (condition: (key: KeyDetail) => boolean | undefined) => keys.filter(condition).length;
  const enabled = count(({ status }) => status === 'enabled');
  return {
    keys: keys.length,
    providers: inOrder([...new Set(keys.map(({ provider }) => provider))]).map((provider) => ({
      provider,
      keys: count((key) => key.provider === provider),
      final:
        providerOf(provider).disable === 'irreversible'
          ? count((key) => key.provider === provider && key.status === 'enabled')
          : 0,
    })),
    enabled,
    disabled: keys.length - enabled,
    temporary: count(({ credential }) => credential === 'temporary'),
    expired: 0,
    defaults: count(({ isDefault }) => isDefault),
    root: count(({ provider, identityKind }) => identityOf(provider, identityKind)?.root),
    unassigned: 0,
    later: 0,
    rotating: 0,
    leaked: count(({ leakedAt }) => leakedAt !== null),
    identities: 1,
    tags: [...new Set(keys.flatMap(({ tags }) => tags))].map((tag) => ({
      tag,
      keys: count(({ tags }) => tags.includes(tag)),
    })),
    periods: [...new Set(keys.map(({ rotationDays }) => rotationDays))].map((days) => ({
      days,
      keys: count(({ rotationDays }) => rotationDays === days),
    })),
    first: keys
      .slice(0, mostFirst)
      .map(({ id, provider, name, accessKeyId }) => ({ id, provider, name, lastFour: accessKeyId.slice(-4) })),
  };
}
