import { useId } from 'react';
import { useT } from '../../../i18n';
import { useTags } from './store';
import { TagChip } from './TagChip';

interface TagChecksProps {
  chosen: readonly number[];
  /** Keys without a tag are asked for. */
  without: boolean;
  onChange: (tags: number[]) => void;
  onWithout: (on: boolean) => void;
}

/** Every tag to check, and one line for keys that have none. */
export function TagChecks({ chosen, without, onChange, onWithout }: TagChecksProps) {
  const t = useT();
  const id = useId();
  const tags = useTags((state) => state.tags);
  if (tags.size === 0) return <p className="text-muted">{t('filter:noTags')}</p>;
  const box = 'mt-0.5 size-3.5 shrink-0 cursor-default accent-accent';
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{t('filter:part.tags')}</legend>
      {[...tags.values()].map((tag) => (
        <label key={tag.id} htmlFor={`${id}-${tag.id}`} className="flex min-w-0 items-center gap-2.5">
          <input
            id={`${id}-${tag.id}`}
            type="checkbox"
            className={box}
            checked={chosen.includes(tag.id)}
            onChange={(event) => {
              const rest = chosen.filter((other) => other !== tag.id);
              onChange(event.target.checked ? [...rest, tag.id] : rest);
            }}
          />
          <TagChip tag={tag} />
        </label>
      ))}
      <label htmlFor={`${id}-none`} className="flex items-center gap-2.5 border-t border-line pt-2 text-ink">
        <input
          id={`${id}-none`}
          type="checkbox"
          className={box}
          checked={without}
          onChange={(event) => onWithout(event.target.checked)}
        />
        {t('filter:withoutTags')}
      </label>
    </fieldset>
  );
}
