/** The command's protocol as a test writes it, apart from the vault's own, so that one proves the other. */

/** Kinds of frames from the vault. */
export const says = { note: 1, out: 2, fail: 3, look: 4, run: 5, exit: 6 } as const;

/** Returns one frame. */
export function frame(kind: number, content: Uint8Array | string = ''): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length + 1);
  head[4] = kind;
  return Buffer.concat([head, bytes]);
}

export const look = (index: number) => frame(says.look, Uint8Array.of(index >> 8, index & 255));
export const exit = (code: number) => frame(says.exit, Uint8Array.of(code));
export const run = (...variables: string[]) => frame(says.run, variables.map((each) => `${each}\0`).join(''));

/** What the command asks. Texts are bytes: they need not be UTF-8. */
export interface Ask {
  version: number;
  terminals: number;
  cut: number;
  locale: string;
  folder: string;
  args: Buffer[];
}

/** Reads the content of an `ask`. */
export function readAsk(content: Buffer): Ask {
  const [version = -1, terminals = -1, cut = -1] = content;
  const texts: Buffer[] = [];
  for (let at = 3; at < content.length; ) {
    const end = content.indexOf(0, at);
    if (end < 0) throw new Error('A text has no end.');
    texts.push(content.subarray(at, end));
    at = end + 1;
  }
  const [locale, folder, ...args] = texts;
  if (!locale || !folder) throw new Error('The locale or the folder is missing.');
  return { version, terminals, cut, locale: locale.toString(), folder: folder.toString(), args };
}
