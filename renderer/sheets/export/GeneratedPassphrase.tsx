import { RefreshCw } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../design/plain/Button';
import { Checkbox } from '../../design/plain/Checkbox';
import { useT } from '../../i18n';
import type { GeneratedForm } from './use-generated';

/** A passphrase of random words to write down. It can't be selected or copied: a copy would stay somewhere. */
export function GeneratedPassphrase({ form }: { form: GeneratedForm }) {
  const t = useT();
  const id = useId();
  const words = form.passphrase?.split('-') ?? [];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <div className="flex items-end justify-between gap-2">
          <p id={id} className="font-medium text-ink">
            {t('transfer:export.passphrase')}
          </p>
          <Button
            size="small"
            variant="ghost"
            icon={<RefreshCw size={13} aria-hidden />}
            disabled={form.passphrase === null}
            onClick={form.another}
          >
            {t('transfer:export.another')}
          </Button>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: it groups words, not fields. */}
        <p
          role="group"
          aria-labelledby={id}
          onCopy={(event) => event.preventDefault()}
          className="min-h-18 rounded-lg border border-line bg-sunken px-4 py-3 text-center font-mono text-lg text-balance text-ink select-none"
        >
          {words.map((word, at) => {
            const hyphen = at < words.length - 1 ? '-' : '';
            return (
              // Lines break only between words, after the hyphen, which belongs to the passphrase.
              // biome-ignore lint/suspicious/noArrayIndexKey: the same word may come twice.
              <span key={at}>
                <span className="whitespace-nowrap">{word + hyphen}</span>
                <wbr />
              </span>
            );
          })}
        </p>
        <p className="text-sm text-muted">{t('transfer:export.passphraseHint')}</p>
      </div>
      <Checkbox
        ref={form.tick}
        label={t('transfer:export.written')}
        checked={form.written}
        disabled={form.passphrase === null}
        onChange={form.setWritten}
        error={form.insisted && !form.written ? t('transfer:export.writtenRequired') : null}
      />
    </div>
  );
}
