import type { FormDraft } from '../common/drafts';

/** The one form that is being filled in, as its view last told it. In memory only: it is gone when Keyfold quits. */
export interface Drafts {
  keep(draft: FormDraft): void;
  drop(): void;
  kept(): FormDraft | null;
}

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
