import { expect, test } from 'vitest';
import { captureChoices, defaultSettings } from '../../../common/settings';
import { sheets } from '../../../common/views';
import { keptOut } from '../../../main/windows/capture';

test('nothing is kept out of screenshots unless a person wants it', () => {
  expect(defaultSettings.capture).toBe('shown');
  for (const sheet of [null, ...sheets]) expect(keptOut('shown', { unlocked: true, sheet })).toBe(false);
});

test('the lock screen is never kept out, whatever is chosen: over a remote desktop it must be seen', () => {
  for (const choice of captureChoices) {
    for (const sheet of ['create', 'unlock', 'restore', 'rescue', null] as const) {
      expect(keptOut(choice, { unlocked: false, sheet })).toBe(false);
    }
  }
});

test('secrets: every sheet over an open vault, and not the list; the whole window: both', () => {
  // The sheet of the first start stays over the open vault, and shows the recovery key.
  for (const sheet of ['create', 'add', 'reveal', 'verify', 'keyring', 'export'] as const) {
    expect(keptOut('secrets', { unlocked: true, sheet })).toBe(true);
    expect(keptOut('window', { unlocked: true, sheet })).toBe(true);
  }
  expect(keptOut('secrets', { unlocked: true, sheet: null })).toBe(false);
  expect(keptOut('window', { unlocked: true, sheet: null })).toBe(true);
});
