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
    <p className="break-words text-muted [&>bdi]:font-mono">
      <Words>{t(`command:state.${found.state}`, { program: isolate(found.program ?? 'keyfold') })}</Words>
    </p>
  );
}
