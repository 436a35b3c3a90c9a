import { fakeKey, fakeKeys } from '../support/fake/keys';
import { overviewOf } from '../support/fake/overview';
import { test } from '../support/view-test';

const day = 86_400_000;
const names = ['deploy', 'ci', 'backup', 'edge', 'billing'];
function some() {
  const now = Date.now();
  const keys = fakeKeys(60).map((key, index) => ({
    ...key,
    dueAt: key.credential === 'long-term' ? now + (((index * 13) % 130) - 20) * day : null,
    warnAt: key.credential === 'long-term' ? now + (((index * 13) % 130) - 35) * day : null,
    leakedAt: index === 3 ? now : null,
    providerCreatedAt: now - ((index * 37) % 500) * day,
  }));
  for (let i = 0; i < 9; i += 1)
    keys.push({
      ...fakeKey({ provider: 'huawei', name: `${names[i % 5]}-late-${i}` }),
      dueAt: now + 22.5 * day,
      warnAt: now + 7 * day,
      leakedAt: null,
      providerCreatedAt: now - 60 * day,
    });
  return keys;
}

for (const language of ['en', 'zh-CN'] as const)
  for (const theme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [1200, 760],
      [800, 600],
      [1920, 1200],
      [600, 380],
    ] as const) {
      if (theme === 'dark' && (width === 800 || width === 1920)) continue;
      test(`look ${language} ${theme} ${width}`, async ({ open }) => {
        const keys = some();
        const view = await open('main-view', {
          language,
          theme,
          size: { width, height },
          page: 'overview',
          keys,
          answers: {
            'overview.get': () => {
              const found = overviewOf(keys);
              return {
                ...found,
                counts: { ...found.counts, unused: 4, 'two-active': 2, full: 6 },
                rotations: 3,
                originals: 1,
              };
            },
            'overview.plainFiles': () => [{ path: '/home/ada/keys.csv', at: Date.now(), keys: 2 }],
            'keyring.state': () => ({ recoveryKey: null, device: true }),
          },
        });
        await view.page.getByRole('heading', { name: /Overview|概览/ }).waitFor();
        await view.page.locator('main table').waitFor();
        await view.page.screenshot({ path: `/tmp/kf/shots-over/${language}.${theme}.${width}.png` });
        if (width !== 1920) {
          await view.page.locator('main ol button').nth(2).focus();
          await view.page.waitForTimeout(300);
          await view.page.screenshot({ path: `/tmp/kf/shots-over/${language}.${theme}.${width}.b.png` });
        }
      });
    }
for (const language of ['en', 'zh-CN'] as const)
  test(`calm and empty ${language}`, async ({ open }) => {
    let view = await open('main-view', {
      language,
      page: 'overview',
      keys: fakeKeys(2).map((k) => ({ ...k, accountId: 'x', reveal: 'displayed' as const })),
    });
    await view.page.locator('main table').waitFor();
    await view.page.screenshot({ path: `/tmp/kf/shots-over/calm.${language}.png` });
    view = await open('main-view', { language, page: 'overview', keys: [] });
    await view.page.getByRole('heading', { level: 2 }).waitFor();
    await view.page.screenshot({ path: `/tmp/kf/shots-over/empty.${language}.png` });
  });
