type Library = Pick<typeof import('yaml'), 'Composer' | 'CST' | 'Lexer' | 'Parser'>;

let library: Library | null = null;

/**
 * Loads the YAML library. It is a file of its own beside the program's, and no start waits for it. It must be loaded
 * before a YAML text is read.
 */
export async function loadYaml(): Promise<void> {
  library ??= await import('yaml');
}

/** Returns the loaded library. */
export function yaml(): Library {
  if (library === null) throw new Error('the YAML library is not loaded');
  return library;
}
