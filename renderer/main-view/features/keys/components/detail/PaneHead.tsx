import { Copy } from 'lucide-react';
import type { KeyRow } from '../../../../../../common/keys/access-key';
import { providerOf } from '../../../../../../common/providers';
import { Badge } from '../../../../../design/plain/Badge';
import { IconButton } from '../../../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../../../i18n';
import { ProviderMark } from '../../../../../providers/ProviderMark';
import { copyIds } from '../../copy-ids';
import { StatusMark } from '../marks';
import { AgeBar } from './AgeBar';

/** The key itself: its name, provider and state, its AccessKey ID to be copied, and its age. */
export function PaneHead({ row, now }: { row: KeyRow; now: number }) {
  const t = useT();
  const language = useLanguage();
  const provider = providerOf(row.provider);
  return (
    <header className="flex flex-col gap-3">
      <div className="flex items-start gap-2.5 pr-8">
        <span className="mt-1">
          <ProviderMark provider={row.provider} />
        </span>
        <div className="min-w-0 flex-1">
          {/* A name is never cut here: this is where all of it can be read. */}
          <h2 className="selectable pt-0.5 text-md font-semibold break-words text-ink">
            <bdi>{row.name}</bdi>
          </h2>
          <p className="text-sm text-muted">{provider.name[language]}</p>
          <div className="mt-1.5 flex flex-wrap items-center gap-1.5 empty:hidden">
            <StatusMark row={row} now={now} />
            {row.isDefault ? <Badge tone="accent">{t('common:default')}</Badge> : null}
          </div>
        </div>
      </div>
      <dl>
        <dt className="text-sm text-muted">{provider.accessKeyId.label[language]}</dt>
        <dd className="flex items-start gap-1 text-ink">
          <code className="selectable min-w-0 flex-1 py-0.5 font-mono break-all">{row.accessKeyId}</code>
          <IconButton
            size="small"
            label={t('keys:detail.copyId')}
            icon={<Copy size={14} aria-hidden />}
            onClick={() => void copyIds([row])}
          />
        </dd>
      </dl>
      <AgeBar row={row} now={now} />
    </header>
  );
}
