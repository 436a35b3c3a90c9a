import { Archive, ShieldCheck, X } from 'lucide-react';
import { useState } from 'react';
import type { ArchiveCheck } from '../../../../common/audit/archive';
import { Menu } from '../../../design/Menu';
import { Banner } from '../../../design/plain/Banner';
import { IconButton } from '../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../i18n';
import { Words } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { ArchiveDialog } from './ArchiveDialog';
import { archiveWords } from './archives';

/** The width of a menu, in pixels, so that this one ends where its button ends. */
const menuWidth = 208;

/** The button behind which old records are archived, and an archive is checked. */
export function ArchiveMenu({ onChecked }: { onChecked: (found: ArchiveCheck) => void }) {
  const t = useT();
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [archiving, setArchiving] = useState(false);
  const check = async () => {
    const reply = await reported(client.audit.checkArchive({}));
    if (reply?.value) onChecked(reply.value);
  };
  return (
    <>
      <IconButton
        label={t('audit:archive.menu')}
        aria-haspopup="menu"
        icon={<Archive size={16} aria-hidden />}
        onClick={(event) => {
          const { right, bottom } = event.currentTarget.getBoundingClientRect();
          setMenu({ x: right - menuWidth, y: bottom + 4 });
        }}
      />
      {menu ? (
        <Menu
          label={t('audit:archive.menu')}
          at={menu}
          onClose={() => setMenu(null)}
          entries={[
            {
              id: 'archive',
              label: t('audit:archive.open'),
              icon: <Archive size={15} aria-hidden />,
              run: () => setArchiving(true),
            },
            {
              id: 'check',
              label: t('audit:archive.check'),
              icon: <ShieldCheck size={15} aria-hidden />,
              run: () => void check(),
            },
          ]}
        />
      ) : null}
      {archiving ? <ArchiveDialog onClose={() => setArchiving(false)} /> : null}
    </>
  );
}

/** Says what the check of an archive found, until the person closes it. */
export function ArchiveFound({ found, onClose }: { found: ArchiveCheck; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="px-4 pt-3 pb-1">
      <Banner
        tone={found.problem || found.log.broken ? 'danger' : 'good'}
        title={t('audit:archive.checked')}
        action={
          <IconButton size="small" label={t('common:close')} icon={<X size={14} aria-hidden />} onClick={onClose} />
        }
      >
        <Words>{archiveWords(t, language, found)}</Words>
      </Banner>
    </div>
  );
}
