import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getRawHeader } from '@electron/asar';
import { MendableError } from '../lib/errors.mjs';

/**
 * Writes the hash of the archive's header to the place where Electron looks before it trusts an archive. The header has
 * the hash of every file in it. On macOS the place is Info.plist, which the signature covers. Linux has no such place.
 * On Windows it is a resource of the binary, which is not written yet: the fuse stays off there, and the result is not
 * for release.
 * @param {string} folder
 * @param {string} archive
 */
export async function embedIntegrity(folder, archive) {
  if (process.platform !== 'darwin') return;
  const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
  const file = path.join(folder, 'Keyfold.app', 'Contents', 'Info.plist');
  const plist = await readFile(file, 'utf8');
  // The distribution has the hash of its own starter there.
  const bare = plist.replace(/\s*<key>ElectronAsarIntegrity<\/key>\s*<dict>[\s\S]*?<\/dict>\s*<\/dict>/, '');
  const end = bare.lastIndexOf('</dict>');
  if (end < 0) throw new MendableError('Electron’s Info.plist is not as expected.');
  await writeFile(file, `${bare.slice(0, end)}${entry(hash)}${bare.slice(end)}`);
}

/** @param {string} hash */
const entry = (hash) => `	<key>ElectronAsarIntegrity</key>
	<dict>
		<key>Resources/app.asar</key>
		<dict>
			<key>algorithm</key>
			<string>SHA256</string>
			<key>hash</key>
			<string>${hash}</string>
		</dict>
	</dict>
`;
