import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** Whether Electron can hold the archive against a hash that the system’s signature covers; docs/security.md has each fuse. */
const knowsIntegrity = process.platform === 'darwin';

/** Electron’s switches in the binary itself, each with what the application needs. */
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
 * Sets every fuse that this Electron has. One that it has and that is not named above is an error: a new Electron must
 * not bring in what nobody decided about.
 * @param {string} binary
 */
export async function setFuses(binary) {
  const present = await getCurrentFuseWire(binary);
  // An older Electron has fewer of them than the type says.
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
