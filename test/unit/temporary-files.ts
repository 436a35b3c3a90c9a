import { rmSync } from 'node:fs';
import { scratchFolder } from '../support/scratch';

/** A folder for all temporary files of the run, removed at its end. */
export function setup(): () => void {
  const folder = scratchFolder('keyfold-unit');
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
