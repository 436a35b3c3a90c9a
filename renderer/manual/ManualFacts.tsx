import { BookOpen, ChevronRight } from 'lucide-react';
import { type ConsoleAct, type ConsolePath, type ManualTopic, manualOf, manualTopics } from '../../common/manuals';
import { providerOf, type StoredProviderId } from '../../common/providers';
import { useLanguage, useT } from '../i18n';

interface FactsProps {
  provider: StoredProviderId;
  /** Which topics; all that the manual has if left out. */
  topics?: readonly ManualTopic[];
}

/** What the provider's manual says about its keys, topic by topic. */
export function ManualFacts({ provider, topics = manualTopics }: FactsProps) {
  const t = useT();
  const language = useLanguage();
  const manual = manualOf(provider);
  if (!manual) return null;
  return (
    <dl className="flex flex-col gap-2">
      {topics.map((topic) => {
        const said = manual.topics[topic];
        return said ? (
          <div key={topic}>
            <dt className="text-sm font-medium text-ink">{t(`help:topic.${topic}`)}</dt>
            <dd className="text-sm break-words text-muted">{said[language]}</dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}

interface FoldProps extends FactsProps {
  /** Of what the paths in the console are shown. */
  act: ConsoleAct;
}

/** A short part of the manual, folded until somebody opens it. */
export function FoldedManual({ provider, topics, act }: FoldProps) {
  const t = useT();
  const language = useLanguage();
  if (!manualOf(provider)) return null;
  return (
    <details className="group rounded-lg border border-line bg-sunken">
      <summary className="flex cursor-default list-none items-center gap-2 rounded-lg px-3 py-2 text-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <BookOpen size={14} className="shrink-0" aria-hidden />
        <span className="min-w-0 flex-1">{t('help:about', { provider: providerOf(provider).name[language] })}</span>
        <ChevronRight
          size={14}
          className="shrink-0 transition-transform duration-100 group-open:rotate-90"
          aria-hidden
        />
      </summary>
      <div className="flex flex-col gap-2 border-t border-line px-3 py-2.5">
        <ManualFacts provider={provider} {...(topics ? { topics } : {})} />
        <ConsolePaths provider={provider} act={act} />
        <p className="text-sm text-faint">{t('help:source')}</p>
      </div>
    </details>
  );
}

/** Where something is in the provider's console: for one act, or for all. */
export function ConsolePaths({ provider, act }: { provider: StoredProviderId; act?: ConsoleAct }) {
  const t = useT();
  const language = useLanguage();
  const manual = manualOf(provider);
  const paths = (manual?.paths ?? []).filter((path) => act === undefined || path.act === act);
  if (!manual || paths.length === 0) return null;
  return (
    <div className="flex flex-col gap-1.5">
      {paths.map((path) => (
        <div key={`${path.act} ${path.whose?.en ?? ''}`}>
          <p className="text-sm font-medium text-ink">
            {act === undefined ? t(`help:act.${path.act}`) : t('help:where')}
            {path.whose ? <span className="font-normal text-muted"> · {path.whose[language]}</span> : null}
          </p>
          <PathSteps path={path} />
        </div>
      ))}
      {manual.pathsNote ? <p className="text-sm text-muted">{manual.pathsNote[language]}</p> : null}
    </div>
  );
}

function PathSteps({ path }: { path: ConsolePath }) {
  const language = useLanguage();
  return (
    <ol className="flex flex-wrap items-center gap-x-1 text-sm text-muted">
      {path.steps[language].map((step, index) => (
        <li key={step} className="flex items-center gap-1">
          {index > 0 ? <ChevronRight size={12} className="shrink-0 text-faint" aria-hidden /> : null}
          {step}
        </li>
      ))}
    </ol>
  );
}

/** What to do if a key of this provider was leaked, step by step. */
export function LeakSteps({ provider }: { provider: StoredProviderId }) {
  const language = useLanguage();
  const manual = manualOf(provider);
  if (!manual) return null;
  return (
    <ol className="flex list-decimal flex-col gap-1 pl-4 text-sm text-muted">
      {manual.leaked.map((step) => (
        <li key={step.en}>{step[language]}</li>
      ))}
    </ol>
  );
}
