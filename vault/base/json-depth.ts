const mark = {
  quotation: 0x22,
  escape: 0x5c,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  openBracket: 0x5b,
  closeBracket: 0x5d,
};

/**
 * Returns whether the brackets of a JSON text nest deeper than `most`. Brackets inside strings don't count. It is asked
 * before parsing, because a parser needs stack for each level. Takes the text as a string or as UTF-8, in one pass.
 * Text that isn't JSON is counted in the same way.
 */
export function nestsDeeper(json: string | Uint8Array, most: number): boolean {
  const codeAt = typeof json === 'string' ? (at: number) => json.charCodeAt(at) : (at: number) => json[at];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = codeAt(at);
    if (quoted) {
      if (code === mark.escape) at += 1;
      else if (code === mark.quotation) quoted = false;
    } else if (code === mark.quotation) quoted = true;
    else if (code === mark.openBrace || code === mark.openBracket) {
      depth += 1;
      if (depth > most) return true;
    } else if (code === mark.closeBrace || code === mark.closeBracket) depth -= 1;
  }
  return false;
}
