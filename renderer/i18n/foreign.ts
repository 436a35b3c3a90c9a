/**
 * Returns a text that another program chose, so that nothing in it is hidden: control and direction characters, line
 * ends and characters that no font has are shown by their numbers, as ⟨202E⟩. The text is to stand in its own <bdi>.
 */
export function foreign(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨${number}⟩`;
  });
}
