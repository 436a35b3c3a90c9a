import type { ProviderId } from './providers/provider';

/**
 * What was typed into a form and not saved when Keyfold locked: everything but secrets and passwords, which no form
 * hands over. Main keeps it in memory until Keyfold quits.
 */

/** The form that a draft belongs to. */
export type DraftForm =
  | { kind: 'add'; rotation?: string | undefined }
  | { kind: 'edit'; id: string }
  | { kind: 'account'; provider: ProviderId; account?: number | undefined }
  | { kind: 'identity'; account: number; identity?: number | undefined };

export interface FormDraft {
  form: DraftForm;
  /** What was typed in its fields, by the name of the field. */
  values: Record<string, string>;
}
