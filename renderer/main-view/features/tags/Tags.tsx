import { useTags } from './store';
import { TagChip } from './TagChip';

/** The tags with these ids, in one line. What doesn't fit is cut. */
export function Tags({ ids }: { ids: readonly number[] }) {
  const tags = useTags((state) => state.tags);
  const found = [...tags.values()].filter(({ id }) => ids.includes(id));
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden">
      {found.map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
    </span>
  );
}
