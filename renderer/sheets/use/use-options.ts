import { useMemo, useState } from 'react';
import type { KeyDetail } from '../../../common/keys/access-key';
import { providerOf } from '../../../common/providers';
import { type TargetId, targetFacts, toolFiles } from '../../../common/transfer/targets';
import type { UseOptions } from '../../../common/transfer/use';
import { type VariableSet, type VariableSetId, variableSets } from '../../../common/transfer/variables';

/**
 * Returns the first value of the name field for this tool and provider. A prefix is shown without its last underscore.
 */
function usualEntry(target: TargetId, key: KeyDetail): string {
  const { names } = targetFacts[target];
  const { terraform, spring } = providerOf(key.provider);
  if (names === 'entry') return toolFiles[target].entry ?? '';
  if (names === 'spring') return spring ?? '';
  return names === 'prefix' ? (terraform ?? '') : '';
}

/** Returns the names that the parts of the key have unless the person chooses others. */
export function usualNames(target: TargetId, key: KeyDetail, entry: string): VariableSet {
  const [id] = providerOf(key.provider).variables;
  if (targetFacts[target].names === 'variables' && id) return variableSets[id];
  const before = targetFacts[target].names === 'spring' ? `${entry.trim()}.` : '';
  return before === ''
    ? { accessKeyId: 'access-key-id', secret: 'access-key-secret', token: 'security-token' }
    : { accessKeyId: `${before}access-key`, secret: `${before}secret-key`, token: `${before}security-token` };
}

/** Which names the parts of the key get. */
export type Naming =
  | { kind: 'usual' }
  /** A tool's. */
  | { kind: 'set'; id: VariableSetId }
  /** Those of a pair that the chosen file has. */
  | { kind: 'file'; names: VariableSet }
  /** What the person types. */
  | { kind: 'own'; names: VariableSet };

/** Returns the options that say where in the file the key goes. */
function entryOptions(target: TargetId, entry: string, naming: Naming): UseOptions {
  const facts = targetFacts[target];
  const typed = entry.trim();
  return {
    ...(facts.names === 'entry' || facts.names === 'spring' ? { entry: typed } : {}),
    ...(facts.names === 'prefix' ? { entry: typed === '' ? '' : `${typed}_` } : {}),
    ...(facts.ownNames && naming.kind === 'set' ? { variables: naming.id } : {}),
    ...(facts.ownNames && (naming.kind === 'file' || naming.kind === 'own') ? { names: naming.names } : {}),
  };
}

/** The state of the choice of a tool, and of what the form of that tool leaves open. */
export function useOptions() {
  const [target, setTarget] = useState<TargetId | null>(null);
  const [entry, setEntry] = useState('');
  const [naming, setNaming] = useState<Naming>({ kind: 'usual' });
  const [region, setRegion] = useState('');
  const [makeCurrent, setMakeCurrent] = useState(false);
  const [place, setPlace] = useState(0);

  const options = useMemo((): UseOptions => {
    if (target === null) return {};
    const facts = targetFacts[target];
    const typed = region.trim();
    return {
      ...entryOptions(target, entry, naming),
      ...(typed === '' ? {} : { region: typed }),
      // Without an endpoint the tool asks for one. If a file has one already, that stays.
      ...(typed === '' && target === 'obsutil' && facts.region ? { region: facts.region } : {}),
      ...(facts.current && makeCurrent ? { makeCurrent } : {}),
      ...(toolFiles[target].places ? { place } : {}),
    };
  }, [target, entry, naming, region, makeCurrent, place]);

  return {
    target,
    entry,
    naming,
    region,
    makeCurrent,
    place,
    setEntry,
    setNaming,
    setRegion,
    setMakeCurrent,
    setPlace,
    /** The options that are sent. */
    options,
    /** Starts again with the usual values of another tool. */
    begin(chosen: TargetId, key: KeyDetail): void {
      setTarget(chosen);
      setEntry(usualEntry(chosen, key));
      setNaming({ kind: 'usual' });
      setRegion('');
      setMakeCurrent(false);
      setPlace(0);
    },
  };
}
