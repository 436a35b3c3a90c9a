import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Settings } from '../../common/settings';
import type { View } from '../../common/views';
import { refuseUnlessSafe } from '../../scripts/lib/systems.mjs';
import { masterPassword } from './fake-keys';
import { Home } from './home';
import { keepAnswers } from './kept-answers';
import { ended, loadedViews, reloadView, vaultProcess } from './processes';
import { keyringArguments } from './systems';
import { until } from './until';
import { AddSheet } from './views/add';
import { AllowSheet } from './views/allow';
import { CreateSheet } from './views/create';
import { ExportSheet } from './views/export';
import { ImportSheet } from './views/import';
import { KeyringSheet } from './views/keyring';
import { MainView } from './views/main-view';
import { ProtectSheet } from './views/protect';
import { RekeySheet } from './views/rekey';
import { RestoreSheet } from './views/restore';
import { RevealSheet } from './views/reveal';
import { UnlockSheet } from './views/unlock';
import { UseSheet } from './views/use';
import { VerifySheet } from './views/verify';
import { Watch } from './watch';

export const root = resolve(import.meta.dirname, '../..');
const holdReady = resolve(import.meta.dirname, 'hold-ready.cjs');
const ownFolder = resolve(import.meta.dirname, 'own-folder.cjs');
// In Node, the package exports only the path of its binary.
/** The path of Electron's binary. */
export const electron: string = createRequire(import.meta.url)('electron');

export interface StartOptions {
  /** Whether the system has a keyring. */
  keyring?: boolean;
  settings?: Partial<Settings>;
  /** A home that a test has prepared. The test removes it. */
  home?: Home;
  args?: readonly string[];
  /** Environment variables that differ from those of the tests. */
  environment?: Readonly<Record<string, string>>;
  /** The program to start instead of Electron itself, with the same arguments. */
  program?: string;
  /**
   * If true, master passwords cost what the machine allows, as in the installed application. By default they always
   * cost the same.
   */
  measuredCost?: boolean;
}

/** The application as one person has it on the screen, started from the production build. */
export class Keyfold {
  readonly home: Home;
  readonly watch = new Watch();
  readonly #options: StartOptions;
  #app: ElectronApplication | null = null;
  /**
   * The process is kept here, because Playwright doesn't give it any more after the application has ended by itself.
   */
  #child: ChildProcess | null = null;

  private constructor(options: StartOptions) {
    this.#options = options;
    this.home = options.home ?? new Home(options.settings);
  }

  static async start(options: StartOptions = {}): Promise<Keyfold> {
    const keyfold = new Keyfold(options);
    await keyfold.launch();
    return keyfold;
  }

