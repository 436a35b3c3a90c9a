import { basename } from 'node:path';
import type { ControlRequests, SavePlace } from '../../common/control';
import { fail } from '../../common/errors';
import type { Control } from './control';

/**
 * Has main ask the person for a place, and `save` write the file there. Answers the file's name with what `save` answers; `null`
 * where the person chose no place, and nothing is written then. Errors: `internal`, where main could not ask; those of `save`.
 */
export async function saveAs<T extends object>(
  control: Control,
  ask: ControlRequests['savePath']['ask'],
  save: (place: Extract<SavePlace, { part: string }>) => T | Promise<T>,
): Promise<({ fileName: string } & T) | null> {
  const place = (await control.ask('savePath', ask)) ?? fail('internal', {});
  if (place.path === null) return null;
  const more = await save(place);
  return { fileName: basename(place.path), ...more };
}
