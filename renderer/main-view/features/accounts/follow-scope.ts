import { client } from '../../client';
import { keys } from '../keys/store';
import { accounts } from './store';

/**
 * The shown part of the list may disappear, for example with its last key. Then the list shows the whole provider.
 * Returns the function that stops following.
 */
export function followScope(): () => void {
  return accounts.store.subscribe(({ version }, { version: before }) => {
    const { provider, scope } = keys.store.getState();
    if (version === before || !scope || scope.kind === 'unassigned') return;
    void client.accounts.get(scope).then((reply) => {
      const isShown = keys.store.getState().scope === scope;
      if (reply.ok && reply.value === null && isShown) void keys.showProvider(provider);
    });
  });
}
