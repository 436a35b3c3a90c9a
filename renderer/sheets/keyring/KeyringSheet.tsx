import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { KeyringAct } from '../../../common/keyring';
import { recoveryKeyGroups } from '../../../common/recovery-key';
import { useT } from '../../i18n';
import { MakeRecovery } from '../recovery/MakeRecovery';
import { ChangePassword } from './ChangePassword';
import { WithPassword } from './WithPassword';

/** Changes one of the ways into the vault, with the master password. */
export function KeyringSheet({ client }: { client: Client<'keyring'> }) {
  const t = useT();
  const [act, setAct] = useState<KeyringAct | null>(null);
  const [replaces, setReplaces] = useState(false);
  const [groups, setGroups] = useState<string[] | null>(null);

  useEffect(() => {
    void (async () => {
      const { act: wanted } = await client.context();
      if (wanted === 'recovery-key') {
        const state = await client.keyring.state({});
        setReplaces(state.ok && state.value.recoveryKey !== null);
      }
      setAct(wanted);
    })();
  }, [client]);

  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);

  if (groups) {
    return <MakeRecovery client={client} groups={groups} leave={t('common:cancel')} onLeave={close} onDone={close} />;
  }
  switch (act) {
    case 'password':
      return <ChangePassword client={client} onClose={close} />;
    case 'device':
      return (
        <WithPassword
          title={t('keyring:device.title')}
          intro={t('keyring:device.intro')}
          submit={t('keyring:device.submit')}
          onClose={close}
          act={(password) => client.keyring.sealDevice({ password })}
          onDone={close}
        />
      );
    case 'recovery-key':
      return (
        <WithPassword
          title={replaces ? t('keyring:make.replaceTitle') : t('keyring:make.title')}
          intro={replaces ? t('keyring:make.replaces') : t('keyring:make.why')}
          submit={t('keyring:make.next')}
          onClose={close}
          act={(password) => client.keyring.beginRecovery({ password })}
          onDone={({ key }) => {
            setGroups(recoveryKeyGroups(key));
            key.fill(0);
          }}
        />
      );
    default:
      return null;
  }
}
