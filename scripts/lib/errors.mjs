/** A failure that a person can correct. Its message is shown without a stack, followed by what to do. */
export class MendableError extends Error {
  /**
   * @param {string} message
   * @param {{ mend?: string, details?: string, cause?: unknown }} [more]
   */
  constructor(message, { mend, details, cause } = {}) {
    super(message, { cause });
    this.name = 'MendableError';
    this.mend = mend;
    this.details = details;
  }
}

/**
 * Runs a script's main function and turns its result or its error into an exit code.
 * @param {() => Promise<number | void>} main
 */
export async function exitWith(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    const known = error instanceof MendableError ? error : ofTheFileSystem(error);
    if (!known) {
      console.error(error);
      return;
    }
    console.error(`\n${known.message}`);
    if (known.details) console.error(indent(known.details));
    if (known.mend) console.error(`\nTo mend it: ${known.mend}`);
  }
}

/** @param {unknown} error */
function ofTheFileSystem(error) {
  const { code = '', path, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (!path || !['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(code)) return undefined;
  const mend = `free disk space, or see to it that this user may write there: ${path}`;
  return new MendableError(message, { mend, cause: error });
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, '    ');
