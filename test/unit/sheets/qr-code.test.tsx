import { generate } from 'lean-qr';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { QrCode, qrPath } from '../../../renderer/sheets/protect/QrCode';

const text = 'otpauth://totp/Keyfold:Vault?secret=FAKEFAKEFAKEFAKE';

/** The modules that a path of `M x y h w v1 h -w z` covers. */
function modulesOf(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) dark.add(`${Number(x) + step},${y}`);
  }
  return dark;
}

describe('the QR code', () => {
  it('has each dark module and no other, with four light ones around', () => {
    const code = generate(text);
    const { path, size } = qrPath(text);
    expect(size).toBe(code.size + 8);
    const dark = modulesOf(path);
    for (let y = -4; y < code.size + 4; y += 1) {
      for (let x = -4; x < code.size + 4; x += 1) {
        expect(dark.has(`${x + 4},${y + 4}`), `${x},${y}`).toBe(code.get(x, y));
      }
    }
  });

  it('is drawn by shapes alone: no image, no inline style, and its text stands nowhere', () => {
    const markup = renderToStaticMarkup(<QrCode text={text} label="QR code" />);
    expect(markup).not.toMatch(/style=|data:|<img|FAKE|otpauth/);
    expect(markup).toContain('aria-label="QR code"');
  });
});
