import type { CommandState } from '../../common/command/allow';
import type { Handlers } from '../../common/contract/derived';
import type { Caller } from '../base/caller';
import type { Desk } from './desk';

/** The operations of the groups `allow` and `command`. */
export function commandHandlers(
  desk: Desk,
  state: () => { state: CommandState; program: string | null },
): Pick<Handlers<'vault', Caller>, 'allow' | 'command'> {
  return {
    allow: { asked: desk.asked, allow: desk.allow, refuse: ({ id }) => desk.refuse(id) },
    command: { state, grants: desk.grants, endGrant: ({ id }) => desk.endGrant(id), waiting: desk.waiting },
  };
}
