import { auditTexts } from '../../../common/audit/actions';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';

/** The field for a note about to whom something is given. The person may leave it empty. */
export function HandedTo({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  return (
    <TextField
      name="handed-to"
      label={t('common:handedTo')}
      hint={t('common:optional')}
      placeholder={t('common:handedToPlaceholder')}
      maxLength={auditTexts.handedTo}
      value={value}
      onChange={onChange}
    />
  );
}

/** Returns the note as a part of a call's input; an empty one is left out. */
export const handedToPart = (note: string): { handedTo?: string } =>
  note.trim() === '' ? {} : { handedTo: note.trim() };
