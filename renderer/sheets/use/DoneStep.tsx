import { useCountdown } from '../../countdown';
import { Banner } from '../../design/plain/Banner';
import { useT } from '../../i18n';
import { isolate, Words } from '../../i18n/words';
import { EndFrame } from '../EndFrame';
import type { Done } from './use-tool';

interface DoneStepProps {
  done: Done;
  /** The tool's name. */
  tool: string;
  onClose: () => void;
}

/** Says what was done, and what the person should do now that the secret is stored somewhere unencrypted. */
export function DoneStep({ done, tool, onClose }: DoneStepProps) {
  const t = useT();
  const left = useCountdown(done.way === 'copy' ? done.clearedAt : null) ?? 0;
  const words = () => {
    if (done.way === 'copy') return t('use:done.copy', { tool });
    const file = isolate(done.fileName);
    if (done.way === 'new') return t('use:done.new', { file });
    return done.changed ? t('use:done.existing', { file }) : t('use:done.unchanged', { file });
  };
  return (
    <EndFrame title={t(`use:doneTitle.${done.way}`)} onClose={onClose}>
      <Banner tone="good">
        <Words>{words()}</Words>
      </Banner>
      {done.way === 'copy' ? (
        <p className="text-muted tabular-nums">
          {left > 0 ? t('use:done.cleared', { seconds: left }) : t('use:done.gone')}
        </p>
      ) : (
        <p className="text-muted">{t('use:done.keep')}</p>
      )}
    </EndFrame>
  );
}
