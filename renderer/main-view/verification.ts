import type { Reply } from '../../common/errors';
import { isLogPurpose, type TicketPurpose } from '../../common/protection';
import { client } from './client';

/** What the main view waits for while the verify sheet is over it. */
let waiting: { purpose: TicketPurpose; keyId: string | null; settle(ticket: string | null): void } | null = null;

/** Listens for the tickets that main hands over when a verify sheet has ended. It is called once. */
export function startVerification(): void {
  client.on('verified', ({ purpose, keyId, ticket }) => {
    if (waiting?.purpose !== purpose || waiting.keyId !== keyId) return;
    const { settle } = waiting;
    waiting = null;
    settle(ticket);
  });
}

async function ask(purpose: TicketPurpose, keyId: string | null): Promise<Reply<string | null>> {
  waiting?.settle(null);
  const verified = new Promise<string | null>((settle) => {
    waiting = { purpose, keyId, settle };
  });
  const act = isLogPurpose(purpose) ? { purpose, keyId: null } : { purpose, keyId: keyId ?? '' };
  const opened = await client.window.openSheet({ sheet: 'verify', ...act });
  return opened.ok ? { ok: true, value: await verified } : opened;
}

/**
 * Makes a call that may need a verification. `keyId` is the key that the act is on, if it is on one. If the vault says
 * that the act is protected, the verify sheet is opened first, and the call gets its ticket. The vault is asked before
 * the call, because a refused call would be in the log. An edit is an exception: whether it is protected depends on
 * what it changes, so it is tried first. Returns `null` if the person didn't verify: nothing was done, and there is
 * nothing to say.
 */
export async function verified<Value>(
  purpose: TicketPurpose,
  keyId: string | null,
  call: (ticket: { ticket?: string }) => Promise<Reply<Value>>,
): Promise<Reply<Value> | null> {
  const needs = purpose === 'edit' ? null : await client.protection.needs({ purpose });
  if (needs && !needs.ok) return needs;
  if (!needs || needs.value.by === 'none') {
    const reply = await call({});
    if (reply.ok || reply.error.code !== 'verification-required') return reply;
  }
  const answer = await ask(purpose, keyId);
  if (!answer.ok) return answer;
  return answer.value === null ? null : call({ ticket: answer.value });
}
