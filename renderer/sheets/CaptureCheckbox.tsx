import { useEffect, useState } from 'react';
import type { Client } from '../../common/contract/derived';
import { type CaptureChoice, defaultSettings } from '../../common/settings';
import { Checkbox } from '../design/plain/Checkbox';

interface CaptureCheckboxProps {
  client: Pick<Client<'create'>, 'boot' | 'settings'>;
  label: string;
}

/**
 * Chooses on the lock screen whether secrets are kept out of screenshots. It must be reachable here: over a remote
 * desktop the sheets behind the lock screen are black while they are kept out. Linux can't keep anything out, so there
 * it isn't shown.
 */
export function CaptureCheckbox({ client, label }: CaptureCheckboxProps) {
  const [choice, setChoice] = useState<CaptureChoice>(defaultSettings.capture);
  const offered = client.boot.platform !== 'linux';
  useEffect(() => {
    if (offered) void client.settings.capture({}).then((reply) => reply.ok && setChoice(reply.value));
  }, [client, offered]);
  if (!offered) return null;
  return (
    <Checkbox
      label={label}
      checked={choice !== 'shown'}
      onChange={(on) => {
        const capture = on ? 'secrets' : 'shown';
        void client.settings.setCapture({ capture }).then((reply) => reply.ok && setChoice(reply.value));
      }}
    />
  );
}
