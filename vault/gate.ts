import { z } from 'zod';
import type { Handlers } from '../common/contract/derived';
import { operationNamed } from '../common/contract/lookup';
import type { ToView } from '../common/control';
import { type AppError, KeyfoldError, type Reply } from '../common/errors';
import type { Refusal } from './audit/recorder';
import type { Caller } from './base/caller';
import { logFailure } from './base/log';

// Schemas are interpreted, never compiled to code at run time.
z.config({ jitless: true });

const envelope = z.strictObject({ number: z.int(), operation: z.string(), input: z.unknown() });

/**
 * Operations that may run beside others: they change nothing, or wait for a person. Every other one runs alone and in
 * the order it came, so that a hundred calls at once do what a hundred calls in a row do, and only one Argon2 at a
 * time takes its memory.
 */
const beside = new Set([
  'session.state',
  'session.ways',
  'keys.list',
  'keys.counts',
  'keys.get',
  'keys.holderOf',
  'accounts.tree',
  'accounts.room',
  'keyring.state',
  'keyring.saveRecovery',
  'protection.keychain',
  'protection.state',
  'protection.needs',
  'reveal.copy',
  'reveal.saveCsv',
  'audit.list',
  'audit.check',
  'audit.saveCsv',
  'clock.state',
  'backups.state',
  'backups.list',
  // Takes turns with other backups by itself, and lets everything else go on.
  'backups.make',
  'generation.state',
  'keyExport.count',
  'keyExport.passphrase',
  // Waits for a person, and lets others have their turn.
  'keyExport.save',
  'keyExport.cancel',
  'keyImport.open',
  'keyImport.backup',
  'keyImport.passphrase',
  'keyImport.identity',
  'keyImport.table',
  'keyImport.columns',
  'keyImport.assume',
  'keyImport.plan',
  'keyImport.rows',
  'keyImport.choose',
  'keyImport.takeDefaults',
  'keyImport.source',
  'keyImport.cancel',
  'originals.list',
  'originals.get',
  'keyUse.look',
  'keyUse.saveNew',
  'keyUse.choose',
  'rotation.summary',
  'rotation.list',
  'rotation.get',
  'rotation.preset',
  'temporary.expired',
]);

export interface GateNeeds {
  handlers: Handlers<'vault', Caller>;
  isUnlocked(): boolean;
  /** What an error of SQLite or the file system means; `null`: a defect. */
  translate(error: unknown): AppError | null;
  /** Told of every call that is refused or fails, once it is; its bytes are not overwritten yet. */
  refused?(refusal: Refusal): void;
}

/** Answers one message of a view's port; `null` where there is no call to answer. */
export type Gate = (caller: Caller, message: unknown) => Promise<ToView | null>;

/**
 * The one way from a port to a handler: known operation of this side, view allowed, state, payload; only then the
 * handler. Whatever comes of it, the bytes of the input are wiped.
 */
export function createGate({ handlers, isUnlocked, translate, refused }: GateNeeds): Gate {
  const serially = createQueue();

  const answer = async (caller: Caller, operation: string, input: unknown): Promise<Reply<unknown>> => {
    try {
      const definition = operationNamed('vault', operation);
      if (!definition) return refuse({ code: 'bad-request', operation: operation.slice(0, 64) });
      if (!definition.views.includes(caller.view)) return refuse({ code: 'not-allowed', operation });
      if (definition.needs === 'unlocked' && !isUnlocked()) return refuse({ code: 'locked' });
      const parsed = definition.input.safeParse(input);
      if (!parsed.success) return refuse({ code: 'bad-request', operation });
      const handler = handlerOf(handlers, operation);
      const run = async () => handler(parsed.data, caller);
      return { ok: true, value: await (beside.has(operation) ? run() : serially(run)) };
    } catch (error) {
      const known = error instanceof KeyfoldError ? error.error : translate(error);
      if (known) return refuse(known);
      logFailure(operation, error);
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
      const reply = await answer(caller, operation, input);
      if (!reply.ok) {
        // What a caller calls an operation is its own invention, unless the contract has it.
        const known = operationNamed('vault', operation) ? operation : '';
        refused?.({ operation: known, view: caller.view, input, error: reply.error });
      }
      return { kind: 'reply', number, reply };
    } finally {
      wipeBytes(input);
    }
  };
}

const refuse = (error: AppError): Reply<never> => ({ ok: false, error });

type Handler = (input: unknown, caller: Caller) => unknown;

/** The handler of an operation that the contract names; the table's type promises that there is one. */
function handlerOf(handlers: Handlers<'vault', Caller>, operation: string): Handler {
  const [group = '', name = ''] = operation.split('.');
  const handler = (handlers as Readonly<Record<string, Readonly<Record<string, Handler>>>>)[group]?.[name];
  if (!handler) throw new Error('no handler');
  return handler;
}

/** Overwrites every byte array in a payload, wherever a schema would or would not have looked for it. */
function wipeBytes(value: unknown, depth = 0): void {
  if (value instanceof Uint8Array) value.fill(0);
  else if (typeof value === 'object' && value !== null && depth < 8) {
    for (const part of Object.values(value)) wipeBytes(part, depth + 1);
  }
}

/** Runs what it is given one at a time, in the order given. */
function createQueue(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };
}
