import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * Whether Electron can compare the archive with a hash that the system’s signature covers; docs/security.md has each
 * fuse.
 */
const knowsIntegrity = process.platform === 'darwin';

/** Electron’s switches in the binary itself, each with the value that the application needs. */
const wanted = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: knowsIntegrity,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * Sets every fuse that this Electron has. If it has one that is not named above, that is an error: a new Electron must
 * not bring in a fuse that nobody decided about.
 * @param {string} binary
 */
export async function setFuses(binary) {
  const present = await getCurrentFuseWire(binary);
  // An older Electron has fewer fuses than the type says.
  const fuses = /** @type {Record<FuseV1Options, boolean>} */ (
    Object.fromEntries(Object.entries(wanted).filter(([fuse]) => fuse in present))
  );
  await flipFuses(binary, {
    ...fuses,
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: process.platform === 'darwin',
  });
}
