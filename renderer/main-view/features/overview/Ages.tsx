import { useId } from 'react';
import { ageBands, type ProviderAges } from '../../../../common/overview';
import { providerOf } from '../../../../common/providers';
import { cx } from '../../../design/cx';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { ProviderMark } from '../../../providers/ProviderMark';
import { showKeys } from '../keys/show-keys';

const bands = ['0', '1', '2', '3', '4'] as const;

/** Older keys are darker. */
const shades = ['bg-accent/25', 'bg-accent/45', 'bg-accent/65', 'bg-accent/85', 'bg-accent'] as const;

/** How old the keys of each provider are: a small table of bars, each of which leads to its keys. */
export function Ages({ ages }: { ages: readonly ProviderAges[] }) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const most = Math.max(1, ...ages.flatMap(({ keys }) => keys));
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2.5">
      <h2 id={id} className="text-sm font-semibold text-muted">
        {t('overview:ages.title')}
      </h2>
      <div className="flex-1 rounded-lg border border-line bg-raised p-3.5 shadow-card">
        <table
          aria-labelledby={id}
          className="w-full table-fixed border-separate border-spacing-x-1 border-spacing-y-0.5"
        >
          <thead>
            <tr className="text-left text-xs text-faint">
              <th scope="col" className="w-[34%] font-normal narrow:w-8">
                <span className="sr-only">{t('overview:ages.provider')}</span>
              </th>
              {bands.map((band) => (
                <th key={band} scope="col" className="px-1 align-bottom font-normal">
                  {t(`overview:ages.band.${band}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ages.map(({ provider, keys }) => {
              const name = providerOf(provider).name[language];
              return (
                <tr key={provider}>
                  <th scope="row" className="text-left font-normal text-ink">
                    <span className="flex items-center gap-2">
                      <ProviderMark provider={provider} />
                      <span className="min-w-0 truncate narrow:sr-only" title={name}>
                        {name}
                      </span>
                    </span>
                  </th>
                  {bands.map((band, at) => {
                    const count = keys[at] ?? 0;
                    const number = formatNumber(language, count);
                    return (
                      <td key={band} className="p-0">
                        {count === 0 ? (
                          <span className="block px-1 text-sm text-faint">
                            <span aria-hidden="true">·</span>
                            <span className="sr-only">{t('overview:ages.none')}</span>
                          </span>
                        ) : (
                          <button
                            type="button"
                            aria-label={t('overview:ages.cell', {
                              provider: name,
                              band: t(`overview:ages.band.${band}`),
                              number,
                            })}
                            onClick={() => void showKeys({ provider, filter: { age: ageBands[at] } })}
                            className="flex h-9 w-full cursor-default flex-col justify-center gap-1 rounded-sm px-1 text-left hover:bg-hover"
                          >
                            <span className="text-sm text-ink tabular-nums">{number}</span>
                            <span
                              className={cx('filled-bar block h-1 min-w-1 rounded-full', shades[at])}
                              style={{ width: `${(count / most) * 100}%` }}
                            />
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
