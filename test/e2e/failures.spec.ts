import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesInSources } from '../../main/platform/own-sources';
import { root } from '../support/app';
import { bareStart, closeDialog } from '../support/bare-start';
import { Home } from '../support/home';
import { without } from '../support/systems';
import { expect, test } from '../support/test';
import { until } from '../support/until';

/** What Keyfold keeps of its own defects, in the built application. */

/** Returns the place in the sources where this text stands, as `main/x.ts:12`. The text stands there once. */
function placeOf(file: string, text: string): string {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(text));
  expect(lines.filter((line) => line.includes(text))).toHaveLength(1);
  return `${file}:${at + 1}`;
}

test('a start that throws says so, ends with its code, and leaves the place in the sources and nothing else', async () => {
  test.skip(...without('xdotool'));
  for (const [language, words] of [
    [
      'en_US',
      'Keyfold can’t start: something went wrong in Keyfold itself (TypeError). Your vault file was not changed.',
    ],
    ['zh_CN', 'Keyfold 无法启动：Keyfold 自身出错（TypeError）。保险库文件未被改动。'],
  ] as const) {
    const home = new Home();
    const environment = { LANG: `${language}.UTF-8`, LANGUAGE: language };
    const one = bareStart(home, { environment, preload: join(root, 'test/support/faulty-start.cjs') });
    try {
      await until('it says why', () => /^keyfold: Keyfold/m.test(one.said()), 30_000);
      await closeDialog(one);
      expect(await one.ended).toBe(15);
      expect(one.said()).toContain(words);
      expect(one.said()).not.toContain('4711');
      const kept = readFileSync(join(home.userData, 'failures.log'), 'utf8');
      expect(kept).toContain(' main: unexpected: TypeError ');
      expect(kept).toContain(`${placeOf('main/index.ts', 'nativeTheme.themeSource = settings.get().theme')}:`);
      expect(kept).not.toMatch(/4711|FAKE|index\.cjs/);
      for (const part of [root, home.folder, home.userData, '\\', ' /']) expect(kept).not.toContain(part);
      expect(existsSync(home.vault)).toBe(false);
    } finally {
      one.kill();
      await one.ended;
      home.remove();
    }
  }
});

test('the built files of main and of the vault process have maps that lead to the sources and hold none', () => {
  const main = join(root, 'out/app/main');
  const folders = [main, join(main, 'chunks')];
  const built = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.cjs'))
      .map((name) => join(folder, name)),
  );
  for (const file of built) {
    const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    expect(map.sourcesContent).toBeUndefined();
    expect(JSON.stringify(map.sources)).not.toContain(root);
    expect(readFileSync(file, 'utf8')).not.toContain('sourceMappingURL');
  }
  // Texts that stand once in the sources and once in one built file.
  for (const [source, text] of [
    ['vault/base/report-failure.ts', 'keyfold vault: '],
    ['main/platform/log.ts', 'keyfold: $'],
    ['vault/index.ts', "'uncaughtException'"],
  ] as const) {
    const [bare = ''] = text.match(/[\w: ]{5,}/) ?? [];
    const places = built.flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      const row = lines.findIndex((line) => line.includes(bare.trim()));
      const column = lines[row]?.indexOf(bare.trim()) ?? 0;
      return row < 0 ? [] : placesInSources([`${file.split('/').at(-1)}:${row + 1}:${column + 1}`], folders);
    });
    expect(places.map((place) => place.replace(/:\d+$/, ''))).toContain(placeOf(source, text));
  }
});
