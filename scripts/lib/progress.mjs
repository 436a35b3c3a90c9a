const movingLine = process.stdout.isTTY === true && !process.env.CI;

/**
 * Without a terminal there is no moving line. A sign of life after so many seconds shows that a long step isn't stuck.
 */
const heartbeatSeconds = 20;
const wheel = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * The steps that are running now, in the order in which they began. Several can run side by side.
 * @type {Set<{ title: string, start: number }>}
 */
const going = new Set();
/** @type {NodeJS.Timeout | undefined} */
let timer;
let turn = 0;

/** @param {number} since a `performance.now()` */
export const secondsSince = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Shows what is being done while it takes time, and how it ended.
 * @template T
 * @param {string} title in the form "Building SQLite"
 * @param {(say: (outcome: string) => void) => Promise<T>} work may say an outcome to be shown instead of the title
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const own = { title, start: performance.now() };
  let outcome = title;
  begin(own);
  try {
    const result = await work((text) => {
      outcome = text;
    });
    end(own, `  ✓ ${outcome} (${secondsSince(own.start)})`);
    return result;
  } catch (error) {
    end(own, `  ✗ ${title} (${secondsSince(own.start)})`);
    throw error;
  }
}

/**
 * Prints a line above the moving one.
 * @param {string} line
 */
export function print(line) {
  if (movingLine) process.stdout.write('\r\u001b[2K');
  console.log(line);
  if (movingLine && going.size > 0) draw();
}

/** @param {{ title: string, start: number }} own */
function begin(own) {
  going.add(own);
  if (!movingLine) print(`  … ${own.title}`);
  timer ??= movingLine
    ? setInterval(draw, 120)
    : setInterval(() => print(`    still at it: ${inWords()}`), heartbeatSeconds * 1000);
}

/**
 * @param {{ title: string, start: number }} own
 * @param {string} line
 */
function end(own, line) {
  going.delete(own);
  if (going.size === 0) {
    clearInterval(timer);
    timer = undefined;
  }
  print(line);
}

const inWords = () => [...going].map(({ title, start }) => `${title} (${secondsSince(start)})`).join('; ');

function draw() {
  turn += 1;
  // A line that wraps could not be erased.
  const line = `  ${wheel[turn % wheel.length]} ${inWords()}`.slice(0, (process.stdout.columns ?? 80) - 1);
  process.stdout.write(`\r\u001b[2K${line}`);
}
