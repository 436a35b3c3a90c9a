import type { Reply } from '../../common/errors';
import type { Intent } from '../../common/intents';
import { client } from './client';

/** What the main view waits for while the verify sheet is over it. */
let waiting: { intent: string; settle(ticket: string | null): void } | null = null;

/** Listens for the tickets that main hands over when a verify sheet has ended. It is called once. */
export function startVerification(): void {
  client.on('verified', ({ intent, ticket }) => {
    if (waiting?.intent !== JSON.stringify(intent)) return;
    const { settle } = waiting;
    waiting = null;
    settle(ticket);
  });
}

async function ask(intent: Intent): Promise<Reply<string | null>> {
  const former = waiting;
  const verified = new Promise<string | null>((settle) => {
    waiting = { intent: JSON.stringify(intent), settle };
  });
  const opened = await client.window.openSheet({ sheet: 'verify', intent });
  if (!opened.ok) return opened;
  if (!opened.value) {
    // Another sheet is open, which may be the one that the former act waits for. This act isn't done.
    waiting = former;
    return { ok: true, value: null };
  }
  former?.settle(null);
  return { ok: true, value: await verified };
}

/**
 * Makes a call that may need a verification. `intent` is what the call does. If the vault says that it is protected, the
 * verify sheet is opened first, and the call gets its ticket. The vault is asked before the call, because a refused call
 * would be in the log. Returns `null` if the person didn't verify: nothing was done, and there is nothing to say.
 */
export async function verified<Value>(
  intent: Intent,
  call: (ticket: { ticket?: string }) => Promise<Reply<Value>>,
): Promise<Reply<Value> | null> {
  const needs = await client.protection.needs({ intent });
  if (!needs.ok) return needs;
  if (needs.value.by === 'none') {
    const reply = await call({});
    if (reply.ok || reply.error.code !== 'verification-required') return reply;
  }
  const answer = await ask(intent);
  if (!answer.ok) return answer;
  return answer.value === null ? null : call({ ticket: answer.value });
}
