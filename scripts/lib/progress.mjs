const movingLine = process.stdout.isTTY === true && !process.env.CI;

/** Without a terminal there is no moving line; a sign of life now and then tells a long step from a hung one. */
const heartbeatSeconds = 20;

/** @param {number} since a `performance.now()` */
export const secondsSince = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Says what is being done while it takes time, and how it ended.
 * @template T
 * @param {string} title in the form "Building SQLite"
 * @param {(say: (outcome: string) => void) => Promise<T>} work may say an outcome to be shown instead of the title
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  let outcome = title;
  const stopTelling = tell(title, start);
  try {
    const result = await work((text) => {
      outcome = text;
    });
    stopTelling();
    console.log(`  ✓ ${outcome} (${secondsSince(start)})`);
    return result;
  } catch (error) {
    stopTelling();
    console.log(`  ✗ ${title} (${secondsSince(start)})`);
    throw error;
  }
}

/**
 * @param {string} title
 * @param {number} start
 * @returns {() => void} stops it
 */
function tell(title, start) {
  if (!movingLine) {
    console.log(`  … ${title}`);
    const timer = setInterval(() => console.log(`    still at it (${secondsSince(start)})`), heartbeatSeconds * 1000);
    return () => clearInterval(timer);
  }
  const wheel = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
  let turn = 0;
  const draw = () => {
    process.stdout.write(`\r\u001b[2K  ${wheel[turn++ % wheel.length]} ${title} (${secondsSince(start)})`);
  };
  draw();
  const timer = setInterval(draw, 120);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\u001b[2K');
  };
}
