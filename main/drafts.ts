import type { FormDraft } from '../common/drafts';

/**
 * The one form that is being filled in, as its view last reported it. It is in memory only, so it is gone when Keyfold
 * quits.
 */
export interface Drafts {
  keep(draft: FormDraft): void;
  drop(): void;
  kept(): FormDraft | null;
}

/** Makes the store of the draft, empty at first. */
export function createDrafts(): Drafts {
  let draft: FormDraft | null = null;
  return {
    keep(given) {
      draft = given;
    },
    drop() {
      draft = null;
    },
    kept: () => draft,
  };
}
