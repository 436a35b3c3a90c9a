import { client } from '../../client';
import { reported } from '../../report';
import { focusOn, gridId, showPage } from '../../ui';
import { keys } from './store';

/**
 * Shows a key in the list: what hides it is taken away, its row is scrolled to, selected and gets the focus. Says why
 * if there is no such key any more, and stays where it is.
 */
export async function goToKey(id: string): Promise<void> {
  const found = await reported(client.keys.get({ id }));
  if (!found) return;
  showPage('keys');
  await keys.goTo(found.value);
  focusOn(gridId);
}
