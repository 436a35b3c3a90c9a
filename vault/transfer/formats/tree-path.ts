import { hasIdShape } from './pair-provider';

/** The path of an object in structured text, as people read it: `services.web.environment`. It never has a secret. */

const mostOfPiece = 64;
const mostOfPath = 200;
// Secrets are letters and digits of both cases, and long. A name that looks like that is not shown.
const secretLike = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/=_-]{28,}$/;

/** Returns a name as a piece of a path, without characters that can't be seen. */
export function pieceOf(name: string): string {
  const shown = name
    .slice(0, 4 * mostOfPiece)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  if (secretLike.test(shown) || hasIdShape(shown)) return '…';
  return shown.length > mostOfPiece ? `${shown.slice(0, mostOfPiece - 1)}…` : shown;
}

/** Returns the path in words, its middle left out if it is long. */
export function pathText(path: readonly string[]): string {
  const joined = path.filter((piece) => piece !== '').join('.');
  if (joined.length <= mostOfPath) return joined;
  return `${joined.slice(0, mostOfPath / 2)}…${joined.slice(-mostOfPath / 2)}`;
}

// What says nothing about whose key it is, in the spelling without signs.
const unsaid = new Set(
  [
    'accesskey accesskeys args arguments attributes build commonenv config configuration configurations containers',
    'credential credentials data default env environment environments envs inputs instances items jobs keys mcpservers',
    'metadata outputs parameters params profiles properties provider providers resources secret secrets services settings spec',
    'steps stringdata template value values variables vars with',
  ].flatMap((line) => line.split(' ')),
);

/** Returns a name for a key at this path: what of the path says something; empty if nothing does. */
export function nameFrom(path: readonly string[]): string {
  const said = path.filter(
    (piece) => !/^(?:#?\d+|…|)$/.test(piece) && !unsaid.has(piece.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')),
  );
  return pathText(said);
}
