import { Fragment, type ReactNode } from 'react';
import type { AllowAsk, AskingProcess } from '../../../common/command/allow';
import { providerOf } from '../../../common/providers';
import { CutName } from '../../design/plain/CutName';
import { useLanguage, useT } from '../../i18n';
import type { Translate } from '../../i18n/catalogue';
import { foreign } from '../../i18n/foreign';
import { formatNumber } from '../../i18n/format';
import { isolate } from '../../i18n/words';

/** Returns the name of a process with its number, for a list of choices. */
export function processName(t: Translate, { name, pid }: AskingProcess): string {
  return `${name === null ? t('allow:notKnown') : isolate(foreign(name))} (${pid})`;
}

/** Shows who asks, for which key, and what will happen. */
export function WhatIsAsked({ ask }: { ask: AllowAsk }) {
  const t = useT();
  const language = useLanguage();
  const { key, requests } = ask;
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2.5 narrow:grid-cols-1 narrow:gap-y-0.5 [&>dt]:text-muted narrow:[&>dd]:mb-2">
        {key ? (
          <>
            <dt>{t('allow:key')}</dt>
            <dd>
              <span className="font-medium break-words text-ink">
                <CutName name={key.name} />
              </span>
              <span className="block text-sm text-muted">
                {providerOf(key.provider).name[language]}
                {' · '}
                <bdi className="font-mono break-all">{key.accessKeyId}</bdi>
              </span>
            </dd>
          </>
        ) : null}
        <dt>{t('allow:who')}</dt>
        <dd>
          <Chain chain={ask.chain} asker={ask.preset} />
        </dd>
        <dt>{t('allow:commandLine')}</dt>
        <dd>
          <code className="block max-h-24 overflow-y-auto rounded-md border border-line bg-sunken px-2 py-1 font-mono text-sm break-all whitespace-pre-wrap text-ink">
            <bdi>{foreign(ask.commandLine)}</bdi>
          </code>
        </dd>
        <dt>{t('allow:folder')}</dt>
        <dd className="break-all text-ink">
          {ask.folder === '' ? t('allow:notKnown') : <CutName name={foreign(ask.folder)} most={120} />}
        </dd>
        {ask.sets.length > 0 || ask.removes.length > 0 ? (
          <>
            <dt>{t('allow:variables')}</dt>
            <dd>
              <Variables sets={ask.sets} removes={ask.removes} />
            </dd>
          </>
        ) : null}
      </dl>
      {requests > 1 ? (
        <p className="text-muted">{t('allow:requests', { number: formatNumber(language, requests) })}</p>
      ) : null}
    </>
  );
}

/** The processes from the command to those that started it all, and which of them asks; whole paths on demand. */
function Chain({ chain, asker }: { chain: readonly AskingProcess[]; asker: number }) {
  const t = useT();
  if (chain.length === 0) return <span className="text-ink">{t('allow:unknownAsker')}</span>;
  return (
    <Folded
      summary={
        <span className="text-ink">
          {chain.map(({ pid, name }, index) => (
            <Fragment key={pid}>
              {index > 0 ? <span className="text-muted"> ← </span> : null}
              <span className={index === asker ? 'font-semibold' : 'text-muted'}>
                {name === null ? t('allow:notKnown') : <CutName name={foreign(name)} />}
                {index === asker ? ` (${pid})` : null}
              </span>
            </Fragment>
          ))}
        </span>
      }
    >
      <ul className="flex flex-col gap-1 text-sm">
        {chain.map(({ pid, path }) => (
          <li key={pid} className="flex gap-2">
            <span className="shrink-0 text-muted tabular-nums">{pid}</span>
            <bdi className="break-all text-ink">{path === null ? t('allow:unknownFile') : foreign(path)}</bdi>
          </li>
        ))}
      </ul>
    </Folded>
  );
}

/** How many variables the program gets and loses, and on demand which. */
function Variables({ sets, removes }: Pick<AllowAsk, 'sets' | 'removes'>) {
  const t = useT();
  const language = useLanguage();
  const number = (names: readonly string[]) => ({ number: formatNumber(language, names.length), count: names.length });
  return (
    <Folded
      summary={
        <span className="text-ink">
          {sets.length > 0 ? t('allow:sets', number(sets)) : null}
          {sets.length > 0 && removes.length > 0 ? t('common:listSeparator') : null}
          {removes.length > 0 ? t('allow:removes', number(removes)) : null}
        </span>
      }
    >
      <Names label={t('allow:setsList')} names={sets} />
      <Names label={t('allow:removesList')} names={removes} />
    </Folded>
  );
}

function Names({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div className="mt-1 text-sm">
      <p className="text-muted">{label}</p>
      <ul aria-label={label} className="flex flex-wrap gap-x-3 font-mono text-ink">
        {names.map((name) => (
          <li key={name} className="break-all">
            <bdi>{foreign(name)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One line, and more below it on demand. */
function Folded({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="min-w-0">
      <summary className="cursor-default rounded-sm break-words marker:text-muted">{summary}</summary>
      <div className="mt-1 max-h-40 overflow-y-auto rounded-md border border-line bg-sunken px-2 py-1.5">
        {children}
      </div>
    </details>
  );
}
