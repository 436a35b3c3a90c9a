import { create } from 'zustand';
import type { KeyringChange, KeyringState } from '../../../../common/keyring';
import { toast } from '../../../design/toast';
import { translator } from '../../../i18n';
import { client } from '../../client';

/** The ways into the vault; `null` until the vault has answered. */
export const useKeyring = create<{ state: KeyringState | null }>(() => ({ state: null }));

/** Asks the vault. After a failure the state stays as it was. */
export async function askKeyring(): Promise<void> {
  const reply = await client.keyring.state({});
  if (reply.ok) useKeyring.setState({ state: reply.value });
}

/** Says that a way into the vault was changed, and asks for the ways again. */
export function sayKeyringChange(change: KeyringChange): void {
  const t = translator();
  const words: Record<KeyringChange, string> = {
    password: t('keyring:password.changed'),
    'recovery-key': t('keyring:recoveryKey.changed'),
    device: t('keyring:device.changed'),
    rekeyed: t('backups:rekey.changed'),
    forgotten: t('keyring:device.forgotten'),
  };
  toast('good', words[change]);
  void askKeyring();
}
