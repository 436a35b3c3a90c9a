import { keys } from '../keys/store';
import { accounts, findAccount, findIdentity } from './store';

/**
 * The shown part of the list may disappear, for example with its last key. Then the list shows the whole provider.
 * Returns the function that stops following.
 */
export function followScope(): () => void {
  return accounts.store.subscribe(({ tree }) => {
    const { provider, scope } = keys.store.getState();
    if (!tree || !scope || scope.kind === 'unassigned') return;
    const found = scope.kind === 'account' ? findAccount(tree, scope.id) : findIdentity(tree, scope.id);
    if (!found) void keys.showProvider(provider);
  });
}
