import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../../../../design/plain/IconButton';
import { SearchInput } from '../../../../design/plain/SearchInput';
import { useT } from '../../../../i18n';
import { focusOn, gridId, searchId } from '../../../ui';
import { useTypedSearch } from '../../../use-typed-search';
import { keys, useKeys } from '../store';

/** Milliseconds. It is long enough to skip some letters of a quick word, and too short to be noticed. */
const pause = 80;
const longestSearch = 1000;

const search = (text: string) => void keys.search(text);

/** Searches while the person types. The store drops an answer that comes late. */
export function SearchField() {
  const t = useT();
  // The store also clears the search if it would hide a new key.
  const [typed, setTyped] = useTypedSearch(
    useKeys((state) => state.text),
    search,
    pause,
  );

  const clear = () => {
    setTyped('');
    search('');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && typed !== '') clear();
    else if (event.key === 'ArrowDown') {
      focusOn(gridId);
      if (keys.store.getState().cursor < 0) keys.moveTo(0);
    } else return;
    event.preventDefault();
  };

  return (
    <SearchInput
      id={searchId}
      label={t('keys:search')}
      placeholder={t('keys:searchPlaceholder')}
      maxLength={longestSearch}
      value={typed}
      onChange={setTyped}
      onKeyDown={onKeyDown}
      className="min-w-40 max-w-90"
    >
      {typed === '' ? null : (
        <IconButton size="small" label={t('keys:clearSearch')} icon={<X size={14} aria-hidden />} onClick={clear} />
      )}
    </SearchInput>
  );
}
