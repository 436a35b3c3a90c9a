import { FileUp } from 'lucide-react';
import { useCallback, useState } from 'react';
import { cx } from '../../design/cx';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { useFileDrop } from '../use-file-drop';
import type { ImportForm } from './use-import';

interface DropStepProps {
  form: Pick<ImportForm, 'drop' | 'chooseAnother'>;
  onClose: () => void;
}

/** Waits for the file that is held over the window. If it is taken away again, the sheet closes. */
export function DropStep({ form, onClose }: DropStepProps) {
  const t = useT();
  const [several, setSeveral] = useState(false);
  const { drop } = form;
  const take = useCallback(
    async (files: readonly File[]) => {
      const [file, ...others] = files;
      setSeveral(others.length > 0);
      if (file && others.length === 0) await drop(file);
    },
    [drop],
  );
  const over = useFileDrop(take, onClose);
  return (
    <SheetFrame
      title={t('transfer:import.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" autoFocus onClick={() => void form.chooseAnother()}>
            {t('transfer:import.choose')}
          </Button>
        </>
      }
    >
      {several ? <Banner tone="danger">{t('transfer:import.oneFile')}</Banner> : null}
      <div
        className={cx(
          'flex flex-col items-center gap-2 rounded-lg border border-dashed px-5 py-8 text-center',
          over ? 'border-accent bg-accent-soft text-accent-ink' : 'border-line-strong text-ink',
        )}
      >
        <FileUp size={20} aria-hidden />
        <p className="font-medium">{t('transfer:import.drop')}</p>
        <p className={cx('text-sm text-pretty', over ? null : 'text-muted')}>{t('transfer:import.dropAbout')}</p>
      </div>
    </SheetFrame>
  );
}
