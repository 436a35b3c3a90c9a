import { type ReactNode, useEffect, useState } from 'react';
import type { About } from '../../../../common/contract';
import type { KeychainState } from '../../../../common/errors';
import { languageChoices, type Settings, type SystemAbilities, themes } from '../../../../common/settings';
import { cx } from '../../../design/cx';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { Segmented } from '../../../design/plain/RadioCards';
import { type Translate, useT } from '../../../i18n';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog } from '../../ui';
import { ClipboardSection } from './ClipboardSection';
import { LockingSection } from './LockingSection';
import { ProtectionSection } from './ProtectionSection';

const keychainWords: Record<KeychainState, (t: Translate) => string> = {
  good: (t) => t('settings:keychainState.good'),
  missing: (t) => t('settings:keychainState.missing'),
  unavailable: (t) => t('settings:keychainState.unavailable'),
  'other-backend': (t) => t('settings:keychainState.otherBackend'),
  'lost-key': (t) => t('settings:keychainState.lostKey'),
  'not-sealed': (t) => t('settings:keychainState.notSealed'),
};

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="font-medium text-ink">{title}</h3>
      {children}
    </section>
  );
}

/** Theme, language, the state of the keychain in plain words, and what this installation is. */
export function SettingsDialog() {
  const t = useT();
  const [settings, setSettings] = useState<Settings | null>(null);
  const [about, setAbout] = useState<About | null>(null);
  const [system, setSystem] = useState<SystemAbilities | null>(null);
  const [keychain, setKeychain] = useState<KeychainState | null>(null);

  useEffect(() => {
    void reported(client.settings.get({})).then((reply) => reply && setSettings(reply.value));
    void reported(client.settings.about({})).then((reply) => reply && setAbout(reply.value));
    void reported(client.settings.system({})).then((reply) => reply && setSystem(reply.value));
    void reported(client.protection.keychain({})).then((reply) => reply && setKeychain(reply.value));
  }, []);

  const change = async (part: Partial<Settings>) => {
    const reply = await reported(client.settings.set(part));
    if (reply) setSettings(reply.value);
  };

  return (
    <Dialog
      title={t('settings:title')}
      size="large"
      onClose={closeDialog}
      footer={
        <Button autoFocus onClick={closeDialog}>
          {t('common:done')}
        </Button>
      }
    >
      {about?.settingsSetAside ? (
        <Banner tone="warning" live={false}>
          <Words>{t('settings:setAside', { file: isolate(about.settingsSetAside) })}</Words>
        </Banner>
      ) : null}
      {settings ? (
        <div className="flex flex-col gap-4">
          <Segmented
            label={t('settings:theme')}
            choices={themes.map((value) => ({ value, label: t(`settings:themeChoice.${value}`) }))}
            value={settings.theme}
            onChange={(theme) => void change({ theme })}
          />
          <Segmented
            label={t('settings:language')}
            choices={languageChoices.map((value) => ({ value, label: t(`settings:languageChoice.${value}`) }))}
            value={settings.language}
            onChange={(language) => void change({ language })}
          />
        </div>
      ) : null}
      <Section title={t('settings:locking.title')}>
        {settings && system ? (
          <LockingSection
            minutes={settings.lockAfterMinutes}
            screenLock={system.screenLock}
            onChange={(lockAfterMinutes) => void change({ lockAfterMinutes })}
          />
        ) : null}
      </Section>
      <Section title={t('settings:clipboard.title')}>
        {settings && system ? (
          <ClipboardSection
            seconds={settings.clipboardSeconds}
            conceals={system.concealsCopies}
            onChange={(clipboardSeconds) => void change({ clipboardSeconds })}
          />
        ) : null}
      </Section>
      <Section title={t('protection:title')}>
        <ProtectionSection />
      </Section>
      <Section title={t('settings:keychain')}>
        {keychain ? (
          <p className="flex items-start gap-2 text-muted">
            <span
              aria-hidden="true"
              className={cx('mt-1.5 size-2 shrink-0 rounded-full', keychain === 'good' ? 'bg-good' : 'bg-warning')}
            />
            {keychainWords[keychain](t)}
          </p>
        ) : null}
      </Section>
      <Section title={t('settings:about')}>
        {about ? (
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-muted [&>dd]:break-all [&>dd]:text-ink">
            <dt>{t('settings:version')}</dt>
            <dd>{about.version}</dd>
            <dt>{t('settings:electron')}</dt>
            <dd>{about.electron}</dd>
            <dt>{t('settings:chromium')}</dt>
            <dd>{about.chromium}</dd>
            <dt>{t('settings:sqlite')}</dt>
            <dd>{about.sqlite}</dd>
            <dt>{t('settings:vaultFolder')}</dt>
            <dd>
              <bdi>{about.vaultFolder}</bdi>
            </dd>
          </dl>
        ) : null}
        <p className="text-muted">{t('settings:offline')}</p>
      </Section>
    </Dialog>
  );
}
