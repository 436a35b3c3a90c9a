import { keys } from '../keys/store';
import { accounts, findAccount, findIdentity } from './store';

/** What the list showed may be gone, with its last key for example; then it shows the profile that it was in. */
export function followScope(): () => void {
  return accounts.store.subscribe(({ tree }) => {
    const { profile, scope } = keys.store.getState();
    if (!tree || !scope || scope.kind === 'unassigned') return;
    const found = scope.kind === 'account' ? findAccount(tree, scope.id) : findIdentity(tree, scope.id);
    if (!found) void keys.showProfile(profile);
  });
}
