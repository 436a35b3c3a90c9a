import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../common/settings';
import { openSettings } from '../../../main/platform/settings';
import { need } from '../../support/need';
import { scratchFolder } from '../../support/scratch';

const bad: Readonly<Record<string, string | Uint8Array>> = {
  'cut off': '{"theme":"dark","language":"zh',
  empty: '',
  binary: Buffer.from([0, 255, 254, 0, 123, 125, 10, 0]),
  'JSON but no object': '[1, 2, 3]',
  'F16: JSON that says something twice': '{"theme":"dark","language":"en","theme":"light"}',
  'F16: JSON that says something twice, deep inside': '{"placement":{"x":1,"y":2,"x":3}}',
  'another format': 'theme = dark\nlanguage = en\n',
};

/** A folder whose settings file has this content. */
function folderWith(content: string | Uint8Array): string {
  const folder = scratchFolder('keyfold-settings');
  fs.writeFileSync(join(folder, 'settings.json'), content);
  return folder;
}

const setAside = (folder: string) => fs.readdirSync(folder).filter((name) => name.startsWith('settings.damaged-'));

describe('a settings file that can’t be read', () => {
  for (const [what, content] of Object.entries(bad)) {
    test(`because it is ${what} is set aside as it is, and the defaults are there`, () => {
      const folder = folderWith(content);
      const settings = openSettings(folder);
      const [name = '', ...more] = setAside(folder);
      expect(more).toEqual([]);
      expect(settings.setAside).toBe(name);
      expect(fs.readFileSync(join(folder, name))).toEqual(Buffer.from(content));
      expect(settings.get()).toEqual(defaultSettings);
      settings.set({ language: 'zh-CN' });
      expect(fs.statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);

      // The new file is a good one: nothing is said the next time, and the old one still lies there.
      const again = openSettings(folder);
      expect(again.setAside).toBeNull();
      expect(again.get()).toEqual({ ...defaultSettings, language: 'zh-CN' });
      expect(setAside(folder)).toEqual([name]);
    });
  }

  test('because it is a folder does no harm either', () => {
    const folder = scratchFolder('keyfold-settings');
    fs.mkdirSync(join(folder, 'settings.json'));
    const settings = openSettings(folder);
    expect(setAside(folder)).toEqual([settings.setAside]);
    expect(settings.set({ theme: 'dark' }).theme).toBe('dark');
  });
});

describe('F3: a link called settings.json', () => {
  /** A file of somebody else that Keyfold could take for its own, and the link to it. */
  function linked(): { folder: string; target: string; link: string } {
    need('links');
    const folder = scratchFolder('keyfold-settings');
    const target = join(scratchFolder('keyfold-elsewhere'), 'config.json');
    fs.writeFileSync(target, theirs, { mode: 0o644 });
    return { folder, target, link: join(folder, 'settings.json') };
  }
  const theirs = '{"theme":"dark","of":"somebody"}';

  test.each(['at the start', 'later'])('is neither read nor written through: %s', (when) => {
    const { folder, target, link } = linked();
    if (when === 'at the start') fs.symlinkSync(target, link);
    const settings = openSettings(folder);
    if (when === 'later') fs.symlinkSync(target, link);
    expect(settings.get()).toEqual(defaultSettings);
    expect(setAside(folder)).toEqual([settings.setAside]);
    expect(fs.readlinkSync(join(folder, settings.setAside ?? ''))).toBe(target);
    settings.set({ language: 'zh-CN' });
    settings.remember({ x: 1, y: 2, width: 900, height: 600, maximized: false });
    settings.keepMark({ text: 'FAKE', backend: null });
    expect(fs.readFileSync(target, 'utf8')).toBe(theirs);
    expect(fs.statSync(target).mode & 0o777).toBe(0o644);
    expect(fs.lstatSync(link).isFile()).toBe(true);
    expect(openSettings(folder).get().language).toBe('zh-CN');
  });

  test('is set aside also if it leads nowhere, and no file is made there', () => {
    const { folder, target, link } = linked();
    fs.rmSync(target);
    fs.symlinkSync(target, link);
    const settings = openSettings(folder);
    expect(setAside(folder)).toEqual([settings.setAside]);
    settings.set({ theme: 'dark' });
    expect(fs.existsSync(target)).toBe(false);
    expect(settings.get().theme).toBe('dark');
  });
});

test('a pipe called settings.json doesn’t hold the start up', () => {
  need('pipes');
  const folder = scratchFolder('keyfold-settings');
  execFileSync('mkfifo', [join(folder, 'settings.json')]);
  const settings = openSettings(folder);
  expect(setAside(folder)).toEqual([settings.setAside]);
  expect(settings.set({ theme: 'dark' }).theme).toBe('dark');
});

