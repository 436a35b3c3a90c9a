import { CircleAlert, Gauge } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { IdentityName, Room } from '../../common/accounts/account';
import type { CredentialKind } from '../../common/providers';
import { cx } from '../design/cx';
import { useLanguage, useT } from '../i18n';
import { Words } from '../i18n/words';
import { roomWords } from './room-words';

interface RoomNoteProps {
  who: IdentityName;
  /** `null` until the vault has answered. */
  room: Room | null;
  credential: CredentialKind;
}

/** A note below the fields that name an identity: how many keys it can still have, or why it can't have this one. */
export function RoomNote({ who, room, credential }: RoomNoteProps) {
  const t = useT();
  const language = useLanguage();
  const said = room && roomWords(t, language, who, room, credential);
  const tone = said?.tone;
  const note = useRef<HTMLDivElement>(null);
  // The note is about the field that has the focus, but may be below the edge of a form that scrolls.
  useEffect(() => {
    if (tone === 'error') note.current?.scrollIntoView({ block: 'nearest' });
  }, [tone]);
  const Icon = said?.tone === 'error' ? CircleAlert : Gauge;
  return (
    // This element is always there, so that words that appear while the person types are announced.
    <div ref={note} aria-live="polite" className="scroll-my-4">
      {said ? (
        <p
          className={cx(
            'flex animate-appear items-start gap-1.5 text-sm',
            said.tone === 'error' ? 'text-danger-ink' : 'text-muted',
          )}
        >
          <Icon size={14} className="mt-px shrink-0" aria-hidden />
          <span className="min-w-0 break-words">
            <Words>{said.words}</Words>
          </span>
        </p>
      ) : null}
    </div>
  );
}
