/**
 * Reads JSON that may come from somebody else. JavaScript's parser takes the last of two members with one name, another
 * program takes the first: so one file would say two things. Such a file is refused here.
 */
export type StrictJson =
  | { ok: true; value: unknown }
  | { ok: false; problem: 'no-json' | 'too-deep' }
  /** An object has two members with this name. */
  | { ok: false; problem: 'doubled'; member: string };

/** Reads a text. `deepest`: so many levels of brackets are allowed. Each level needs some of the parser's stack. */
export function readJson(text: string, deepest: number): StrictJson {
  const found = scan(text, deepest);
  if (found === 'too-deep') return { ok: false, problem: found };
  try {
    const value: unknown = JSON.parse(text);
    return found === null ? { ok: true, value } : { ok: false, problem: 'doubled', member: found.member };
  } catch {
    // The parser's own message may have a piece of the text.
    return { ok: false, problem: 'no-json' };
  }
}

const code = { quotation: 0x22, escape: 0x5c, colon: 0x3a, open: 0x7b, close: 0x7d, openList: 0x5b, closeList: 0x5d };

/**
 * Goes through a text once, before it is parsed. Returns the first doubled name, if the text is JSON. In JSON, a string
 * before a colon is a name.
 */
function scan(text: string, deepest: number): 'too-deep' | { member: string } | null {
  /** The names in each object around this place; `null` for a list. */
  const around: (Set<string> | null)[] = [];
  let doubled: { member: string } | null = null;
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case code.quotation: {
        const end = endOfString(text, at);
        last = text.slice(at, end + 1);
        at = end;
        break;
      }
      case code.colon: {
        const names = around.at(-1);
        const name = nameOf(last);
        if (names?.has(name)) doubled ??= { member: name };
        names?.add(name);
        break;
      }
      case code.open:
      case code.openList:
        if (around.length === deepest) return 'too-deep';
        around.push(text.charCodeAt(at) === code.open ? new Set() : null);
        break;
      case code.close:
      case code.closeList:
        around.pop();
        break;
      default:
    }
  }
  return doubled;
}

/** Returns where the string that begins here ends. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const here = text.charCodeAt(at);
    if (here === code.escape) at += 1;
    else if (here === code.quotation) return at;
  }
  return text.length;
}

/** Returns what a name in quotation marks says. The same name can be written in several ways. */
function nameOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
