import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { ExportScope, ScopeFacts } from '../../../common/transfer/export';

const allKeys: ExportScope = { kind: 'all' };

/** Asks the vault about each of these scopes. A scope is missing in the result until the vault has answered. */
function useFacts(client: Client<'export'>, scopes: readonly ExportScope[], fail: (error: AppError) => void) {
  const [facts, setFacts] = useState<ReadonlyMap<ExportScope, ScopeFacts>>(new Map());
  const ask = useCallback(() => {
    for (const scope of scopes) {
      void client.keyExport.count({ scope }).then((reply) => {
        if (reply.ok) setFacts((before) => new Map(before).set(scope, reply.value));
        else fail(reply.error);
      });
    }
  }, [client, scopes, fail]);
  useEffect(ask, [ask]);
  return { facts, ask };
}

/** The state of the choice which keys to export: those that the sheet was opened for, or all of them. */
export function useScopes(client: Client<'export'>, fail: (error: AppError) => void) {
  const [opened, setOpened] = useState<ExportScope | null>(null);
  const [give, setGive] = useState(false);
  const [scope, setScope] = useState<ExportScope>(allKeys);

  useEffect(() => {
    void client.context().then((context) => {
      setOpened(context.scope);
      setGive(context.give === true);
      setScope(context.scope);
    });
  }, [client]);

  /** The scopes to choose from; none until it is known what the sheet was opened for. */
  const scopes = useMemo(() => {
    if (opened === null) return [];
    // What is given to somebody is what was chosen for them.
    return give || opened.kind === 'all' ? [opened] : [opened, allKeys];
  }, [opened, give]);

  const { facts, ask } = useFacts(client, scopes, fail);
  return {
    /** The keys are given to somebody, so the sheet asks to whom. `null` until it is known what the sheet is for. */
    give: opened === null ? null : give,
    scopes,
    facts,
    /** Asks the vault again what the scopes have. */
    lookAgain: ask,
    scope,
    setScope,
    /** What is shown of the chosen scope; `undefined` until the vault has answered. */
    chosen: facts.get(scope),
  };
}
