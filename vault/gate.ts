import { z } from 'zod';
import type { Handlers, OperationName } from '../common/contract/derived';
import { type Found, operationNamed } from '../common/contract/lookup';
import type { ToView } from '../common/control';
import { type AppError, KeyfoldError, type Reply } from '../common/errors';
import type { RefusedCall } from './audit/record';
import type { Caller } from './base/caller';
import { createQueue, type Queue } from './base/queue';
import { reportFailure } from './base/report-failure';
import { wipeBytes } from './base/wipe';

// Schemas are interpreted, never compiled to code at run time.
z.config({ jitless: true });

const envelope = z.strictObject({ number: z.int(), operation: z.string(), input: z.unknown() });
type Envelope = z.output<typeof envelope>;

export interface GateNeeds {
  handlers: Handlers<'vault', Caller>;
  /** The queue of changes, if others use it too. */
  serially?: Queue;
  isUnlocked(): boolean;
  /** The vault gets new keys, and nothing else may change it. */
  isRenewing?(): boolean;
  /** A call that its view can stop has come. Returns what is called when it is its turn. Errors: `cancelled`. */
  arrived(caller: Caller): () => void;
  /** Returns what an error of SQLite or the file system means. `null` means that the error is a defect. */
  translate(error: unknown): AppError | null;
  /**
   * Called for every call that is refused or fails, after that has happened. The bytes of the call are not overwritten
   * yet.
   */
  refused?(call: RefusedCall): void;
}

/** Answers one message of a view's port. Returns `null` if the message is no call. */
export type Gate = (caller: Caller, message: unknown) => Promise<ToView | null>;

/**
 * The only way from a port to a handler. The gate checks that the operation is one of this side, that the view is
 * allowed, the state, and the payload. Only then the handler runs, in its turn or at once as the operation says. In
 * every case the bytes of the input are wiped.
 */
export function createGate(needs: GateNeeds): Gate {
  const { handlers, isUnlocked, isRenewing, arrived, translate, refused, serially = createQueue() } = needs;

  const answer = async (caller: Caller, found: Found<'vault'> | null, call: Envelope): Promise<Reply<unknown>> => {
    if (!found) return refuse({ code: 'bad-request', operation: call.operation.slice(0, 64) });
    const { name, operation } = found;
    try {
      if (!operation.views.includes(caller.view)) return refuse({ code: 'not-allowed', operation: name });
      if (operation.needs === 'unlocked' && !isUnlocked()) return refuse({ code: 'locked' });
      const parsed = operation.input.safeParse(call.input);
      if (!parsed.success) return refuse({ code: 'bad-request', operation: name });
      if (isRenewing?.() && wouldChange(operation) && caller.view !== 'rekey')
        return refuse({ code: 'new-keys-under-way' });
      const handler = handlerOf(handlers, name);
      const begin = operation.stoppable ? arrived(caller) : null;
      const run = async () => {
        begin?.();
        return handler(parsed.data, caller);
      };
      return { ok: true, value: await (operation.runs === 'beside' ? run() : serially(run)) };
    } catch (error) {
      const known = error instanceof KeyfoldError ? error.error : translate(error);
      // An `internal` that was thrown on purpose is a defect too.
      if (known && known.code !== 'internal') return refuse(known);
      reportFailure(name, error);
      return refuse({ code: 'internal' });
    }
  };

  return async (caller, message) => {
    const call = envelope.safeParse(message);
    if (!call.success) {
      wipeBytes(message);
      return null;
    }
    const { number, operation, input } = call.data;
    try {
      const found = operationNamed('vault', operation);
      const reply = await answer(caller, found, call.data);
      if (!reply.ok) refused?.({ found, view: caller.view, input, error: reply.error });
      return { kind: 'reply', number, reply };
    } finally {
      wipeBytes(input);
    }
  };
}

/** It would change the open vault, or let something leave it, which is written down. */
const wouldChange = ({ kind, needs }: Found<'vault'>['operation']) =>
  needs === 'unlocked' && (kind === 'changes' || kind === 'leaves');

const refuse = (error: AppError): Reply<never> => ({ ok: false, error });

type Handler = (input: unknown, caller: Caller) => unknown;

/** Returns the handler of an operation that the contract names. The table's type makes sure that there is one. */
function handlerOf(handlers: Handlers<'vault', Caller>, name: OperationName<'vault'>): Handler {
  const [group = '', member = ''] = name.split('.');
  const handler = (handlers as Readonly<Record<string, Readonly<Record<string, Handler>>>>)[group]?.[member];
  if (!handler) throw new Error('no handler');
  return handler;
}
