import { type ReactNode, useEffect, useId, useState } from 'react';
import type { KeychainState } from '../../../../common/errors';
import type { KeyringAct } from '../../../../common/keyring';
import { cx } from '../../../design/cx';
import { Button } from '../../../design/plain/Button';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { client } from '../../client';
import { reported } from '../../report';
import { askKeyring, useKeyring } from './store';

const keychainWords: Record<KeychainState, (t: Translate) => string> = {
  good: (t) => t('settings:keychainState.good'),
  missing: (t) => t('settings:keychainState.missing'),
  unavailable: (t) => t('settings:keychainState.unavailable'),
  'other-backend': (t) => t('settings:keychainState.otherBackend'),
  'lost-key': (t) => t('settings:keychainState.lostKey'),
  'not-sealed': (t) => t('settings:keychainState.notSealed'),
};

/** The states in which sealing again helps. It doesn't help if there is no keychain or it doesn't answer. */
const sealable: readonly KeychainState[] = ['other-backend', 'lost-key', 'not-sealed'];

const open = (act: KeyringAct) => void reported(client.window.openSheet({ sheet: 'keyring', act }));

/** The ways into the vault, each with its state and what can be done about it. */
export function KeyringSection() {
  const t = useT();
  const language = useLanguage();
  const state = useKeyring((keyring) => keyring.state);
  const [keychain, setKeychain] = useState<KeychainState | null>(null);

  useEffect(() => {
    const read = () => {
      void askKeyring();
      void reported(client.protection.keychain({})).then((reply) => reply && setKeychain(reply.value));
    };
    read();
    return client.on('keyringChanged', read);
  }, []);

  if (!state) return null;
  const { recoveryKey, device } = state;
  return (
    <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
      <Way label={t('keyring:password.label')} about={t('keyring:password.about')}>
        <Button size="small" onClick={() => open('password')}>
          {t('keyring:password.change')}
        </Button>
      </Way>
      <Way
        label={t('keyring:recoveryKey.label')}
        about={t('keyring:recoveryKey.about')}
        good={recoveryKey !== null}
        state={
          recoveryKey === null
            ? t('keyring:recoveryKey.none')
            : t('keyring:recoveryKey.since', { moment: formatMoment(language, recoveryKey) })
        }
      >
        <Button size="small" onClick={() => open('recovery-key')}>
          {recoveryKey === null ? t('keyring:recoveryKey.setUp') : t('keyring:recoveryKey.replace')}
        </Button>
      </Way>
      <Way
        label={t('keyring:device.label')}
        about={keychain ? keychainWords[keychain](t) : ' '}
        good={keychain === 'good'}
        dot={keychain !== null}
      >
        {keychain && sealable.includes(keychain) ? (
          <Button size="small" onClick={() => open('device')}>
            {device ? t('keyring:device.sealAgain') : t('keyring:device.seal')}
          </Button>
        ) : null}
        {device ? (
          <Button size="small" variant="ghost" onClick={() => void reported(client.keyring.forgetDevice({}))}>
            {t('keyring:device.forget')}
          </Button>
        ) : null}
      </Way>
      <Way label={t('backups:rekey.label')} about={t('backups:rekey.about')}>
        <Button size="small" onClick={() => void reported(client.window.openSheet({ sheet: 'rekey' }))}>
          {t('backups:rekey.act')}
        </Button>
      </Way>
    </ul>
  );
}

interface WayProps {
  label: string;
  about: string;
  /** A word or two beside the label. */
  state?: string;
  good?: boolean;
  /** Shows a dot instead of words. */
  dot?: boolean;
  children: ReactNode;
}

function Way({ label, about, state, good = false, dot = false, children }: WayProps) {
  const id = useId();
  return (
    <li className="px-3 py-2.5">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is one setting with its buttons. */}
      <div role="group" aria-labelledby={id} className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline gap-2">
            <span id={id} className="font-medium text-ink">
              {label}
            </span>
            {dot ? (
              <span
                aria-hidden="true"
                className={cx(
                  'size-2 shrink-0 self-center rounded-full',
                  good ? 'filled-dot bg-good' : 'bg-warning forced-colors:border',
                )}
              />
            ) : null}
            {state ? <span className={cx('text-sm', good ? 'text-good-ink' : 'text-warning-ink')}>{state}</span> : null}
          </p>
          <p className="text-sm text-muted">{about}</p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1">{children}</div>
      </div>
    </li>
  );
}