  get app(): ElectronApplication {
    if (!this.#app) throw new Error('Keyfold is not running.');
    return this.#app;
  }

  get running(): boolean {
    return this.#app !== null;
  }

  async launch(keyring = this.#options.keyring ?? true): Promise<void> {
    refuseUnlessSafe('This test');
    const app = await _electron.launch({
      // The path is given, because Playwright adds `--password-store=basic` to an Electron that it finds itself, over
      // any other.
      executablePath: this.#options.program ?? electron,
      args: ['-r', holdReady, ...commandLine(keyring, this.#options.args)],
      env: {
        ...environment(this.home),
        ...this.#options.environment,
        ...(this.#options.measuredCost ? { KEYFOLD_STEADY_COST: '' } : {}),
      },
      cwd: this.home.documents,
      // By default Playwright would make every page light.
      colorScheme: null,
    });
    this.#app = keepAnswers(app);
    this.#child = app.process();
    this.watch.follow(app);
    for (const page of app.windows()) keepStill(page);
    app.on('window', keepStill);
  }

  /** Waits for the page of a view, and returns it. */
  async view(name: View): Promise<Page> {
    const address = `app://${name}/`;
    const standing = () => this.app.windows().filter((page) => !page.isClosed());
    const find = () => standing().find((page) => page.url() === address);
    // As in hold-ready.cjs: Playwright may miss a page for ever. Main knows if it did, or if the application has no
    // such view. If the page exists, it is loaded once more, so that Playwright sees it.
    const early = await until('', find, 5000).catch(() => null);
    if (early) return early;
    const inMain = await loadedViews(this.app);
    if (inMain.includes(address)) await reloadView(this.app, name);
    return until(
      () =>
        `the view ${name} stands; these do: ${standing()
          .map((page) => page.url())
          .join(', ')}; in main: ${inMain.join(', ')}`,
      find,
    );
  }

  /** Waits until no page of that view is left. */
  async gone(name: View): Promise<void> {
    const address = `app://${name}/`;
    await until(`the view ${name} is gone`, () => !this.app.windows().some((page) => page.url() === address));
  }

  async create(): Promise<CreateSheet> {
    return new CreateSheet(await this.view('create'));
  }

  async unlockSheet(): Promise<UnlockSheet> {
    return new UnlockSheet(await this.view('unlock'));
  }

  async add(): Promise<AddSheet> {
    return new AddSheet(await this.view('add'));
  }

  async allow(): Promise<AllowSheet> {
    return new AllowSheet(await this.view('allow'));
  }

  async reveal(): Promise<RevealSheet> {
    return new RevealSheet(await this.view('reveal'));
  }

  async verify(): Promise<VerifySheet> {
    return new VerifySheet(await this.view('verify'));
  }

  async protect(): Promise<ProtectSheet> {
    return new ProtectSheet(await this.view('protect'));
  }

  async restore(): Promise<RestoreSheet> {
    return new RestoreSheet(await this.view('restore'));
  }

  async rekey(): Promise<RekeySheet> {
    return new RekeySheet(await this.view('rekey'));
  }

  async export(): Promise<ExportSheet> {
    return new ExportSheet(await this.view('export'));
  }

  async import(): Promise<ImportSheet> {
    return new ImportSheet(await this.view('import'));
  }

  async use(): Promise<UseSheet> {
    return new UseSheet(await this.view('use'));
  }

  async keyring(): Promise<KeyringSheet> {
    return new KeyringSheet(await this.view('keyring'));
  }

  async main(): Promise<MainView> {
    return new MainView(await this.view('main-view'));
  }

  async createVault(password = masterPassword): Promise<MainView> {
    const sheet = await this.create();
    await sheet.fill(password, password);
    await sheet.submit();
    await sheet.decline();
    await this.gone('create');
    return this.list();
  }

  /** Makes the window this large, in pixels of its content, e.g. so that the list has room for every column. */
  async resize(width: number, height: number): Promise<void> {
    await this.app.evaluate(
      ({ BaseWindow }, to) => {
        BaseWindow.getAllWindows()[0]?.setContentSize(to.width, to.height);
      },
      { width, height },
    );
    const { page } = await this.main();
    await until('the new size', async () => (await page.evaluate(() => innerWidth)) === width || null);
  }

  /** Unlocks, and goes to the list unless the test wants the page that comes first. */
  async unlock(password = masterPassword, page: 'overview' | 'list' = 'list'): Promise<MainView> {
    const sheet = await this.unlockSheet();
    await sheet.submit(password);
    await this.gone('unlock');
    return page === 'list' ? this.list() : this.main();
  }

  /** Goes from the page that the main view opens with to the list, as most tests begin there. */
  async list(): Promise<MainView> {
    const main = await this.main();
    await main.openList();
    return main;
  }

  /** Opens the add sheet from the main view. */
  async openAdd(): Promise<AddSheet> {
    const main = await this.main();
    await main.openAdd();
    return this.add();
  }

  /**
   * Does what locks the vault, and waits until it is locked: another vault process and only one sheet.
   */
  async locking(act: () => Promise<unknown>): Promise<UnlockSheet> {
    const before = await vaultProcess(this.app);
    const views = this.app.windows();
    await act();
    await until('every view from before is gone', () => views.every((page) => page.isClosed()));
    await ended(before);
    return this.unlockSheet();
  }

  async lock(): Promise<UnlockSheet> {
    return this.locking(() => this.menu('lock'));
  }

  /** Chooses an item of the application menu. */
  async menu(id: 'lock' | 'add' | 'settings' | 'search' | 'import' | 'export' | 'quit'): Promise<void> {
    await this.app.evaluate(({ Menu }, item) => {
      // The click comes after the answer to this call. Otherwise the answer could get lost in what the item starts.
      setImmediate(() => Menu.getApplicationMenu()?.getMenuItemById(item)?.click());
    }, id);
  }

  /** Ends the application as the system does at the end of a session: nobody is asked. */
  async quit(): Promise<void> {
    const app = this.#app;
    this.#app = null;
    if (!app) return;
    this.watch.leave();
    let hung = false;
    const child = this.#child;
    const impatient = setTimeout(() => {
      hung = true;
      child?.kill('SIGKILL');
    }, 10_000);
    // A test ends the application as the system does, which waits for no answer. A person is asked if something is lost.
    child?.kill('SIGTERM');
    await app.close();
    clearTimeout(impatient);
    if (hung) throw new Error('Keyfold did not end when it was told to quit.');
  }

  /** Ends the application as a crash or a power cut would. */
  async kill(): Promise<void> {
    const child = this.app.process();
    this.#app = null;
    this.watch.leave();
    child.kill('SIGKILL');
    if (child.pid !== undefined) await ended(child.pid);
  }

  async relaunch(keyring?: boolean): Promise<void> {
    await this.quit();
    await this.launch(keyring);
  }

  /** Quits the application and removes its home, unless a test has brought that. */
  async remove(): Promise<void> {
    await this.quit();
    if (!this.#options.home) this.home.remove();
  }
}

/**
 * Sets the pages for a person who wants no motion, because drawing motion takes a tenth of a test's time. The tour
 * shows all motion.
 */
function keepStill(page: Page): void {
  void page.emulateMedia({ reducedMotion: 'reduce' }).catch(() => null);
}

/** Returns the command line of a start from the sources. The application uses the folder that `environment` names. */
export function commandLine(keyring: boolean, more: readonly string[] = []): string[] {
  return ['-r', ownFolder, ...switches(keyring), ...more, root];
}

/** Returns the switches that Chromium needs on this machine for every start. */
export function switches(keyring: boolean): string[] {
  // Chromium's sandbox refuses to run as root, so only root gets that flag.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // A virtual screen has no graphics card. Without the flag, Chromium finds that out at each start, by a process that
  // fails.
  const graphics = process.env.KEYFOLD_VIRTUAL_SCREENS === '1' ? ['--disable-gpu'] : [];
  return [...sandbox, ...keyringArguments(keyring), ...graphics];
}

/** Returns the environment of a start in this home. */
export function environment(home: Home): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { KEYFOLD_STEADY_COST: 'least', ...Object.fromEntries(inherited), ...home.environment };
}
