import { auditTexts } from '../../../common/audit/actions';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import type { ReceiverForm } from './use-receiver';

/** The field that says who gets the keys. It is the first thing that a hand-over needs. */
export function ReceiverField({ form }: { form: ReceiverForm }) {
  const t = useT();
  return (
    <TextField
      ref={form.field}
      autoFocus
      name="handed-to"
      label={t('given:sheet.toWhom')}
      placeholder={t('given:sheet.toWhomPlaceholder')}
      description={t('given:sheet.toWhomHint')}
      maxLength={auditTexts.handedTo}
      value={form.typed}
      onChange={form.type}
      error={form.missing ? t('given:sheet.toWhomRequired') : null}
    />
  );
}
