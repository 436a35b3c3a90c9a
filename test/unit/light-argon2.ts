import { vi } from 'vitest';

/**
 * Argon2id with a sixty-fourth of the memory that a vault asks for, so that hundreds of vaults can be opened within
 * seconds. What is asked for is checked and written as ever, and other parameters still give another key. The work
 * itself is done in the end-to-end tests; asked for less than a vault may, it is done here too. A test of vaults that
 * were made with all of it sets FULL_ARGON2: the files of a run share their modules, so none can take the mock away.
 */
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const lighter: typeof real.hashRaw = (password, options, signal) => {
    const memoryCost = options?.memoryCost ?? 0;
    return real.hashRaw(
      password,
      memoryCost < 64 * 1024 || process.env.FULL_ARGON2 === '1'
        ? options
        : { ...options, memoryCost: Math.ceil(memoryCost / 64) },
      signal,
    );
  };
  return { ...real, hashRaw: lighter };
});
