import { useEffect, useState } from 'react';
import type { CommandState } from '../../../../common/command/allow';
import { useT } from '../../../i18n';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';

/** Whether programs can ask for keys by the command `keyfold`, and how; or why not, and the way out. */
export function CommandSection() {
  const t = useT();
  const [found, setFound] = useState<{ state: CommandState; program: string | null } | null>(null);
  useEffect(() => {
    void client.command.state({}).then((reply) => reply.ok && setFound(reply.value));
  }, []);
  if (!found) return null;
  return (
    <>
      <p className="text-muted">{t(`command:state.${found.state}`)}</p>
      {found.state === 'ready' ? (
        <code className="block rounded-md border border-line bg-sunken px-2 py-1 font-mono text-sm break-all text-ink">
          <Words>{t('command:line', { program: isolate(found.program ?? 'keyfold') })}</Words>
        </code>
      ) : null}
    </>
  );
}
