import { FileUp } from 'lucide-react';
import { useCallback } from 'react';
import type { Client } from '../../../common/contract/derived';
import { providers } from '../../../common/providers';
import { useClosing } from '../../closing/use-closing';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { FooterFailure } from '../../design/plain/Failure';
import { RadioCards } from '../../design/plain/RadioCards';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { isolate, Words } from '../../i18n/words';
import { FoldedManual } from '../../manual/ManualFacts';
import { ProofFields } from '../proof/ProofFields';
import { useFileDrop } from '../use-file-drop';
import { CsvPart } from './CsvPart';
import { KeyFields } from './KeyFields';
import { MasterPassword } from './MasterPassword';
import { PairFields } from './PairFields';
import { useAddForm } from './use-add-form';
import { useCsv } from './use-csv';

/** Adds one key, which is typed or read from the file that the provider's console gave. */
export function AddSheet({ client }: { client: Client<'add'> }) {
  const t = useT();
  const language = useLanguage();
  const form = useAddForm(client);
  const csv = useCsv(form);
  const dropping = useFileDrop(csv.take);
  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);
  const { leave, question } = useClosing(client, { loss: form.loss, close });

  return (
    <>
      <SheetFrame
        size="large"
        title={t('common:add')}
        onClose={leave}
        onSubmit={() => void form.submit()}
        footer={
          <>
            <FooterFailure error={form.failure} />
            <Button onClick={leave}>{t('common:cancel')}</Button>
            <Button variant="primary" type="submit" pending={form.pending}>
              {t('common:add')}
            </Button>
          </>
        }
      >
        {form.succession ? (
          <Banner tone="info" live={false}>
            <Words>{t('add:successor.explained', { name: isolate(form.succession.name) })}</Words>
          </Banner>
        ) : (
          <RadioCards
            label={t('add:method')}
            choices={providers.map(({ id, name, summary }) => ({
              value: id,
              label: name[language],
              description: summary[language],
            }))}
            value={form.draft.provider}
            onChange={form.chooseProvider}
          />
        )}
        <FoldedManual
          provider={form.draft.provider}
          topics={['pair', 'owner', 'creators', 'once', 'lifetime', 'signIn']}
          act="create"
        />
        <CsvPart csv={csv} />
        {/* When a field scrolls into view, the space for its message does too. */}
        <div className="flex flex-col gap-4 [&_input]:scroll-my-20">
          <KeyFields form={form} />
          <PairFields form={form} />
          {form.keychain === 'good' ? null : <MasterPassword field={form.password} keychain={form.keychain} />}
          {form.proof ? (
            <div className="flex flex-col gap-4 border-t border-line pt-4">
              <p className="text-muted">{t('proof:create')}</p>
              <ProofFields proof={form.proof} />
            </div>
          ) : null}
        </div>
      </SheetFrame>
      {question}
      {dropping ? (
        <div className="pointer-events-none fixed inset-0 flex items-center justify-center p-6">
          <p className="flex animate-appear items-center gap-2 rounded-lg border border-accent bg-accent-soft px-5 py-4 font-medium text-accent-ink shadow-float">
            <FileUp size={18} aria-hidden />
            {t('add:csv.drop')}
          </p>
        </div>
      ) : null}
    </>
  );
}