test('values that Keyfold doesn’t know fall back one by one, and what it doesn’t know stays', () => {
  const placement = { x: 'left', y: null, width: 1e9, height: {}, maximized: 'yes' };
  // A time that is no time must not be what keeps the vault open.
  const times = { lockAfterMinutes: 'never', clipboardSeconds: 86_400 };
  const columns = { shown: ['due', 'secret', 'name', 'due'], widths: { due: 1e6, age: 'wide', user: 120, x: 60 } };
  const others = { textSize: 1000, tray: 'yes', columns };
  const folder = folderWith(
    JSON.stringify({ theme: 'pink', language: 'zh-CN', placement, ...times, ...others, later: { more: 1 } }),
  );
  const settings = openSettings(folder);
  expect(settings.setAside).toBeNull();
  expect(settings.get()).toEqual({
    ...defaultSettings,
    language: 'zh-CN',
    columns: { shown: ['name', 'due'], widths: { user: 120 } },
  });
  expect(settings.placement()).toBeNull();
  settings.set({ language: 'en' });
  expect(JSON.parse(fs.readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
    language: 'en',
    later: { more: 1 },
  });
});

test('a settings file that lacks what came later stays as it is until something is set', () => {
  const older = '{"theme":"dark","clipboardSeconds":60}';
  const folder = folderWith(older);
  const file = join(folder, 'settings.json');
  const settings = openSettings(folder);
  expect(settings.get()).toEqual({ ...defaultSettings, theme: 'dark', clipboardSeconds: 60 });
  expect(settings.mark()).toBeNull();
  expect(fs.readFileSync(file, 'utf8')).toBe(older);
  settings.set({ language: 'en' });
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ theme: 'dark', clipboardSeconds: 60, language: 'en' });

  const fresh = scratchFolder('keyfold-settings');
  expect(openSettings(fresh).get()).toEqual(defaultSettings);
  expect(fs.readdirSync(fresh)).toEqual([]);
});

describe('settings that can’t be written', () => {
  /** Makes every write of a file fail like this, as a full or read-only disk does. */
  function refusing(folder: string): () => void {
    // A folder of the name of each temporary file can't be told beforehand, so the folder itself is taken away.
    const away = `${folder}.away`;
    fs.renameSync(folder, away);
    fs.writeFileSync(folder, '');
    return () => {
      fs.rmSync(folder);
      fs.renameSync(away, folder);
    };
  }

  test('count until Keyfold ends, the reason is known, and they are written when that is possible again', () => {
    const folder = folderWith('{"theme":"dark"}');
    const settings = openSettings(folder);
    expect(settings.get().theme).toBe('dark');
    const goOn = refusing(folder);
    expect(settings.set({ language: 'zh-CN' })).toMatchObject({ theme: 'dark', language: 'zh-CN' });
    expect(settings.get().language).toBe('zh-CN');
    expect(settings.problem).toMatchObject({ what: 'unsaved', error: { code: 'io' } });
    expect(settings.problem?.error).toMatchObject({ path: expect.stringContaining(folder) });
    expect(() => settings.keepMark({ text: 'FAKE', backend: null })).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'io' }) }),
    );
    expect(settings.mark()).toBeNull();
    goOn();
    expect(settings.set({ clipboardSeconds: 60 })).toMatchObject({ theme: 'dark', language: 'zh-CN' });
    expect(settings.problem).toBeNull();
    expect(openSettings(folder).get()).toMatchObject({ theme: 'dark', language: 'zh-CN', clipboardSeconds: 60 });
  });

  test('and that can’t be read or set aside don’t keep Keyfold from starting', () => {
    const folder = folderWith('{"theme":');
    // Something stands where the file would be set aside.
    vi.spyOn(Date, 'now').mockReturnValue(7);
    fs.mkdirSync(join(folder, 'settings.damaged-7.json'));
    const settings = openSettings(folder);
    vi.restoreAllMocks();
    expect(settings.get()).toEqual(defaultSettings);
    expect(settings.problem).toMatchObject({ what: 'unread', error: { code: 'io' } });
    expect(settings.set({ language: 'zh-CN' }).language).toBe('zh-CN');
    // The next name is free.
    expect(settings.problem).toBeNull();
    expect(openSettings(folder).get().language).toBe('zh-CN');
  });
});

test('what an earlier version kept out of screenshots by a choice stays so, and what nobody had chosen doesn’t', () => {
  const captureOf = (stored: object) => openSettings(folderWith(JSON.stringify(stored))).get().capture;
  expect(captureOf({ hideFromCapture: true })).toBe('window');
  expect(captureOf({ hideFromCapture: false })).toBe('shown');
  expect(captureOf({ hideFromCapture: true, capture: 'shown' })).toBe('shown');
  expect(captureOf({ capture: 'everything' })).toBe('shown');
});
