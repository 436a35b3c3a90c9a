import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from '../support/home';
import { expect, test } from '../support/test';

/** A home with an environment that doesn't say where the application stores its files, as on macOS and Windows. */
class ElsewhereHome extends Home {
  readonly persons = mkdtempSync(join(tmpdir(), 'keyfold-person-'));

  override get environment(): Record<string, string> {
    const { KEYFOLD_USER_DATA = '' } = super.environment;
    return { KEYFOLD_USER_DATA, HOME: this.persons, XDG_CONFIG_HOME: join(this.persons, '.config') };
  }

  override remove(): void {
    rmSync(this.persons, { recursive: true, force: true });
    super.remove();
  }
}

test('an application under test keeps to its own folder, also where the environment names the person’s', async ({
  start,
}) => {
  const home = new ElsewhereHome();
  const keyfold = await start({ home, vault: 'created' });
  expect(existsSync(home.database)).toBe(true);
  await keyfold.quit();
  const config = join(home.persons, '.config');
  expect(existsSync(config) ? readdirSync(config).filter((name) => name === 'Keyfold') : []).toEqual([]);
  home.remove();
});
