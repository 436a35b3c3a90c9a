import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../common/settings';
import { scratchFolder } from './scratch';

/** A person's home folder for one test: everything the application keeps stands below it, and it goes with the test. */
export class Home {
  readonly folder: string;

  /** `above`: the folder in which it is made; left out, wherever files are written fastest. */
  constructor(settings: Partial<Settings> = {}, above: string | null = null) {
    this.folder = above === null ? scratchFolder('keyfold-e2e') : mkdtempSync(join(above, 'keyfold-e2e-'));
    mkdirSync(this.userData, { recursive: true });
    mkdirSync(this.documents, { recursive: true });
    this.writeSettings({ language: 'en', theme: 'light', ...settings });
  }

  writeSettings(settings: object): void {
    writeFileSync(this.settings, JSON.stringify(settings));
  }

  get userData(): string {
    return join(this.folder, '.config', 'Keyfold');
  }

  get vault(): string {
    return join(this.userData, 'vault');
  }

  get database(): string {
    return join(this.vault, 'vault.db');
  }

  get slots(): string {
    return join(this.vault, 'slots.json');
  }

  get settings(): string {
    return join(this.userData, 'settings.json');
  }

  /** A folder for files of the person's own. */
  get documents(): string {
    return join(this.folder, 'Documents');
  }

  /** What the application is started with, so that nothing of the person who runs the tests is read or changed. */
  get environment(): Record<string, string> {
    return {
      // own-folder.cjs reads it, on every system; the others say the same on Linux.
      KEYFOLD_USER_DATA: this.userData,
      HOME: this.folder,
      XDG_CONFIG_HOME: join(this.folder, '.config'),
      XDG_DATA_HOME: join(this.folder, '.local/share'),
      XDG_CACHE_HOME: join(this.folder, '.cache'),
    };
  }

  /** Puts a file among the person's own, and answers its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.documents, name);
    writeFileSync(path, content);
    return path;
  }

  /** Takes over the vault of another home. */
  takeVault(from: Home): void {
    cpSync(from.vault, this.vault, { recursive: true });
  }

  /** Every file below the home with its content. */
  files(below = this.folder): { path: string; content: Buffer }[] {
    return readdirSync(below, { recursive: true, encoding: 'utf8' })
      .map((name) => join(below, name))
      .filter((path) => existsSync(path) && statSync(path).isFile())
      .map((path) => ({ path, content: readFileSync(path) }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
