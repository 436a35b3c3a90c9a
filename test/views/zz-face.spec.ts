import { fakeKeys } from '../support/fake/keys';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

for (const language of languages) {
  test(`look ${language}`, async ({ open }) => {
    const view = await open('main-view', { keys: fakeKeys(200), language, theme: language === 'en' ? 'light' : 'dark' });
    const main = new MainView(view.page);
    await expect(main.rows.first()).toBeVisible();
    await view.page.screenshot({ path: `/tmp/kf/face-shots/list-${language}.png` });
    await main.more(/^(Columns…|显示的列…)$/);
    await view.page.screenshot({ path: `/tmp/kf/face-shots/columns-${language}.png` });
  });
}
