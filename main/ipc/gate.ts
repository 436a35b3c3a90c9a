import type { Handlers, OperationName } from '../../common/contract/derived';
import { type AppError, KeyfoldError, type Reply } from '../../common/errors';
import type { View } from '../../common/views';
import { noteOwnFailure } from '../platform/failures';
import { log } from '../platform/log';

/** What a handler in main knows about the caller. */
export interface Caller {
  view: View;
}

export type MainHandlers = Handlers<'main', Caller>;

export interface GateNeeds {
  handlers: MainHandlers;
  isUnlocked(): boolean;
}

const refused = (error: AppError): Reply<never> => ({ ok: false, error });

/**
 * Every call to main passes here before its handler runs. The gate checks in this order: the sender is a view on the
 * stage (`view`; `null` for anything else); the operation exists and belongs to main; this view may call it; the vault
 * is unlocked if the operation needs that; the input fits its schema. The vault's gate checks the same in the same
 * order. Never rejects: an error is in the reply.
 */
export async function passGate(
  { handlers, isUnlocked }: GateNeeds,
  view: View | null,
  called: unknown,
  input: unknown,
): Promise<Reply<unknown>> {
  if (view === null) return refused({ code: 'not-allowed', operation: '' });
  // This is loaded with the first call and not at the start, since the lock screen needs neither the contract nor its
  // schemas.
  const { operationNamed } = await import('../../common/contract/lookup');
  const found = operationNamed('main', called);
  if (!found) return refused({ code: 'bad-request', operation: '' });
  const { name, operation } = found;
  if (!operation.views.includes(view)) return refused({ code: 'not-allowed', operation: name });
  if (operation.needs === 'unlocked' && !isUnlocked()) return refused({ code: 'locked' });
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) return refused({ code: 'bad-request', operation: name });
  try {
    return { ok: true, value: await handlerOf(handlers, name)(parsed.data, { view }) };
  } catch (thrown) {
    if (thrown instanceof KeyfoldError) return refused(thrown.error);
    noteOwnFailure(name, thrown);
    log(`the operation ${name} failed: ${thrown instanceof Error ? thrown.name : 'unknown'}`);
    return refused({ code: 'internal' });
  }
}

type AnyHandler = (input: unknown, caller: Caller) => unknown;

// The contract's types guarantee a handler for every name of this side.
function handlerOf(handlers: MainHandlers, name: OperationName<'main'>): AnyHandler {
  const [group = '', member = ''] = name.split('.');
  return (handlers as unknown as Record<string, Record<string, AnyHandler>>)[group]?.[member] as AnyHandler;
}
