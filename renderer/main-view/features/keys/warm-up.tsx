import { createRoot } from 'react-dom/client';
import type { KeyRow } from '../../../../common/keys/access-key';
import { providers } from '../../../../common/providers';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { GridHeader } from './components/GridHeader';
import { GridRow, rowHeight } from './components/GridRow';
import { layoutOf } from './components/layout';
import { useColumns } from './store/columns';

const day = 86_400_000;

/** Makes rows that are no real keys, one for each look that a row can have. */
function rows(now: number): KeyRow[] {
  return providers.flatMap(({ id, identities }, provider) =>
    identities.map((identity, index) => ({
      id: `${id}-${identity.kind}`,
      provider: id,
      name: id,
      accessKeyId: id,
      accountId: index === 0 ? id : '',
      identityKind: identity.kind,
      identityName: '',
      keyType: '',
      credential: provider % 2 === 0 ? 'long-term' : 'temporary',
      status: index === 0 ? 'enabled' : 'disabled',
      isDefault: index === 0,
      createdAt: now - provider * 40 * day,
      expiresAt: provider === 1 ? now : null,
      reveal: index === 0 ? 'displayed' : 'pending',
      rotationDays: null,
      providerCreatedAt: null,
      providerUsedAt: null,
      lastUsedAt: null,
      leakedAt: null,
      dueAt: null,
      warnAt: null,
      tags: [],
    })),
  );
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.—';

/** Uses the font faces of the list that the shell doesn't use. Loading a face takes longer than drawing a row. */
function Faces() {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <span className="font-mono text-sm">{letters}</span>
      <span className="font-medium">{letters}</span>
      <span className="text-xs font-medium">{t('keys:expired')}</span>
      <span className="tabular-nums">{letters + t('common:enabled')}</span>
      <span>{t('keys:count', { count: 2, number: formatNumber(language, 2) })}</span>
    </>
  );
}

/** How often the rows are drawn. Code that has run a few times is compiled. */
const rounds = 6;
/** Milliseconds between two rounds, in which the lock screen gets its turn. */
const pause = 150;

/**
 * Draws and lays out a few rows, and a line in each font face, while the person types the password. Nobody sees them.
 * The steps that cost most the first time (compiling the components, making the formatters of the language, loading
 * faces, shaping letters) are then done before the real rows come.
 */
export function warmUp(): void {
  const place = document.createElement('div');
  place.className = 'invisible fixed inset-x-0 top-0 h-96 whitespace-nowrap';
  place.ariaHidden = 'true';
  // The width of the list at the window's first start.
  const { columns, template } = layoutOf(976, useColumns.getState(), true);
  place.style.setProperty('--columns', template);
  document.body.append(place);
  const root = createRoot(place);
  const draw = (round: number) => {
    if (round === rounds) {
      root.unmount();
      place.remove();
      return;
    }
    // Each round is a day later, so that nothing is taken for unchanged.
    const now = Date.now() + round * day;
    root.render(
      <>
        <Faces />
        <GridHeader shown={columns} />
        {rows(now).map((row, index) => (
          <GridRow
            key={row.id}
            row={row}
            index={index}
            shown={columns}
            start={index * rowHeight}
            selected={index === 0}
            marked={false}
            active={index === 0}
            mixed
            now={now}
          />
        ))}
      </>,
    );
    setTimeout(() => draw(round + 1), pause);
  };
  draw(0);
}
