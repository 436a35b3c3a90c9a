import { create } from 'zustand';
import type { TagUse } from '../../../../common/keys/tags';
import { client } from '../../client';
import { reported } from '../../report';

interface TagsState {
  /** By id, in the order of their names. */
  tags: ReadonlyMap<number, TagUse>;
}

/** The tags of the vault. */
export const useTags = create<TagsState>(() => ({ tags: new Map() }));

/** Reads the tags. */
export async function loadTags(): Promise<void> {
  const reply = await reported(client.tags.list({}));
  if (reply) useTags.setState({ tags: new Map(reply.value.map((tag) => [tag.id, tag])) });
}
