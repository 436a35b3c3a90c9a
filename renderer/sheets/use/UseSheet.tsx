import { useCallback, useEffect, useId, useRef } from 'react';
import type { Client } from '../../../common/contract/derived';
import { providerOf } from '../../../common/providers';
import { toolFiles } from '../../../common/transfer/targets';
import type { Switched } from '../../../common/transfer/use';
import { useClosing } from '../../closing/use-closing';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Checkbox } from '../../design/plain/Checkbox';
import { FooterFailure } from '../../design/plain/Failure';
import { Segmented } from '../../design/plain/RadioCards';
import { PinnedPart, SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { isolate, plainWords, toolFileWords, Words } from '../../i18n/words';
import { RootWarning } from '../../providers/RootWarning';
import { ProofFields } from '../proof/ProofFields';
import { FileCard } from '../transfer/FileCard';
import { HandedTo } from '../transfer/HandedTo';
import { Waiting } from '../transfer/Progress';
import { DoneStep } from './DoneStep';
import { ToolFields } from './ToolFields';
import { type ToolForm, useTool, ways } from './use-tool';

/** Writes one key in the form that a tool reads: to the clipboard, to a new file, or into an existing file. */
export function UseSheet({ client }: { client: Client<'use'> }) {
  const t = useT();
  const language = useLanguage();
  const form = useTool(client);
  const { key, running, done, way, file } = form;
  const close = useCallback(() => void client.window.finish({ ticket: null }), [client]);
  const { question } = useClosing(client, { loss: running ? 'running' : null, close });

  if (done && form.target) return <DoneStep done={done} tool={toolFiles[form.target].name[language]} onClose={close} />;
  const choosing = way === 'existing' && !file;
  return (
    <SheetFrame
      size="large"
      title={t('use:title')}
      subtitle={
        key ? (
          <>
            <bdi>{key.name}</bdi>
            {' · '}
            {providerOf(key.provider).name[language]}
            {' · '}
            <bdi className="font-mono">{key.accessKeyId}</bdi>
          </>
        ) : null
      }
      {...(running ? {} : { onClose: close })}
      onSubmit={() => void form.submit()}
      pinned={
        choosing ? null : (
          <PinnedPart hidden={running}>
            <ProofFields proof={form.proof} />
          </PinnedPart>
        )
      }
      footer={
        running ? null : (
          <>
            <FooterFailure error={form.failure} />
            <Button onClick={close}>{t('common:cancel')}</Button>
            <Button
              variant="primary"
              type="submit"
              disabled={!key || form.look.problem !== null || (form.proof.wait > 0 && !choosing)}
            >
              {choosing ? t('use:chooseFile') : t(`use:submit.${way}`)}
            </Button>
          </>
        )
      }
    >
      {running ? <Waiting>{way === 'copy' || file ? t('use:running') : t('use:place')}</Waiting> : null}
      {/* What was typed stays in its fields until the key is written. */}
      <div hidden={running} className="flex flex-col gap-4 [&_input]:scroll-my-16 [&[hidden]]:hidden">
        {key?.status === 'disabled' ? (
          <Banner tone="warning" live={false}>
            {t('use:disabled')}
          </Banner>
        ) : null}
        {key ? <RootWarning row={key} /> : null}
        <ToolFields form={form} />
        <Preview form={form} />
        <Segmented
          label={t('use:where')}
          choices={ways.map((value) => ({ value, label: t(`use:way.${value}`) }))}
          value={way}
          onChange={form.setWay}
        />
        <p className="text-sm text-muted">{t(`use:about.${way}`)}</p>
        {way === 'existing' && file ? <InFile form={form} /> : null}
        {choosing ? null : (
          <div className="flex flex-col gap-4 border-t border-line pt-4">
            <Banner tone="warning" live={false}>
              {t(`use:warning.${way}`)}
            </Banner>
            <HandedTo value={form.handedTo} onChange={form.setHandedTo} />
          </div>
        )}
      </div>
      {question}
    </SheetFrame>
  );
}

/** Shows what will be written, without the secret: the vault put dots in its place before this page got it. */
function Preview({ form: { look } }: { form: ToolForm }) {
  const t = useT();
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <p id={id} className="font-medium text-ink">
        {t('use:preview')}
      </p>
      {look.problem === 'not-writable' ? (
        <Banner tone="danger">{toolFileWords['not-writable'](t)}</Banner>
      ) : (
        <section aria-labelledby={id}>
          <pre className="max-h-44 min-h-16 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm text-ink [tab-size:2] select-none">
            {look.preview}
          </pre>
        </section>
      )}
    </div>
  );
}

/** Says which settings of the entry change with the pair, because the tool would not use it otherwise. */
function Changes({ switched }: { switched: readonly Switched[] }) {
  const t = useT();
  return (
    <Banner tone="warning" live={false}>
      <p>{t('use:switched')}</p>
      <ul className="mt-1 flex flex-col gap-0.5 font-mono text-sm">
        {switched.map(({ name, from, to }) => (
          <li key={name} className="break-words">
            <bdi>{name}</bdi>
            {': '}
            <bdi>{from === '' ? t('use:unset') : from}</bdi>
            {' → '}
            <bdi>{to === '' ? t('use:unset') : to}</bdi>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

/** Shows the file that was chosen, and what it already has under the name of the entry. */
function InFile({ form }: { form: ToolForm }) {
  const t = useT();
  const { file, existing, key, look, options } = form;
  const part = useRef<HTMLDivElement>(null);
  // The result is further down, and the element that had the focus was gone while the dialog was open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when there is another file.
  useEffect(() => part.current?.focus({ preventScroll: true }), [file]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when there is another file, or another entry.
  useEffect(() => part.current?.scrollIntoView({ block: 'nearest' }), [file, existing?.accessKeyId]);
  if (!file) return null;
  const name = options.names?.accessKeyId ?? form.entry.trim();
  const words = () => {
    if (!existing) return '';
    const id = isolate(existing.accessKeyId);
    if (existing.accessKeyId === key?.accessKeyId) return t('use:existing.same');
    return existing.accessKeyId === '' ? t('use:existing.none') : t('use:existing.other', { id });
  };
  return (
    <div ref={part} tabIndex={-1} className="flex flex-col gap-4 outline-none">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <FileCard name={file.fileName}>{file.readableByOthers ? t('use:readable') : t('use:private')}</FileCard>
        </div>
        <Button onClick={() => void form.choose()}>{t('use:another')}</Button>
      </div>
      {look.switched.length > 0 ? <Changes switched={look.switched} /> : null}
      {existing ? (
        <div className="flex flex-col gap-2">
          <Banner tone="warning">
            <Words>{words()}</Words>
          </Banner>
          <Checkbox
            ref={form.confirm}
            label={name === '' ? t('use:replace') : plainWords(t('use:replaceNamed', { name: isolate(name) }))}
            checked={form.replace}
            onChange={form.setReplace}
            error={form.unconfirmed ? toolFileWords['entry-exists'](t) : null}
          />
        </div>
      ) : null}
    </div>
  );
}
