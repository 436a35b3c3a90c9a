import { useMemo, useState } from 'react';
import type { KeyDetail } from '../../../common/keys/access-key';
import { providerOf } from '../../../common/providers';
import { type TargetId, targetFacts, toolFiles } from '../../../common/transfer/targets';
import type { UseOptions } from '../../../common/transfer/use';
import type { VariableSetId } from '../../../common/transfer/variables';

/**
 * Returns the first value of the name field for this tool and provider. A prefix is shown without its last underscore.
 */
function usualEntry(target: TargetId, key: KeyDetail): string {
  const { names } = targetFacts[target];
  if (names === 'entry') return toolFiles[target].entry ?? '';
  return names === 'prefix' ? (providerOf(key.provider).terraform ?? '') : '';
}

/** The state of the choice of a tool, and of what the form of that tool leaves open. */
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
      // Without an endpoint the tool asks for one. If a file has one already, that stays.
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
    /** The options that are sent. */
    options,
    /** Starts again with the usual values of another tool. */
    begin(chosen: TargetId, key: KeyDetail): void {
      setTarget(chosen);
      setEntry(usualEntry(chosen, key));
      setVariables(null);
      setRegion('');
      setMakeCurrent(false);
    },
  };
}
