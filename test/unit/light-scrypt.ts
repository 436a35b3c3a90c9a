import { vi } from 'vitest';

/** Passphrase files with a 256th of the work, so that each test of an export takes no second. The format is the same. */
vi.mock('../../vault/transfer/age-scrypt', async (original) => {
  const real = await original<typeof import('../../vault/transfer/age-scrypt')>();
  const scryptRecipient: typeof real.scryptRecipient = (passphrase, logN = 10) =>
    real.scryptRecipient(passphrase, logN);
  return { ...real, scryptRecipient };
});
