import { useEffect, useState } from 'react';
import type { OutsideAbilities, Settings } from '../../../../common/settings';
import { Checkbox } from '../../../design/plain/Checkbox';
import { useT } from '../../../i18n';
import { client } from '../../client';

interface OutsideSectionProps {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}

/** What Keyfold says outside of its window, and whether this desktop shows it. */
export function OutsideSection({ settings, onChange }: OutsideSectionProps) {
  const t = useT();
  const [can, setCan] = useState<OutsideAbilities | null>(null);
  useEffect(() => {
    void client.settings.outside({}).then((reply) => reply.ok && setCan(reply.value));
  }, []);
  return (
    <>
      <Checkbox
        label={t('settings:outside.notifications')}
        description={t('settings:outside.notificationsAbout')}
        checked={settings.notifications}
        onChange={(notifications) => onChange({ notifications })}
      />
      <Checkbox
        label={t('settings:outside.tray')}
        description={t('settings:outside.trayAbout')}
        checked={settings.tray}
        onChange={(tray) => onChange({ tray })}
      />
      {/* This element is always there, so that the answer is announced. */}
      <div aria-live="polite" className="flex flex-col gap-1 text-muted">
        {can && !can.notifications ? <p>{t('settings:outside.noNotifications')}</p> : null}
        {can && !can.tray ? <p>{t('settings:outside.noTray')}</p> : null}
      </div>
    </>
  );
}
