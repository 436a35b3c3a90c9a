import type { Language } from '../../common/languages';
import { defaultSettings } from '../../common/settings';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/** What is kept out of screenshots: off unless it is wanted, and reachable before the vault is open. */

const words = {
  en: {
    choice: 'Keep secrets out of screenshots and screen sharing',
    title: 'Screenshots and screen sharing',
    shown: 'Hide nothing',
    secrets: 'Hide secrets',
    remote: /Over a remote desktop you see only black there\./,
    linux: /Linux has no way to keep a window out of screenshots/,
  },
  'zh-CN': {
    choice: '在截图和屏幕共享中隐藏敏感内容',
    title: '截图与屏幕共享',
    shown: '不隐藏',
    secrets: '隐藏敏感内容',
    remote: /通过远程桌面操作时，这些部分为黑色。/,
    linux: /Linux 无法使窗口不出现在截图中/,
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

for (const language of languages) {
  const say = words[language];
  for (const sheet of ['create', 'unlock'] as const) {
    test(`${sheet} has the choice before the vault is open, on systems that can do it (${language})`, async ({
      open,
    }) => {
      const view = await open(sheet, {
        language,
        platform: 'win32',
        answers: { 'settings.capture': () => 'window', 'settings.setCapture': ({ capture }) => capture },
      });
      const choice = view.page.getByRole('checkbox', { name: say.choice });
      await expect(choice).toBeChecked();
      await choice.click();
      expect(await view.called('settings.setCapture')).toEqual({ capture: 'shown' });
      await expect(choice).not.toBeChecked();
      await choice.click();
      expect(await view.called('settings.setCapture', 2)).toEqual({ capture: 'secrets' });
      await expect(choice).toBeChecked();
    });

    test(`${sheet} has no such choice on Linux, where it would do nothing (${language})`, async ({ open }) => {
      const view = await open(sheet, { language, platform: 'linux' });
      await expect(view.page.getByRole('textbox').first()).toBeVisible();
      await expect(view.page.getByRole('checkbox')).toHaveCount(0);
      expect(view.calls('settings.capture')).toEqual([]);
    });
  }

  test(`Settings says what hiding does to a remote desktop (${language})`, async ({ open }) => {
    expect(defaultSettings.capture).toBe('shown');
    const view = await open('main-view', { language, platform: 'win32' });
    const settings = await new MainView(view.page).openSettings();
    const group = settings
      .getByRole('radiogroup', { name: say.title })
      .or(settings.getByRole('group', { name: say.title }));
    await expect(group.getByRole('radio', { name: say.shown })).toBeChecked();
    await group.getByRole('radio', { name: say.secrets }).click();
    expect(await view.called('settings.set')).toEqual({ capture: 'secrets' });
    await expect(settings.getByText(say.remote)).toBeVisible();
  });

  test(`Settings says on Linux that nothing can be hidden (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, platform: 'linux' });
    const settings = await new MainView(view.page).openSettings();
    await expect(settings.getByText(say.linux)).toBeVisible();
    await expect(settings.getByRole('radio', { name: say.secrets })).toHaveCount(0);
  });
}
