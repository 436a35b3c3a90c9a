import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { About } from '../../../../common/contract/settings';
import {
  type CaptureChoice,
  captureChoices,
  languageChoices,
  type Settings,
  type SystemAbilities,
  themes,
} from '../../../../common/settings';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { Segmented } from '../../../design/plain/RadioCards';
import { useT } from '../../../i18n';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog, type SettingsSection } from '../../ui';
import { BackupSection } from '../backups/BackupSection';
import { BinSection } from '../bin/BinSection';
import { CommandSection } from '../command/CommandSection';
import { KeyringSection } from '../keyring/KeyringSection';
import { askPlace, usePlace } from '../notices/place';
import { OriginalsSection } from '../originals/OriginalsSection';
import { ClipboardSection } from './ClipboardSection';
import { FailuresSection } from './FailuresSection';
import { LockingSection } from './LockingSection';
import { OutsideSection } from './OutsideSection';
import { ProtectionSection } from './ProtectionSection';
import { noteSettingsProblem, settingsProblemWords } from './problem';
import { TextSizeRow } from './TextSizeRow';

/** `wanted`: somebody was led here, so it is scrolled to and its heading has the focus. */
function Section({ title, wanted = false, children }: { title: string; wanted?: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => (wanted && heading.current ? keepInSight(heading.current) : undefined), [wanted]);
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 ref={heading} tabIndex={wanted ? -1 : undefined} className="font-semibold text-ink outline-none">
        {title}
      </h3>
      {children}
    </section>
  );
}

/**
 * Gives the focus to this heading and keeps it in sight while the sections above it get their content, until the person
 * does something. Returns the function that stops this.
 */
function keepInSight(heading: HTMLElement): () => void {
  heading.focus({ preventScroll: true });
  const sections = [...(heading.closest('section')?.parentElement?.children ?? [])];
  const observer = new ResizeObserver(() => heading.scrollIntoView({ block: 'start' }));
  for (const section of sections) observer.observe(section);
  const stop = () => observer.disconnect();
  const acts = ['wheel', 'pointerdown', 'keydown'] as const;
  for (const act of acts) document.addEventListener(act, stop, { once: true, passive: true });
  return () => {
    stop();
    for (const act of acts) document.removeEventListener(act, stop);
  };
}

/** What of the window is kept out of screenshots. On Linux nothing can be, and only that is said. */
function Capture({ value, onChange }: { value: CaptureChoice; onChange: (value: CaptureChoice) => void }) {
  const t = useT();
  const { platform } = client.boot;
  return (
    <div className="flex flex-col gap-1.5">
      {platform === 'linux' ? (
        <h3 className="font-medium text-ink">{t('settings:capture')}</h3>
      ) : (
        <Segmented
          label={t('settings:capture')}
          choices={captureChoices.map((choice) => ({ value: choice, label: t(`settings:captureChoice.${choice}`) }))}
          value={value}
          onChange={onChange}
        />
      )}
      <p className="text-sm text-muted">{t(`settings:captureAbout.${platform}`)}</p>
    </div>
  );
}

/** The settings as main has them, what this installation is, and what its system can do; `null` until each is known. */
function useSettings() {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [about, setAbout] = useState<About | null>(null);
  const [system, setSystem] = useState<SystemAbilities | null>(null);

  const askAbout = useCallback(async () => {
    const reply = await reported(client.settings.about({}));
    if (!reply) return;
    setAbout(reply.value);
    noteSettingsProblem(reply.value);
  }, []);

  useEffect(() => {
    void reported(client.settings.get({})).then((reply) => reply && setSettings(reply.value));
    void askAbout();
    void reported(client.settings.system({})).then((reply) => reply && setSystem(reply.value));
    // Keys change the text size while this dialog is open.
    return client.on('settingsChanged', (now) => setSettings(now.settings));
  }, [askAbout]);

  const change = async (part: Partial<Settings>) => {
    const reply = await reported(client.settings.set(part));
    if (reply) setSettings(reply.value);
    // The change may not have reached its file.
    await askAbout();
  };
  return { settings, about, system, change };
}

interface LookProps {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}

/** How the window looks, which language it uses, and what of it is kept out of screenshots. */
function Look({ settings, onChange }: LookProps) {
  const t = useT();
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        label={t('settings:theme')}
        choices={themes.map((value) => ({ value, label: t(`settings:themeChoice.${value}`) }))}
        value={settings.theme}
        onChange={(theme) => onChange({ theme })}
      />
      <Segmented
        label={t('settings:language')}
        choices={languageChoices.map((value) => ({ value, label: t(`settings:languageChoice.${value}`) }))}
        value={settings.language}
        onChange={(language) => onChange({ language })}
      />
      <TextSizeRow size={settings.textSize} onChange={(textSize) => onChange({ textSize })} />
      <Capture value={settings.capture} onChange={(capture) => onChange({ capture })} />
    </div>
  );
}

/** The versions of what runs here, and where the vault is. */
function Installation({ about }: { about: About }) {
  const t = useT();
  return (
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
  );
}

/** Theme, language, protection, the ways into the vault, and what this installation is. `section` is shown at once. */
export function SettingsDialog({ section }: { section?: SettingsSection | undefined }) {
  const t = useT();
  const { settings, about, system, change } = useSettings();
  const limits = usePlace((place) => place.limits);
  // A limit may have been found since the unlock.
  useEffect(() => void askPlace(), []);

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
      {about?.settingsProblem ? (
        <Banner tone="warning" live={false}>
          <Words>{settingsProblemWords(t, about.settingsProblem)}</Words>
        </Banner>
      ) : null}
      {settings ? <Look settings={settings} onChange={(part) => void change(part)} /> : null}
      <Section title={t('settings:locking.title')} wanted={section === 'locking'}>
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
      <Section title={t('settings:outside.title')}>
        {settings ? <OutsideSection settings={settings} onChange={(part) => void change(part)} /> : null}
      </Section>
      <Section title={t('command:title')}>
        <CommandSection />
      </Section>
      <Section title={t('protection:title')} wanted={section === 'protection'}>
        <ProtectionSection />
      </Section>
      <Section title={t('keyring:title')}>
        <KeyringSection />
      </Section>
      <Section title={t('bin:setting.title')}>
        <BinSection />
      </Section>
      <Section title={t('backups:title')} wanted={section === 'backups'}>
        <BackupSection />
      </Section>
      <Section title={t('originals:title')} wanted={section === 'originals'}>
        <OriginalsSection />
      </Section>
      <Section title={t('settings:about')}>
        {about ? <Installation about={about} /> : null}
        {limits.map((limit) => (
          <p key={limit} className="text-sm text-muted">
            {t(`settings:limits.${limit}`)}
          </p>
        ))}
        <p className="text-muted">{t('settings:offline')}</p>
        {about ? <FailuresSection failures={about.failures} /> : null}
      </Section>
    </Dialog>
  );
}
