import { Banner } from '../../design/plain/Banner';
import { PasswordField } from '../../design/plain/PasswordField';
import { Segmented } from '../../design/plain/RadioCards';
import { TextField } from '../../design/plain/TextField';
import { useT } from '../../i18n';
import { errorWords, fieldLabel } from '../../i18n/words';
import { longestTypedCode } from './typed-code';
import type { ProofForm } from './use-proof';
import { problemWords } from './words';

/**
 * The fields for a verification: the master password or a code of the authenticator app, or the administrator's
 * password.
 */
export function ProofFields({ proof, autoFocus = false }: { proof: ProofForm; autoFocus?: boolean }) {
  const t = useT();
  const { needs, method, keychain, problem, wait } = proof;
  if (!needs) return null;
  const label =
    method === 'code'
      ? t('proof:code')
      : method === 'administrator'
        ? t('proof:administrator')
        : fieldLabel(t, 'password');
  const field = {
    ref: proof.input,
    label,
    name: 'proof',
    autoFocus,
    error: wait === 0 ? problemWords(t, problem, label) : null,
    onChange: proof.edited,
  };
  return (
    <>
      {needs.by !== 'administrator' && needs.authenticator && keychain === null ? (
        <Segmented
          label={t('proof:method')}
          choices={(['code', 'password'] as const).map((value) => ({
            value,
            label: t(`proof:methodChoice.${value}`),
          }))}
          value={method === 'code' ? 'code' : 'password'}
          onChange={proof.choose}
        />
      ) : null}
      {method === 'code' ? (
        <TextField
          {...field}
          key="code"
          mono
          inputMode="numeric"
          maxLength={longestTypedCode}
          description={t('proof:codeHint')}
        />
      ) : (
        <PasswordField
          {...field}
          key={method}
          description={
            method === 'administrator'
              ? t('proof:administratorHint')
              : keychain
                ? errorWords(t, { code: 'password-required', keychain })
                : undefined
          }
        />
      )}
      {wait > 0 ? <Banner tone="warning">{errorWords(t, { code: 'try-later', seconds: wait })}</Banner> : null}
    </>
  );
}
