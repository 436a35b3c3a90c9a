import { useState } from 'react';
import { type ProviderId, providers } from '../../../common/providers';
import type { OpenedFile } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { RadioCards } from '../../design/plain/RadioCards';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { FileCard } from '../transfer/FileCard';
import { fileWords } from './file-words';
import type { ImportForm } from './use-import';

interface ProviderStepProps {
  form: ImportForm;
  file: OpenedFile;
  onClose: () => void;
}

/** Asks which provider the keys belong to, if the file doesn't say it. */
export function ProviderStep({ form, file, onClose }: ProviderStepProps) {
  const t = useT();
  const language = useLanguage();
  const [provider, setProvider] = useState<ProviderId>('alibaba');
  return (
    <SheetFrame
      title={t('transfer:import.title')}
      onClose={onClose}
      onSubmit={() => void form.assume(provider)}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('transfer:import.compare')}
          </Button>
        </>
      }
    >
      <Failure error={form.failure} />
      <FileCard name={file.fileName}>{fileWords(t, language, file)}</FileCard>
      <RadioCards
        label={t('transfer:import.whose')}
        choices={providers.map(({ id, name }) => ({ value: id, label: name[language] }))}
        value={provider}
        onChange={setProvider}
      />
    </SheetFrame>
  );
}
