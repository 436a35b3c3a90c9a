import type { Tag, TagColour } from '../../../../common/keys/tags';
import { cx } from '../../../design/cx';

const dots: Record<TagColour, string> = {
  grey: 'bg-tag-grey',
  red: 'bg-tag-red',
  orange: 'bg-tag-orange',
  yellow: 'bg-tag-yellow',
  green: 'bg-tag-green',
  teal: 'bg-tag-teal',
  blue: 'bg-tag-blue',
  purple: 'bg-tag-purple',
};

/** The colour of a tag. It says nothing that words beside it don't say. `large`: to be chosen. */
export function TagDot({ colour, large = false }: { colour: TagColour; large?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cx('shrink-0 rounded-full forced-color-adjust-none', large ? 'size-4.5' : 'size-2', dots[colour])}
    />
  );
}

/** A tag: its name, with its colour beside it. */
export function TagChip({ tag }: { tag: Pick<Tag, 'name' | 'colour'> }) {
  return (
    <span
      title={tag.name}
      className="inline-flex h-5 max-w-full min-w-0 items-center gap-1.5 rounded-sm bg-sunken px-1.5 text-xs font-medium whitespace-nowrap text-ink ring-1 ring-line ring-inset forced-colors:border"
    >
      <TagDot colour={tag.colour} />
      <bdi className="truncate">{tag.name}</bdi>
    </span>
  );
}
