import type { Reply } from '../../common/errors';
import type { TicketPurpose } from '../../common/protection';
import { client } from './client';

/** What the main view waits for while the verify sheet stands over it. */
let waiting: { purpose: TicketPurpose; keyId: string | null; settle(ticket: string | null): void } | null = null;

/** Listens for the tickets that main hands over when a verify sheet is over. Called once. */
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
  const act = purpose === 'export-log' ? { purpose, keyId: null } : { purpose, keyId: keyId ?? '' };
  const opened = await client.window.openSheet({ sheet: 'verify', ...act });
  return opened.ok ? { ok: true, value: await verified } : opened;
}

/**
 * Makes a call, on a key where its act is one on a key, with the ticket that the verify sheet gave where the vault says that the act is protected.
 * Asked before the call: the log is to tell of refusals, and this is none. Only for an edit the vault decides by what
 * would change, so that is tried first. Answers `null` when the person didn't verify; then nothing was done and there is
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
