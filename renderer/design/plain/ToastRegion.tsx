import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useT } from '../../i18n';
import { Words } from '../../i18n/words';
import { cx } from '../cx';
import { dismiss, type Toast, useToasts } from '../toast';
import { Button } from './Button';
import { IconButton } from './IconButton';

const looks: Record<Toast['tone'], { icon: typeof Info; colour: string }> = {
  good: { icon: CircleCheck, colour: 'text-good-ink' },
  info: { icon: Info, colour: 'text-accent-ink' },
  danger: { icon: CircleAlert, colour: 'text-danger-ink' },
};

/** The place where toasts appear. Each view that uses toasts has one. */
export function ToastRegion() {
  const t = useT();
  const toasts = useToasts();
  return (
    <section
      aria-label={t('common:notifications')}
      // It is announced and can be used even while a modal dialog is open.
      data-react-aria-top-layer="true"
      // It is above the buttons of a dialog of full height. Otherwise a message would cover them until it is closed.
      // The same holds for a bar of buttons at the bottom of a page.
      className="pointer-events-none fixed inset-x-0 bottom-5 z-50 flex flex-col items-center gap-2 px-6 [:root:has([role=dialog])_&]:bottom-24 [:root:has([data-bottom-bar])_&]:bottom-24"
    >
      {toasts.map(({ id, tone, words, act }) => {
        const { icon: Icon, colour } = looks[tone];
        return (
          <div
            key={id}
            role={tone === 'danger' ? 'alert' : 'status'}
            className="pointer-events-auto flex max-w-120 animate-rise items-start gap-2.5 rounded-lg border border-line bg-raised py-2 pr-2 pl-3 shadow-float"
          >
            <Icon size={16} className={cx('mt-0.5 shrink-0', colour)} aria-hidden />
            <p className="min-w-0 break-words text-ink">
              <Words>{words}</Words>
            </p>
            {act ? (
              <span className="-my-0.5 shrink-0">
                <Button
                  size="small"
                  aria-keyshortcuts="Control+Z Meta+Z"
                  onClick={() => {
                    dismiss(id);
                    act.run();
                  }}
                >
                  {act.label}
                </Button>
              </span>
            ) : null}
            <IconButton
              size="small"
              label={t('common:dismiss')}
              icon={<X size={14} aria-hidden />}
              onClick={() => dismiss(id)}
            />
          </div>
        );
      })}
    </section>
  );
}
