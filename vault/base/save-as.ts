import { basename } from 'node:path';
import type { ControlRequests, SavePlace } from '../../common/control';
import { fail } from '../../common/errors';
import type { Control } from './control';
import { outsideQueue } from './queue';

/**
 * Main asks the person for a place, outside the queue of changes, and `save` writes the file there. Returns the file's name with what `save` returns.
 * Returns `null` if the person chose no place; nothing is written then. Errors: `internal`, if main could not ask;
 * those of `save`.
 */
export async function saveAs<T extends object>(
  control: Control,
  ask: ControlRequests['savePath']['ask'],
  save: (place: Extract<SavePlace, { part: string }>) => T | Promise<T>,
): Promise<({ fileName: string } & T) | null> {
  const place = (await outsideQueue(() => control.ask('savePath', ask))) ?? fail('internal', {});
  if (place.path === null) return null;
  const more = await save(place);
  return { fileName: basename(place.path), ...more };
}
