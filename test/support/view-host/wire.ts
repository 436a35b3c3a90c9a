import type { Reply } from '../../../common/errors';
import type { View, ViewBoot } from '../../../common/views';

/** The messages between a worker of the view layer and its host, the Electron that shows the page. */

export interface Opening {
  boot: ViewBoot;
  context: unknown;
  /** The size of the page, in pixels. */
  size: { width: number; height: number };
}

export type ToHost =
  /** From now on this view's page is served. It gets its boot and, when it is loaded, its context. */
  | ({ kind: 'open' } & Opening)
  | { kind: 'reply'; number: number; reply: Reply<unknown> }
  /** `side`: the process that sends it in the application, which decides the way that it comes by. */
  | { kind: 'event'; side: 'vault' | 'main'; name: string; payload: unknown }
  /** The page's port to the vault closes, as when the vault process ends. */
  | { kind: 'end-port' };

export type FromHost =
  /** The answer to `open`. */
  | { kind: 'opened' }
  /** `view`: the view of the page that calls. */
  | { kind: 'call'; number: number; view: View; operation: string; input: unknown };

const bytes = '$bytes';

/**
 * Writes one message as one line. Bytes are written as Base64, because not every V8 can read what another V8 has
 * written of them.
 */
export function pack(message: ToHost | FromHost): string {
  return `${JSON.stringify(packed(message))}\n`;
}

function packed(value: unknown): unknown {
  if (value instanceof Uint8Array) return { [bytes]: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(packed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, packed(part)]));
}

function unpacked(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(bytes in value)) return value;
  return new Uint8Array(Buffer.from(String(value[bytes]), 'base64'));
}

/** Reads what arrives in pieces, and passes on each complete message. */
export function reader<Message>(take: (message: Message) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = rest.subarray(0, end).toString('utf8');
      rest = rest.subarray(end + 1);
      take(JSON.parse(line, unpacked) as Message);
    }
  };
}
