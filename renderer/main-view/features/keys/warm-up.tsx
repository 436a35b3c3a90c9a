import { createRoot } from 'react-dom/client';
import type { KeyRow } from '../../../../common/keys/access-key';
import { profiles } from '../../../../common/providers';
import { useT } from '../../../i18n';
import { GridHeader } from './components/GridHeader';
import { GridRow, rowHeight } from './components/GridRow';

const day = 86_400_000;

/** Rows that never were keys, one of each look that a row can have. */
function rows(now: number): KeyRow[] {
  return profiles.flatMap(({ id, identities }, profile) =>
    identities.map((identity, index) => ({
      id: `${id}-${identity.kind}`,
      profile: id,
      name: id,
      accessKeyId: id,
      accountId: index === 0 ? id : '',
      identityKind: identity.kind,
      identityName: '',
      keyType: '',
      credential: profile % 2 === 0 ? 'long-term' : 'temporary',
      status: index === 0 ? 'enabled' : 'disabled',
      isDefault: index === 0,
      createdAt: now - profile * 40 * day,
      expiresAt: profile === 1 ? now : null,
      reveal: index === 0 ? 'displayed' : 'pending',
      rotationDays: null,
    })),
  );
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.—';

/** The faces that the list is set in and the shell before it is not: loading one takes longer than drawing a row. */
function Faces() {
  const t = useT();
  return (
    <>
      <span className="font-mono text-sm">{letters}</span>
      <span className="font-medium">{letters}</span>
      <span className="text-xs font-medium">{t('keys:expired')}</span>
      <span className="tabular-nums">{letters + t('common:enabled')}</span>
    </>
  );
}

/**
 * While the person types the password, draws a few rows into an element that is never in the page, and lays out a line
 * in each face, invisibly. What costs most the first time (compiling the components, making the formatters of the
 * language, loading faces) is then done when the real rows come.
 */
export function warmUp(): void {
  const now = Date.now();
  const drawn = createRoot(document.createElement('div'));
  drawn.render(
    <>
      <GridHeader />
      {rows(now).map((row, index) => (
        <GridRow
          key={row.id}
          row={row}
          index={index}
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
  const laidOut = document.createElement('div');
  laidOut.className = 'invisible fixed top-0 left-0 whitespace-nowrap';
  laidOut.ariaHidden = 'true';
  document.body.append(laidOut);
  const faces = createRoot(laidOut);
  faces.render(<Faces />);
  setTimeout(() => {
    drawn.unmount();
    faces.unmount();
    laidOut.remove();
  }, 1000);
}
