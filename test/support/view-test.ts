import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { Language } from '../../common/languages';
import { defaultSettings } from '../../common/settings';
import type { View, ViewBoot, ViewContexts } from '../../common/views';
import { startVirtualScreen } from '../../scripts/setup/screen/virtual-screen.mjs';
import { electron, environment, switches } from './app';
import { type MainViewFacts, mainViewAnswers } from './fake/main-view';
import type { Answers, ContextOf, OperationOf } from './fake/operations';
import { sheetAnswers, usualContexts } from './fake/sheets';
import { Home } from './home';
import { OpenedView } from './opened-view';
import { hostFolder } from './view-host/bundle';
import { Connection } from './view-host/connection';
import { MainView } from './views/main-view';
import { Watch } from './watch';

export { fail } from '../../common/errors';
export { languages } from '../../common/languages';
export { expect };

/** How a view is opened. */
export type Opening<V extends View> = {
  language?: Language;
  platform?: ViewBoot['platform'];
  theme?: 'light' | 'dark';
  /** The size of the page, in pixels. By default it is that of the application's window at its first start. */
  size?: { width: number; height: number };
  /**
   * Answers to the calls that the view makes. The main view also has all answers of an unlocked vault, but these come
   * first.
   */
  answers?: Answers<V>;
  /** The calls of these operations wait until they are released. */
  held?: readonly OperationOf<V>[];
} & Told<V> &
  (V extends 'main-view' ? MainViewFacts & { page?: FirstPage } : unknown);

/**
 * Where a test of the main view begins: by default at the list, to which it goes as a person does. `overview`: at the
 * page that the main view opens with.
 */
type FirstPage = 'overview' | 'list';

/** What main gives to the view. */
type Told<V extends View> = V extends keyof typeof usualContexts
  ? { context?: ContextOf<V> }
  : { context: ContextOf<V> };

type OpeningOf<V extends View> = V extends keyof typeof usualContexts ? [opening?: Opening<V>] : [opening: Opening<V>];

interface Fixtures {
  /** Opens the real page of a view over answers that the test gives. A page that was open before is closed. */
  open: <V extends View>(view: V, ...opening: OpeningOf<NoInfer<V>>) => Promise<OpenedView<V>>;
}

/** The Electron of a worker and its one page. */
interface Host {
  page: Page;
  watch: Watch;
  connection: Connection;
}

/** Tests of a view's page without the application behind it. */
export const test = base.extend<Fixtures, { host: Host }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const screen = process.env.KEYFOLD_VIRTUAL_SCREENS === '1' ? await startVirtualScreen() : null;
      const home = new Home();
      const connection = await Connection.listen(home.folder);
      const app = await launch(home, connection.address, screen?.env ?? {});
      const watch = new Watch();
      watch.follow(app);
      const page = await app.firstWindow();
      await use({ page, watch, connection });
      watch.leave();
      await app.close();
      connection.close();
      home.remove();
      screen?.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  open: async ({ host }, use, info) => {
    const { page, watch, connection } = host;
    const opened: OpenedView<View>[] = [];
    await use(async (view, ...[opening]) => {
      if (opened.length > 0) await leave(page);
      const one = await openView(host, view, opening as Opening<typeof view> | undefined);
      opened.push(one as unknown as OpenedView<View>);
      return one;
    });
    if (info.status !== info.expectedStatus && opened.length > 0) {
      await page.screenshot({ path: info.outputPath('page.png'), timeout: 3000 }).catch(() => null);
    }
    // Calls that the page makes while it closes still belong to this test.
    await leave(page);
    connection.take = () => undefined;
    expect([...watch.take(), ...opened.flatMap((one) => one.takeProblems())]).toEqual([]);
  },
});

async function launch(home: Home, address: string, screen: NodeJS.ProcessEnv): Promise<ElectronApplication> {
  const folder = join(home.userData, 'host');
  mkdirSync(folder, { recursive: true });
  const own = {
    KEYFOLD_HOST_FOLDER: folder,
    KEYFOLD_HOST_SOCKET: address,
    KEYFOLD_HOST_PRELOAD: join(hostFolder(), 'preload.cjs'),
  };
  const set = Object.entries(screen).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return _electron.launch({
    executablePath: electron,
    args: ['-r', join(import.meta.dirname, 'hold-ready.cjs'), ...switches(false), join(hostFolder(), 'host.cjs')],
    env: { ...environment(home), ...Object.fromEntries(set), ...own },
    colorScheme: null,
  });
}

/** Goes from a view's page to the empty page at its own address. */
async function leave(page: Page): Promise<void> {
  await page.goto(new URL('/blank', page.url()).href);
}

async function openView<V extends View>(
  { page, connection }: Host,
  view: V,
  opening: Opening<V> = {} as Opening<V>,
): Promise<OpenedView<V>> {
  const { language = 'en', platform = 'linux', theme = 'light', size = { width: 1200, height: 760 } } = opening;
  const opened = new OpenedView(page, view, (message) => void connection.send(message));
  if (view === 'main-view') {
    const facts: MainViewFacts = { settings: { ...defaultSettings, language, theme }, ...opening };
    const mine = opened as unknown as OpenedView<'main-view'>;
    const { answers } = mainViewAnswers(facts, mine.tell.bind(mine));
    opened.answer(answers as Answers<V>);
  } else opened.answer(sheetAnswers(view) as Answers<V>);
  opened.answer(opening.answers ?? {});
  opened.hold(...(opening.held ?? []));

  const ready = new Promise<void>((resolve) => {
    connection.take = (message) => (message.kind === 'opened' ? resolve() : opened.take(message));
  });
  const told: unknown = opening.context ?? (usualContexts as Partial<ViewContexts>)[view];
  await connection.send({ kind: 'open', boot: { view, language, platform }, context: told, size });
  await ready;
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // The mouse must not be over something, where another test has left it.
  await page.mouse.move(0, 0);
  await page.goto(`app://${view}/`);
  const { locked = false, page: first = 'list' } = opening as { locked?: boolean; page?: FirstPage };
  if (view === 'main-view' && first === 'list' && !locked) await new MainView(page).openList();
  return opened;
}
