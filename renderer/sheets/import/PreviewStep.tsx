import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../../../common/contract/derived';
import {
  choicesOf,
  type ImportChoice,
  type ImportPlan,
  type ImportRow,
  type OpenedFile,
} from '../../../common/transfer/import';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Checkbox } from '../../design/plain/Checkbox';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { fileWords } from './file-words';
import { ImportList } from './ImportList';
import { NearQuestions } from './NearQuestions';
import { SkippedList } from './SkippedList';
import { StateFilter } from './StateFilter';
import type { ImportForm } from './use-import';
import { planWords, providerNames, toImport } from './words';

interface PreviewStepProps {
  client: Client<'import'>;
  form: ImportForm;
  file: OpenedFile;
  plan: ImportPlan;
  onClose: () => void;
}

/**
 * Shows how the keys of the file compare with the vault, and what is to be done with each key. Nothing has changed yet.
 */
export function PreviewStep({ client, form, file, plan, onClose }: PreviewStepProps) {
  const t = useT();
  const language = useLanguage();
  const { state, problem } = useStore(form.rows.store);
  const failure = form.failure ?? problem;
  const many = toImport(plan);
  const ofState = state === null ? plan.total : state === 'unusual' ? plan.unusual.keys : plan.states[state];
  const choices = state === null ? [] : choicesOf[state === 'unusual' ? 'new' : state];
  const left = plan.unusual.skipped;
  const forAll = t('transfer:import.forAll', { count: ofState, number: formatNumber(language, ofState) });
  const { chooseFor } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are memoised, and the file stays the same for them.
  const choose = useCallback((index: number, choice: ImportChoice) => void chooseFor(file, { index }, choice), [file]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above; the plan is shown again when the row was edited.
  const edit = useCallback((row: ImportRow) => form.editRow(file, plan, row), [file, plan]);
  return (
    <SheetFrame
      size="wide"
      title={t('transfer:import.title')}
      subtitle={<Words>{`${isolate(file.fileName)} · ${fileWords(t, language, file)}`}</Words>}
      onClose={onClose}
      onSubmit={() => {
        if (many > 0) void form.begin(file, plan);
      }}
      footer={
        <>
          <p role="status" className="mr-auto min-w-0 text-muted tabular-nums">
            {planWords(t, language, plan)}
          </p>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" disabled={many === 0}>
            {many === 0
              ? t('transfer:import.submitNone')
              : t('transfer:import.submit', { count: many, number: formatNumber(language, many) })}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {form.stopped ? <Banner tone="info">{t('transfer:import.stopped')}</Banner> : null}
      <NearQuestions form={form} file={file} plan={plan} />
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <StateFilter plan={plan} value={state} onChange={(chosen) => void form.rows.show(chosen)} />
        </div>
        {plan.missing.length > 0 ? (
          <Button size="small" onClick={() => form.askMissing(file, plan)}>
            {t('transfer:import.details.open')}
          </Button>
        ) : null}
      </div>
      <div className="-mt-1 flex min-h-8 items-center gap-3">
        <p role="status" className="min-w-0 flex-1 text-muted">
          {t(`transfer:import.explained.${state ?? 'all'}`)}
          {left > 0 && state !== 'unusual'
            ? ` ${t('transfer:import.unusualLeft', { count: left, number: formatNumber(language, left) })}`
            : null}
        </p>
        {state !== null && choices.length > 1 ? (
          // biome-ignore lint/a11y/useSemanticElements: buttons, and no fields.
          <div role="group" aria-label={forAll} className="flex shrink-0 items-center gap-2">
            <span aria-hidden className="text-muted tabular-nums">
              {forAll}
            </span>
            {choices.map((choice) => (
              <Button key={choice} size="small" onClick={() => void form.chooseFor(file, { state }, choice)}>
                {t(`transfer:import.choice.${choice}`)}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
      <ImportList rows={form.rows} onChoose={choose} onEdit={edit} />
      <SkippedList client={client} file={file} />
      {plan.defaults.length > 0 ? (
        <Checkbox
          label={t('transfer:import.defaults', { providers: providerNames(t, language, plan.defaults) })}
          description={t('transfer:import.defaultsHint')}
          checked={plan.takeDefaults}
          onChange={(take) => void form.takeDefaults(file, take)}
        />
      ) : null}
      {plan.rootDefaults > 0 ? (
        <Banner tone="warning" title={t('common:master.title')}>
          {t('transfer:import.rootDefaults', {
            count: plan.rootDefaults,
            number: formatNumber(language, plan.rootDefaults),
          })}
        </Banner>
      ) : null}
    </SheetFrame>
  );
}
