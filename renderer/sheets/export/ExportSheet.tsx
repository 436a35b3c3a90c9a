import { useCallback } from 'react';
import type { Client } from '../../../common/contract/derived';
import { type ProviderId, providerOf } from '../../../common/providers';
import { minimumPassphraseLength } from '../../../common/transfer/export';
import { useClosing } from '../../closing/use-closing';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { FooterFailure } from '../../design/plain/Failure';
import { Segmented } from '../../design/plain/RadioCards';
import { PinnedPart, SheetFrame } from '../../design/plain/SheetFrame';
import { type Translate, useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { RootsWarning } from '../../providers/RootWarning';
import { NewPasswordFields } from '../new-password/NewPasswordFields';
import { ProofFields } from '../proof/ProofFields';
import { HandedTo } from '../transfer/HandedTo';
import { ProgressBar, useProgress, Waiting } from '../transfer/Progress';
import { DoneStep } from './DoneStep';
import { GeneratedPassphrase } from './GeneratedPassphrase';
import { ReceiverField } from './ReceiverField';
import { RecipientsField } from './RecipientsField';
import { ScopeChoice } from './ScopeChoice';
import { Reader, ScopeSummary } from './ScopeSummary';
import { useExport } from './use-export';
import { exportMethods } from './use-method';

/**
 * Exports keys to a file, encrypted unless the person wants it otherwise. The sheet can't be closed while an export
 * runs, but the export can be stopped.
 */
export function ExportSheet({ client }: { client: Client<'export'> }) {
  const t = useT();
  const form = useExport(client);
  const { running, exported } = form;
  const progress = useProgress(client, running);
  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);
  const { question } = useClosing(client, { loss: running ? 'running' : null, close });

  if (exported) {
    return (
      <DoneStep
        client={client}
        exported={exported}
        method={form.method}
        toWhom={form.give ? form.receiver.typed.trim() : null}
        onClose={close}
      />
    );
  }
  return (
    <SheetFrame
      size="large"
      {...headingOf(t, form)}
      {...(running ? {} : { onClose: close })}
      onSubmit={() => void form.submit()}
      pinned={
        <PinnedPart hidden={running}>
          <ProofFields proof={form.proof} />
        </PinnedPart>
      }
      footer={
        running ? (
          progress ? (
            <Button pending={form.stopping} onClick={form.stop}>
              {t('transfer:stop')}
            </Button>
          ) : null
        ) : (
          <>
            <FooterFailure error={form.failure} />
            {form.stopped ? (
              <div className="min-w-0 flex-1">
                <Banner tone="info">{t('transfer:export.stopped')}</Banner>
              </div>
            ) : null}
            <Button onClick={close}>{t('common:cancel')}</Button>
            <SubmitButton give={form.give === true} keys={form.chosen?.keys ?? 0} waits={form.proof.wait > 0} />
          </>
        )
      }
    >
      {running ? (
        progress ? (
          <ProgressBar words={t('transfer:export.running')} progress={progress} />
        ) : (
          <Waiting>{t('transfer:export.place')}</Waiting>
        )
      ) : null}
      {/* What was typed stays in its fields until the file is written. When a field scrolls into view, the space for
          its message does too. */}
      <div hidden={running} className="flex flex-col gap-4 [&_input]:scroll-my-16 [&[hidden]]:hidden">
        {form.give ? (
          <ReceiverField form={form.receiver} />
        ) : (
          <ScopeChoice facts={form.facts} scopes={form.scopes} value={form.scope} onChange={form.setScope} />
        )}
        {form.chosen ? <ScopeSummary facts={form.chosen} /> : null}
        {form.chosen ? <RootsWarning roots={form.chosen.roots} total={form.chosen.keys} live /> : null}
        <Segmented
          label={t('transfer:export.method')}
          choices={exportMethods.map((value) => ({ value, label: t(`transfer:export.methods.${value}`) }))}
          value={form.method}
          onChange={form.setMethod}
        />
        {form.chosen?.keys === 0 ? null : <Reader method={form.method} recipients={form.recipients.typed} />}
        {form.method === 'generated' ? <GeneratedPassphrase form={form.generated} /> : null}
        {form.method === 'own' ? (
          <NewPasswordFields
            form={form.own}
            label={t('transfer:export.own')}
            repeatLabel={t('transfer:export.repeat')}
            hint={t('transfer:export.ownHint', { limit: minimumPassphraseLength })}
            mismatch={t('transfer:export.mismatch')}
          />
        ) : null}
        {form.method === 'recipients' ? <RecipientsField form={form.recipients} /> : null}
        {form.method === 'csv' ? (
          <PlainFile csvOf={form.chosen?.csvOf} />
        ) : (
          <p className="text-sm text-muted">{t('transfer:export.format')}</p>
        )}
        {form.give ? null : <HandedTo value={form.receiver.typed} onChange={form.receiver.type} />}
        <p className="text-sm text-muted">{t('transfer:export.verify')}</p>
      </div>
      {question}
    </SheetFrame>
  );
}

/** Returns what the sheet says of itself: it exports, or it gives to somebody. */
function headingOf(t: Translate, { give, method }: Pick<ReturnType<typeof useExport>, 'give' | 'method'>) {
  if (give) return { title: t('given:sheet.title'), subtitle: t('given:sheet.about') };
  const subtitle = method === 'csv' ? t('transfer:export.aboutPlain') : t('transfer:export.about');
  return { title: t('transfer:export.title'), subtitle };
}

interface SubmitButtonProps {
  /** The keys are given to somebody. */
  give: boolean;
  /** 0 as long as it isn't known what is exported, or if nothing is. */
  keys: number;
  waits: boolean;
}

/** Exports or gives; says how many keys. */
function SubmitButton({ give, keys, waits }: SubmitButtonProps) {
  const t = useT();
  const language = useLanguage();
  const counted = { count: keys, number: formatNumber(language, keys) };
  const words = () => {
    if (keys === 0) return give ? t('given:sheet.submit') : t('transfer:export.submit');
    return give ? t('given:sheet.submitCount', counted) : t('transfer:export.submitCount', counted);
  };
  return (
    <Button variant="primary" type="submit" disabled={waits || keys === 0}>
      {words()}
    </Button>
  );
}

/**
 * The warning about a file that is not encrypted. `csvOf` is the provider whose header it has; `undefined`: not known
 * yet.
 */
function PlainFile({ csvOf }: { csvOf: ProviderId | null | undefined }) {
  const t = useT();
  const language = useLanguage();
  const form = () => {
    if (csvOf === undefined) return '\u00a0';
    if (csvOf === null) return t('transfer:export.csvTable');
    return t('transfer:export.csvOf', { provider: providerOf(csvOf).name[language] });
  };
  return (
    <>
      <Banner tone="warning" title={t('transfer:export.plain')}>
        {t('transfer:export.plainWarning')}
      </Banner>
      <p className="text-sm text-muted">{form()}</p>
    </>
  );
}
