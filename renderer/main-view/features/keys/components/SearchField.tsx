import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../../../design/plain/IconButton';
import { useT } from '../../../../i18n';
import { focusOn, gridId, searchId } from '../../../ui';
import { keys, useKeys } from '../store';

/** Long enough to skip the letters of one quick word, too short to be noticed. */
const pause = 80;
const longestSearch = 1000;

/** Searches while the person types; an answer that comes late is dropped by the store. */
export function SearchField() {
  const t = useT();
  const asked = useKeys((state) => state.text);
  const [typed, setTyped] = useState(asked);

  // The store clears the search when it would hide a new key, or by a button elsewhere.
  useEffect(() => setTyped(asked), [asked]);

  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => void keys.search(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, asked]);

  const clear = () => {
    setTyped('');
    void keys.search('');
  };

  return (
    <div className="relative min-w-40 max-w-90 flex-1">
      <Search
        size={15}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <input
        id={searchId}
        type="search"
        aria-label={t('keys:search')}
        placeholder={t('keys:searchPlaceholder')}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={longestSearch}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape' && typed !== '') clear();
          else if (event.key === 'ArrowDown') {
            focusOn(gridId);
            if (keys.store.getState().cursor < 0) keys.moveTo(0);
          } else return;
          event.preventDefault();
        }}
        className="field-input truncate px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {typed === '' ? null : (
        <div className="absolute top-0 right-1 flex h-8 items-center">
          <IconButton size="small" label={t('keys:clearSearch')} icon={<X size={14} aria-hidden />} onClick={clear} />
        </div>
      )}
    </div>
  );
}
