import { create } from 'zustand';
import type { Tag } from '../../../../common/keys/tags';

interface TagsState {
  /** By id, in the order of their names. */
  tags: ReadonlyMap<number, Tag>;
}

/** The tags of the vault. */
export const useTags = create<TagsState>(() => ({ tags: new Map() }));
