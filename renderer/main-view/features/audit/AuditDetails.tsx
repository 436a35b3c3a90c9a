import type { AuditRow } from '../../../../common/audit/actions';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { goToKey } from '../keys/go-to-key';
import { detailLines } from './details';
import { actionWords } from './words';

/** Everything that one row of the log says: the key or thing it is about, to whom, by which way, before and after. */
export function AuditDetails({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { key } = row;
  return (
    <Dialog
      title={actionWords(t, row.action)}
      size="large"
      onClose={onClose}
      footer={
        <>
          {key ? (
            <Button
              onClick={() => {
                onClose();
                void goToKey(key.id);
              }}
            >
              {t('keys:goTo')}
            </Button>
          ) : null}
          <Button autoFocus onClick={onClose}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-[minmax(96px,auto)_minmax(0,1fr)] gap-x-4 gap-y-2">
        {detailLines(t, language, row).map(({ label, value, isCode }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className={isCode ? 'font-mono text-sm break-all text-ink' : 'break-words text-ink'}>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
