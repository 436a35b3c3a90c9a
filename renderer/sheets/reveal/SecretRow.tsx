import { Check, Copy } from 'lucide-react';
import { Button } from '../../design/plain/Button';
import { useT } from '../../i18n';

interface SecretRowProps {
  label: string;
  /** `null`: it is covered, because the time is over. */
  value: string | null;
  /** It can't be copied now. */
  disabled: boolean;
  /** Seconds until the clipboard is cleared, if this value is on it; else `null`. */
  copied: number | null;
  /** It would be lost if the sheet ended now, so its button stands out. */
  wanted: boolean;
  onCopy: () => void;
}

/**
 * One value to copy. Its text can't be selected, and it is only in the text of the page: not in a title or an
 * attribute.
 */
export function SecretRow({ label, value, disabled, copied, wanted, onCopy }: SecretRowProps) {
  const t = useT();
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{label}</p>
      <div className="flex items-start gap-2">
        <code className="block max-h-24 min-h-8 min-w-0 flex-1 overflow-y-auto rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono break-all select-none">
          {value ?? <Covered />}
        </code>
        {/* It is as wide as its longest words, so that the value beside it keeps its line breaks. */}
        <div className="w-48 shrink-0">
          <Button
            wide
            variant={wanted ? 'primary' : 'secondary'}
            disabled={disabled}
            icon={
              copied === null ? (
                <Copy size={14} aria-hidden />
              ) : (
                <Check size={14} className="text-good-ink" aria-hidden />
              )
            }
            onClick={onCopy}
          >
            <span className="tabular-nums">
              {copied === null ? t('common:copy') : t('reveal:copied', { seconds: copied })}
            </span>
            <span className="sr-only"> {label}</span>
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Stands for a value that is hidden. */
function Covered() {
  const t = useT();
  return (
    <>
      <span aria-hidden="true" className="text-muted">
        {'•'.repeat(30)}
      </span>
      <span className="sr-only">{t('reveal:covered')}</span>
    </>
  );
}
