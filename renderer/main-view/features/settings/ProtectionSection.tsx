import { useEffect, useId, useState } from 'react';
import { type ProtectionPart, type ProtectionState, protectionParts } from '../../../../common/protection';
import { cx } from '../../../design/cx';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { client } from '../../client';
import { reported } from '../../report';

/** What is protected, and a button for each part that opens the sheet which changes it. */
export function ProtectionSection() {
  const t = useT();
  const [state, setState] = useState<ProtectionState | null>(null);

  useEffect(() => {
    const read = () => void reported(client.protection.state({})).then((reply) => reply && setState(reply.value));
    read();
    return client.on('protectionChanged', read);
  }, []);

  if (!state) return null;
  return (
    <>
      <p className="text-muted">{t('protection:always')}</p>
      {state.lock === null ? null : (
        <Banner tone="info" live={false}>
          {t('protection:alwaysLocked')}
        </Banner>
      )}
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
        {protectionParts.map((part) => (
          <li key={part} className="px-3 py-2.5">
            <Part part={part} value={state[part]} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Part({ part, value }: { part: ProtectionPart; value: boolean | number | null }) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const on = value !== null && value !== false;
  const app = part === 'authenticator';
  const act = on
    ? app
      ? t('protection:remove')
      : t('protection:turnOff')
    : app
      ? t('protection:setUp')
      : t('protection:turnOn');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is one setting with its button.
    <div role="group" aria-labelledby={id} className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span id={id} className="font-medium text-ink">
            {t(`protection:part.${part}.label`)}
          </span>
          <span className={cx('text-sm', on ? 'text-good-ink' : 'text-faint')}>
            {on ? t('protection:on') : t('protection:off')}
          </span>
          {typeof value === 'number' ? (
            <span className="text-sm text-faint">
              {t('protection:since', { moment: formatMoment(language, value) })}
            </span>
          ) : null}
        </p>
        <p className="text-sm text-muted">{t(`protection:part.${part}.about`)}</p>
      </div>
      <Button
        size="small"
        onClick={() => void reported(client.window.openSheet({ sheet: 'protect', change: { part, on: !on } }))}
      >
        {act}
      </Button>
    </div>
  );
}
