import { describe, expect, it } from 'vitest';
import type { Client } from '../../../common/contract/derived';

/** Read by the type checker: each line below must be an error, or the check fails. */
const wrong = {
  // @ts-expect-error -- a secret is for the reveal sheet
  mainViewReveals: (client: Client<'main-view'>) => client.reveal,
  // @ts-expect-error -- a password is for the sheets
  mainViewCreates: (client: Client<'main-view'>) => client.session.create,
  // @ts-expect-error -- the lock screen knows no keys
  unlockLists: (client: Client<'unlock'>) => client.keys,
  // @ts-expect-error -- another sheet's context
  revealScope: (client: Client<'reveal'>) => client.context().then(({ scope }) => scope),
  // @ts-expect-error -- the lock screen is opened for nothing in particular
  unlockTicket: (client: Client<'unlock'>) => client.context().then(({ ticket }) => ticket),
  // @ts-expect-error -- a sheet hears nothing of the vault
  addHears: (client: Client<'add'>) => client.on('keysChanged', () => undefined),
};

describe('the type of a view’s client', () => {
  it('has what the view may use', () => {
    const used = (client: Client<'main-view'>) => [client.keys.list, client.window.lock, client.settings.set];
    const opened = async (client: Client<'reveal'>) => (await client.context()).ticket satisfies string;
    expect([used, opened, ...Object.values(wrong)].every((use) => typeof use === 'function')).toBe(true);
  });
});
