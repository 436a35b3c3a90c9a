import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { secondsUntil } from '../../../renderer/countdown';
import { HiddenField } from '../../../renderer/design/plain/HiddenField';
import { loadI18n, translator } from '../../../renderer/i18n';
import { base } from '../../../renderer/i18n/base';
import { unlock as english } from '../../../renderer/i18n/en/unlock';
import { errorWords } from '../../../renderer/i18n/words';
import { unlock as chinese } from '../../../renderer/i18n/zh-CN/unlock';
import { loadEstimator } from '../../../renderer/sheets/new-password/strength';
import { isPlausiblePassword } from '../../../renderer/sheets/password';
import { translatorFor } from '../../../renderer/sheets/unlock/words';

describe('the lock screen’s own words', () => {
  it.each(['en', 'zh-CN'] as const)('are those of i18next (%s)', (language) => {
    loadI18n(language, { ...base, unlock: { en: english, 'zh-CN': chinese } });
    const [own, usual] = [translatorFor(language), translator()];
    expect(own('unlock:title')).toBe(usual('unlock:title'));
    expect(own('errors:vaultDamaged.slots', { file: 'vault.keys' })).toBe(
      usual('errors:vaultDamaged.slots', { file: 'vault.keys' }),
    );
    const newer = { code: 'vault-newer', file: 'vault.db', found: 3, supported: 1 } as const;
    expect(errorWords(own, newer)).toBe(errorWords(usual, newer));
    expect(errorWords(own, newer)).toContain('vault.db');
  });
});

describe('a hidden field', () => {
  it('is no password manager’s business and has no value in the page', () => {
    const markup = renderToStaticMarkup(
      <HiddenField t={translator()} label="Secret" name="secret" onChange={() => undefined} />,
    );
    expect(markup).toMatch(/<input[^>]*type="password"/);
    expect(markup).toMatch(/autoComplete="off"/i);
    expect(markup).toMatch(/spellCheck="false"/i);
    expect(markup).not.toMatch(/ value=/);
  });
});

describe('the countdown', () => {
  it('counts whole seconds up to the end and never below', () => {
    expect(secondsUntil(10_000, 0)).toBe(10);
    expect(secondsUntil(10_000, 1)).toBe(10);
    expect(secondsUntil(10_000, 9_001)).toBe(1);
    expect(secondsUntil(10_000, 10_000)).toBe(0);
    expect(secondsUntil(10_000, 99_000)).toBe(0);
  });
});

describe('the strength of a password', () => {
  it('is low for known ones and high for unrelated words', async () => {
    const estimate = await loadEstimator();
    expect(estimate('password1')).toBe(0);
    expect(estimate('keyfold')).toBe(0);
    expect(estimate('marble otter quarry lantern')).toBe(4);
    expect(estimate('x'.repeat(100_000))).toBeLessThan(4);
  });
});

describe('a password that can’t be one', () => {
  it('is told by its length alone', () => {
    expect(isPlausiblePassword('x'.repeat(1024))).toBe(true);
    expect(isPlausiblePassword('x'.repeat(1025))).toBe(false);
  });
});
