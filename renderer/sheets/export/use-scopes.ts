import { useEffect, useMemo, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { ExportScope, ScopeFacts } from '../../../common/transfer/export';

const allKeys: ExportScope = { kind: 'all' };

/** Asks the vault about each of these scopes. A scope is missing in the result until the vault has answered. */
function useFacts(client: Client<'export'>, scopes: readonly ExportScope[]): ReadonlyMap<ExportScope, ScopeFacts> {
  const [facts, setFacts] = useState<ReadonlyMap<ExportScope, ScopeFacts>>(new Map());
  useEffect(() => {
    for (const scope of scopes) {
      void client.keyExport.count({ scope }).then((reply) => {
        if (reply.ok) setFacts((before) => new Map(before).set(scope, reply.value));
      });
    }
  }, [client, scopes]);
  return facts;
}

/** The state of the choice which keys to export: those that the sheet was opened for, or all of them. */
export function useScopes(client: Client<'export'>) {
  const [opened, setOpened] = useState<ExportScope | null>(null);
  const [scope, setScope] = useState<ExportScope>(allKeys);

  useEffect(() => {
    void client.context().then((context) => {
      setOpened(context.scope);
      setScope(context.scope);
    });
  }, [client]);

  /** The scopes to choose from; none until it is known what the sheet was opened for. */
  const scopes = useMemo(() => {
    if (opened === null) return [];
    return opened.kind === 'all' ? [opened] : [opened, allKeys];
  }, [opened]);

  return { scopes, facts: useFacts(client, scopes), scope, setScope };
}
