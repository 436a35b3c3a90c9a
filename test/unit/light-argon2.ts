import { vi } from 'vitest';

/**
 * Argon2id with a sixty-fourth of the memory that a vault asks for, so that hundreds of vaults can be opened within
 * seconds. What is asked for is checked and written as ever, and other parameters still give another key. The work
 * itself is done in the end-to-end tests; asked for less than a vault may, it is done here too.
 */
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const lighter: typeof real.hashRaw = (password, options, signal) => {
    const memoryCost = options?.memoryCost ?? 0;
    return real.hashRaw(
      password,
      memoryCost < 64 * 1024 ? options : { ...options, memoryCost: Math.ceil(memoryCost / 64) },
      signal,
    );
  };
  return { ...real, hashRaw: lighter };
});
