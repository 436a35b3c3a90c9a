import { createHash } from 'node:crypto';
import type { EffectName } from '../../../common/effect-names';
import { canonical } from '../../base/crypto/canonical';

/** One effect of a plan, and what it is done to. */
export interface Planned {
  readonly effect: EffectName;
  /** The id of the key, account or identity, or the name of the backup or file; empty: the vault as a whole. */
  readonly subject: string;
  /** What it becomes or where it goes: new details, the other identity, a setting; empty if there is nothing more. */
  readonly object?: string;
  /** The subject as the person sees it. If it has changed since the plan was shown, it is another plan. */
  readonly seen?: string;
}

/** What is about to happen: every effect with its target. From it follow the verification, the ticket and the log. */
export interface Plan {
  readonly effects: readonly Planned[];
  /**
   * SHA-256 over all of it, in hexadecimal. It doesn't depend on the order of the effects. It is made when it is asked
   * for: only a ticket needs it.
   */
  readonly digest: string;
}

/** Makes a plan of these effects. The same effect on the same target counts once. */
export function planOf(effects: readonly Planned[]): Plan {
  const bySignature = new Map<string, Planned>();
  for (const planned of effects) {
    const signature = signatureOf(planned);
    if (!bySignature.has(signature)) bySignature.set(signature, planned);
  }
  let digest: string | undefined;
  return {
    effects: [...bySignature.values()],
    get digest() {
      digest ??= digestOf([...bySignature.keys()]);
      return digest;
    },
  };
}

function digestOf(signatures: string[]): string {
  const hash = createHash('sha256').update(canonical('keyfold plan', 2, signatures.length));
  // No signature has a line break in it, so no two lists of them are the same bytes.
  return hash.update(signatures.sort().join('\n')).digest('hex');
}

/** JSON escapes quotes, line breaks and halves of surrogate pairs, so no two effects have the same signature. */
const signatureOf = ({ effect, subject, object = '', seen = '' }: Planned): string =>
  JSON.stringify([effect, subject, object, seen]);

/** Returns the different effects of a plan. */
export const effectsOf = ({ effects }: Plan): EffectName[] => [...new Set(effects.map(({ effect }) => effect))];

/** A plan that does nothing: for an act of the owner that only reads. */
export const nothingPlanned: Plan = planOf([]);
