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

/**
 * A person's home folder for one test. Everything that the application stores is in it, and it is removed with the
 * test.
 */
export class Home {
  readonly folder: string;

  /** `above` is the folder in which it is made. By default that is where files are written fastest. */
  constructor(settings: Partial<Settings> = {}, above: string | null = null) {
    this.folder = above === null ? scratchFolder('keyfold-e2e') : mkdtempSync(join(above, 'keyfold-e2e-'));
    mkdirSync(this.userData, { recursive: true });
    mkdirSync(this.documents, { recursive: true });
    mkdirSync(this.runtime, { mode: 0o700 });
    this.writeSettings({ language: 'en', theme: 'light', ...settings });
  }

  writeSettings(settings: object): void {
    writeFileSync(this.settings, JSON.stringify(settings));
  }

  get userData(): string {
    return join(this.folder, '.config', 'Keyfold');
  }

  /** Where the system keeps sockets of the person. */
  get runtime(): string {
    return join(this.folder, '.runtime');
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

  /** The environment of the application, so that nothing of the person who runs the tests is read or changed. */
  get environment(): Record<string, string> {
    return {
      // own-folder.cjs reads this one, on every system. The others have the same effect on Linux.
      KEYFOLD_USER_DATA: this.userData,
      HOME: this.folder,
      XDG_CONFIG_HOME: join(this.folder, '.config'),
      XDG_DATA_HOME: join(this.folder, '.local/share'),
      XDG_CACHE_HOME: join(this.folder, '.cache'),
      XDG_RUNTIME_DIR: this.runtime,
    };
  }

  /** Writes a file of the person's own, and returns its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.documents, name);
    writeFileSync(path, content);
    return path;
  }

  /** Copies the vault of another home. */
  takeVault(from: Home): void {
    cpSync(from.vault, this.vault, { recursive: true });
  }

  /** Returns every file below the home with its content. */
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
