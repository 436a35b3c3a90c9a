import { useCallback, useEffect, useState } from 'react';
import type { IdentityName } from '../../common/accounts/account';
import type { NearHolder } from '../../common/accounts/known';
import type { Reply } from '../../common/errors';
import { tidy } from '../../common/keys/text';
import type { ProviderId } from '../../common/providers';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

type Typed = IdentityName & { provider: ProviderId };
interface Except {
  account: number | null;
  identity: number | null;
}

/** The part of a view's client that this needs. */
export interface NearSource {
  accounts: { near(input: Typed & { except?: Except }): Promise<Reply<NearHolder>> };
}

/** What is asked: whether this account, or this user of it, is meant as typed. */
export type NearQuestion =
  | { of: 'account'; typed: string; known: NonNullable<NearHolder['account']> }
  | { of: 'user'; typed: string; known: NonNullable<NearHolder['user']> };

export interface Near {
  /** How often {@link Near.asks} has found a question. Each time it gets the focus. */
  asked: number;
  /** The next question; `null`: none. */
  question: NearQuestion | null;
  /** The person has said that what is typed is meant. */
  keep(): void;
  /**
   * Asks the vault for what is typed now, without a pause. Returns whether there is a question that nobody has
   * answered; it is then shown and has the focus.
   */
  asks(): Promise<boolean>;
}

/**
 * Finds out whether a typed account or user is perhaps meant to be a known one. `typed`: `null` if nothing is to be
 * asked. The account comes first, since the user belongs to it.
 */
export function useNear(client: NearSource, typed: Typed | null, except?: Except): Near {
  const [found, setFound] = useState<{ asked: string; near: NearHolder } | null>(null);
  const [asked, setAsked] = useState(0);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const input = typed ? JSON.stringify({ ...typed, ...(except ? { except } : {}) }) : null;

  const ask = useCallback(
    async (asked: string): Promise<NearHolder | null> => {
      const reply = await client.accounts.near(JSON.parse(asked) as Typed);
      return reply.ok ? reply.value : null;
    },
    [client],
  );

  useEffect(() => {
    if (input === null) return;
    let late = false;
    const timer = setTimeout(async () => {
      const near = await ask(input);
      if (!late && near) setFound({ asked: input, near });
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [ask, input]);

  const question = typed && found?.asked === input ? questionOf(typed, found.near, kept) : null;
  return {
    asked,
    question,
    keep() {
      if (typed && question) setKept((before) => new Set(before).add(placeOf(typed, question.of)));
    },
    async asks() {
      if (!typed || input === null) return false;
      const near = await ask(input);
      if (!near || questionOf(typed, near, kept) === null) return false;
      setFound({ asked: input, near });
      setAsked((before) => before + 1);
      return true;
    },
  };
}

/** What was typed where, so that an answer counts for exactly that. */
function placeOf(typed: Typed, of: NearQuestion['of']): string {
  const { provider, accountId, identityKind, identityName } = typed;
  return JSON.stringify(
    of === 'account' ? [provider, tidy(accountId)] : [provider, tidy(accountId), identityKind, tidy(identityName)],
  );
}

function questionOf(typed: Typed, { account, user }: NearHolder, kept: ReadonlySet<string>): NearQuestion | null {
  if (account && !kept.has(placeOf(typed, 'account'))) {
    return { of: 'account', typed: tidy(typed.accountId), known: account };
  }
  if (user && !kept.has(placeOf(typed, 'user'))) return { of: 'user', typed: tidy(typed.identityName), known: user };
  return null;
}
