import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { FoundVault } from '../../common/vaults';
import type { Control } from '../base/control';
import { outsideQueue } from '../base/queue';
import { momentNamed } from '../store/backups/folders';
import { copyVault } from '../store/bring';
import { holdsVault } from '../store/folder';
import { otherVaultAt } from '../transfer/other-vault';

export interface ElsewhereNeeds {
  control: Control;
}

/** The folder that a new vault gets in a folder with other things in it. */
const ownName = 'Keyfold';

/** The operations of the group `elsewhere`. */
export function elsewhereHandlers({ control }: ElsewhereNeeds): Handlers<'vault', unknown>['elsewhere'] {
  /** The folder that was chosen last. */
  let chosen: string | null = null;

  /** Main kills this process while it answers, unless a vault was opened meanwhile. */
  const use = async (folder: string, name: string, is: 'new' | 'foreign'): Promise<void> => {
    (await control.ask('useVault', { folder, name, is })) ?? fail('internal', {});
  };

  return {
    async choose() {
      const { path } = (await control.ask('openPath', { what: 'vault' })) ?? fail('internal', {});
      if (path === null) return null;
      const found = foundAt(path);
      chosen = found.place;
      return found;
    },
    async open({ how, name }) {
      const folder = chosen ?? fail('nothing-chosen', {});
      // It may have changed since it was looked at.
      const { backup } = foundAt(join(folder, 'vault.db'));
      if (how === 'in-place') {
        if (backup !== null) fail('only-a-copy', {});
        await use(folder, name, 'foreign');
        return null;
      }
      const { folder: target } = (await control.ask('newPlace', {})) ?? fail('internal', {});
      await copyVault(folder, target);
      await use(target, name, 'foreign');
      return null;
    },
    async make() {
      const { path } = (await outsideQueue(() => control.ask('folderPath', { what: 'vault' }))) ?? fail('internal', {});
      if (path === null) return false;
      const real = fs.realpathSync(path);
      if (holdsVault(real)) fail('vault-exists', { folder: real });
      const folder = fs.readdirSync(real).length === 0 ? real : join(real, ownName);
      if (holdsVault(folder)) fail('vault-exists', { folder });
      await use(folder, basename(real), 'new');
      return true;
    },
  };
}

/**
 * Looks at the vault or backup that a chosen file belongs to. Its folder may be reached by a link; its files may not be
 * links. Errors: those of `elsewhere.choose`.
 */
function foundAt(path: string): FoundVault {
  if (!['vault.db', 'slots.json'].includes(basename(path))) fail('not-a-vault', { path });
  const place = fs.realpathSync(dirname(path));
  for (const name of ['vault.db', 'slots.json']) {
    const file = join(place, name);
    if (fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
      fail('vault-link', { file, target: fs.readlinkSync(file) });
  }
  otherVaultAt(join(place, 'vault.db'));
  const name = basename(place);
  const backup = momentNamed(name);
  // A backup's name is only a date. Its vault's folder stands two above it.
  return { name: backup === null ? name : basename(dirname(dirname(place))), place, backup };
}
