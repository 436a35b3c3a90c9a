import { useCallback } from 'react';
import type { Client } from '../../../common/contract/derived';
import { useClosing } from '../../closing/use-closing';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { errorWords, fieldLabel, issueWords } from '../../i18n/words';
import { ProofFields } from '../proof/ProofFields';
import { FileCard } from '../transfer/FileCard';
import { ProgressBar, useProgress, Waiting } from '../transfer/Progress';
import { CleanedStep, CleanStep } from './CleanStep';
import { ColumnsStep } from './ColumnsStep';
import { DropStep } from './DropStep';
import { ImportedStep, NothingStep } from './EndSteps';
import { LockedStep } from './LockedStep';
import { MissingStep } from './MissingStep';
import { OriginalStep } from './OriginalStep';
import { PasswordForm } from './PasswordForm';
import { PreviewStep } from './PreviewStep';
import { ProviderStep } from './ProviderStep';
import { RowStep } from './RowStep';
import { lossAt } from './steps';
import { type ImportForm, useImport } from './use-import';
import { VaultStep } from './VaultStep';
import { planWords, verifiedFor } from './words';

/** Imports keys from a file: asks for it, opens it, shows what is in it, and carries out what the person chose. */
export function ImportSheet({ client }: { client: Client<'import'> }) {
  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);
  const form = useImport(client, close);
  const { question } = useClosing(client, { loss: lossAt(form.step), close });
  return (
    <>
      <Step client={client} form={form} close={close} />
      {question}
    </>
  );
}

interface StepProps {
  client: Client<'import'>;
  form: ImportForm;
  close: () => void;
}

function Step({ client, form, close }: StepProps) {
  const t = useT();
  const { step } = form;
  const show = () => void client.window.finish({ ticket: null, next: 'imported' });
  const progress = useProgress(client, step.at === 'comparing' || step.at === 'running');

  switch (step.at) {
    case 'choosing':
      return (
        <SheetFrame title={t('transfer:import.title')}>
          <Waiting>{t('transfer:import.choosing')}</Waiting>
        </SheetFrame>
      );
    case 'dropping':
      return <DropStep form={form} onClose={close} />;
    case 'reading':
      return (
        <SheetFrame title={t('transfer:import.title')} onClose={close}>
          <Waiting>{t('transfer:import.reading')}</Waiting>
        </SheetFrame>
      );
    case 'refused':
      return (
        <SheetFrame
          title={t('transfer:import.title')}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>{t('common:cancel')}</Button>
              <Button variant="primary" autoFocus onClick={() => void form.chooseAnother()}>
                {t('transfer:import.chooseFile')}
              </Button>
            </>
          }
        >
          <Failure error={step.error} />
        </SheetFrame>
      );
    case 'locked':
      return step.file.needs === 'vault' ? (
        <VaultStep form={form} file={step.file} onClose={close} />
      ) : (
        <LockedStep form={form} file={step.file} onClose={close} />
      );
    case 'columns':
      return <ColumnsStep form={form} file={step.file} onClose={close} />;
    case 'provider':
      return <ProviderStep form={form} file={step.file} onClose={close} />;
    case 'comparing':
      return (
        <SheetFrame title={t('transfer:import.title')} onClose={close}>
          <FileCard name={step.file.fileName} />
          <ProgressBar words={t('transfer:import.comparing')} progress={progress} />
        </SheetFrame>
      );
    case 'password':
      return <PasswordStep form={form} step={step} onClose={close} />;
    case 'missing':
      return <MissingStep form={form} step={step} onClose={close} />;
    case 'preview':
      return <PreviewStep client={client} form={form} file={step.file} plan={step.plan} onClose={close} />;
    case 'row':
      return <RowStep client={client} form={form} file={step.file} plan={step.plan} row={step.row} onClose={close} />;
    case 'nothing':
      return <NothingStep client={client} form={form} step={step} onClose={close} />;
    case 'verify':
      return <VerifyStep form={form} step={step} onClose={close} />;
    case 'running':
      return (
        <SheetFrame
          title={t('transfer:import.title')}
          footer={
            <Button pending={form.stopping} onClick={form.stop}>
              {t('transfer:stop')}
            </Button>
          }
        >
          <ProgressBar words={t('transfer:import.running')} progress={progress} />
        </SheetFrame>
      );
    case 'done':
      return <ImportedStep form={form} step={step} onClose={close} onShow={show} />;
    case 'clean':
      return <CleanStep client={client} form={form} step={step} onClose={close} />;
    case 'cleaned':
      return <CleanedStep cleaned={step.cleaned} onClose={close} />;
    case 'original':
      return <OriginalStep client={client} id={step.id} onClose={close} />;
  }
}

interface PasswordStepProps {
  form: ImportForm;
  step: Extract<ImportForm['step'], { at: 'password' }>;
  onClose: () => void;
}

/**
 * Asks for the master password if the keychain can't give the device share: to compare, or to carry out what was
 * chosen.
 */
function PasswordStep({ form, step: { file, keychain, plan, error }, onClose }: PasswordStepProps) {
  const t = useT();
  const compares = plan === null;
  return (
    <PasswordForm
      label={fieldLabel(t, 'password')}
      description={errorWords(t, { code: 'password-required', keychain })}
      required={issueWords(t, { field: 'password', problem: 'required', severity: 'error' })}
      wrong="wrong-password"
      submit={compares ? t('transfer:import.compare') : t('transfer:import.submitNone')}
      error={error}
      onClose={onClose}
      onSubmit={(typed) => (compares ? form.compareWith(file, typed) : form.applyWith(file, plan, keychain, typed))}
      aside={compares ? null : <Button onClick={() => form.back(file, plan)}>{t('transfer:import.back')}</Button>}
    >
      <FileCard name={file.fileName}>
        {compares ? t('transfer:import.needsPassword') : t('transfer:import.needsPasswordAgain')}
      </FileCard>
    </PasswordForm>
  );
}

interface VerifyStepProps {
  form: ImportForm;
  step: Extract<ImportForm['step'], { at: 'verify' }>;
  onClose: () => void;
}

/** Asks for the verification that this import needs, and says which secrets it replaces. */
function VerifyStep({ form, step: { file, plan }, onClose }: VerifyStepProps) {
  const t = useT();
  const language = useLanguage();
  const { replace } = plan.choices;
  const byAdministrator = form.proof.needs?.by === 'administrator';
  return (
    <SheetFrame
      title={t('transfer:import.confirmTitle')}
      subtitle={planWords(t, language, plan)}
      onClose={onClose}
      onSubmit={() => form.verified(file, plan)}
      footer={
        <>
          <Button onClick={() => form.back(file, plan)}>{t('transfer:import.back')}</Button>
          <Button variant={replace > 0 ? 'danger' : 'primary'} type="submit" disabled={form.proof.wait > 0}>
            {t('transfer:import.submitNone')}
          </Button>
        </>
      }
    >
      {/* The administrator's field says itself why it is asked for. */}
      {byAdministrator ? null : <p className="text-muted">{t(`transfer:import.verify.${verifiedFor(plan)}`)}</p>}
      {replace > 0 ? (
        <Banner tone="warning" live={false}>
          {t('transfer:import.lost', { count: replace, number: formatNumber(language, replace) })}
        </Banner>
      ) : null}
      <ProofFields proof={form.proof} autoFocus />
    </SheetFrame>
  );
}
