/** A step back that was found: the vault or its slots are an older copy than the one that was here. */
export interface StepBack {
  part: 'vault' | 'slots';
  /** When the newer one was last seen, in milliseconds since the epoch; `null`: not known. */
  seen: number | null;
}
