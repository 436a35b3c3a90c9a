import { expect, test } from 'vitest';
import { asksPassword } from '../../../renderer/sheets/import/asks-password';

test('an import that finds the keychain gone asks for the master password, and again where that was wrong', () => {
  const gone = { code: 'password-required', keychain: 'unavailable' } as const;
  expect(asksPassword(gone, null)).toEqual({ keychain: 'unavailable', error: null });
  for (const error of [{ code: 'wrong-password' }, { code: 'try-later', seconds: 30 }] as const) {
    expect(asksPassword(error, 'unavailable')).toEqual({ keychain: 'unavailable', error });
    // It was another password, that of a verification: its own field says so.
    expect(asksPassword(error, null)).toBeNull();
  }
  expect(asksPassword({ code: 'cancelled' }, 'unavailable')).toBeNull();
});
