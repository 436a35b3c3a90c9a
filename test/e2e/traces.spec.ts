import type { Page } from '@playwright/test';
import { fakePair } from '../support/fake-keys';
import { processTree, viewProcess } from '../support/processes';
import { mainProcess } from '../support/sweep';
import { expect, test } from '../support/test';
import { until } from '../support/until';

/** Returns everything that assistive technology gets of a page. */
async function accessibilityTree(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const tree = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return JSON.stringify(tree);
}

test('a secret stands in no accessibility tree, title, log or crash report but the tree of the reveal sheet', async ({
  start,
}) => {
  const keyfold = await start({ vault: true });
  const pair = fakePair('pingan');
  const add = await keyfold.openAdd();
  await add.choose('pingan');
  await add.fill({ Name: 'Traces' });
  await add.fillPair('pingan', pair);
  const typed = await accessibilityTree(add.page);
  expect(typed).toContain('Traces');
  expect(typed).not.toContain(pair.secret);
  await add.submit();

  const reveal = await keyfold.reveal();
  await reveal.copyButton('Secret Access Key').waitFor();
  expect(await accessibilityTree(reveal.page)).toContain(pair.secret);
  const main = await keyfold.main();
  const behind = await accessibilityTree(main.page);
  expect(behind).toContain('Traces');
  expect(behind).not.toContain(pair.secret);
  const titles = await keyfold.app.evaluate(({ webContents, BaseWindow }) => [
    ...webContents.getAllWebContents().map((contents) => contents.getTitle()),
    ...BaseWindow.getAllWindows().map((window) => window.title),
  ]);
  expect(titles).toContain('Keyfold');
  for (const title of titles) expect(title).not.toMatch(new RegExp(`${pair.secret}|${pair.accessKeyId}|Traces`));

  // If a process crashes with the secret on the screen, no handler copies the memory, and no file has any of it.
  expect(processTree(mainProcess(keyfold)).filter(({ kind }) => /crashpad/.test(kind))).toEqual([]);
  const shown = await viewProcess(keyfold.app, 'reveal');
  process.kill(shown, 'SIGSEGV');
  await until('the sheet is gone', () => reveal.page.isClosed());
  await keyfold.quit();
  const files = keyfold.home.files();
  expect(files.map(({ path }) => path)).toContain(keyfold.home.database);
  expect(files.filter(({ content }) => content.includes(pair.secret)).map(({ path }) => path)).toEqual([]);
  expect(keyfold.watch.output).not.toContain(pair.secret);
});
