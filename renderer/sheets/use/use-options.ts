import { useMemo, useState } from 'react';
import type { KeyDetail } from '../../../common/keys/access-key';
import { profileOf } from '../../../common/providers';
import { type TargetId, targetFacts, toolFiles } from '../../../common/transfer/targets';
import type { UseOptions } from '../../../common/transfer/use';
import type { VariableSetId } from '../../../common/transfer/variables';

/** What a name field begins with for this tool and provider. A prefix is shown without its last underscore. */
function usualEntry(target: TargetId, key: KeyDetail): string {
  const { names } = targetFacts[target];
  if (names === 'entry') return toolFiles[target].entry ?? '';
  return names === 'prefix' ? (profileOf(key.profile).terraform ?? '') : '';
}

/** Which tool the key is written for, and what the form of that tool leaves open. */
export function useOptions() {
  const [target, setTarget] = useState<TargetId | null>(null);
  const [entry, setEntry] = useState('');
  const [variables, setVariables] = useState<VariableSetId | null>(null);
  const [region, setRegion] = useState('');
  const [makeCurrent, setMakeCurrent] = useState(false);

  const options = useMemo((): UseOptions => {
    if (target === null) return {};
    const facts = targetFacts[target];
    const typed = region.trim();
    return {
      ...(facts.names === 'entry' ? { entry: entry.trim() } : {}),
      ...(facts.names === 'prefix' ? { entry: entry.trim() === '' ? '' : `${entry.trim()}_` } : {}),
      ...(facts.names === 'variables' && variables ? { variables } : {}),
      ...(typed === '' ? {} : { region: typed }),
      // Without an endpoint the tool asks for one; where a file has one, that stays.
      ...(typed === '' && target === 'obsutil' && facts.region ? { region: facts.region } : {}),
      ...(facts.current && makeCurrent ? { makeCurrent } : {}),
    };
  }, [target, entry, variables, region, makeCurrent]);

  return {
    target,
    entry,
    variables,
    region,
    makeCurrent,
    setEntry,
    setVariables,
    setRegion,
    setMakeCurrent,
    /** What is sent of all that. */
    options,
    /** Another tool: begins anew with what is usual there. */
    begin(chosen: TargetId, key: KeyDetail): void {
      setTarget(chosen);
      setEntry(usualEntry(chosen, key));
      setVariables(null);
      setRegion('');
      setMakeCurrent(false);
    },
  };
}
