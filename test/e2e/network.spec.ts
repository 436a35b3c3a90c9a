import { spawn } from 'node:child_process';
import { typeKey } from '../support/acts';
import { electron, root } from '../support/app';
import { attack, openOutside } from '../support/attack';
import { masterPassword } from '../support/fake-keys';
import { without } from '../support/systems';
import { expect, test } from '../support/test';
import { Trace } from '../support/trace';
import { until } from '../support/until';

test.skip(...without('strace'));

test('no process opens a way out of the machine, not even for a page that tries them all', async ({ start }) => {
  test.setTimeout(180_000);
  const trace = new Trace();
  const outside = await openOutside();
  try {
    const keyfold = await start({ program: trace.around(electron) });
    const main = await keyfold.createVault();
    const { key, reveal } = await typeKey(keyfold, 'pingan');
    await reveal.copyButton('Secret Access Key').click();
    await reveal.close();
    await main.select(key.name);
    await main.action('View Secret').click();
    await (await keyfold.verify()).submit(masterPassword);
    await keyfold.reveal();
    expect(trace.calls().length).toBeGreaterThan(100);
    expect(trace.leaks({ driven: true })).toEqual([]);

    // Both are tried at once. After that, Playwright would wait in vain for a page that was refused, so the test ends
    // them by locking.
    await attack((await keyfold.reveal()).page, outside.port);
    await attack(main.page, outside.port);
    await keyfold.lock();
    await keyfold.unlock();
    // What the page tried is on its console.
    keyfold.watch.take();
    expect(outside.visits).toEqual([]);
    expect(trace.leaks({ driven: true, rtc: true })).toEqual([]);

    // Something that does go out is seen, so the server and the trace work.
    await keyfold.app.evaluate(
      (_electron, port) =>
        new Promise<void>((resolve) => {
          process
            .getBuiltinModule('node:net')
            .connect(port, '127.0.0.1')
            .once('close', () => resolve());
        }),
      outside.port,
    );
    expect(outside.visits).toEqual(['a connection']);
    await until('the trace has it', () =>
      trace.leaks({ driven: true, rtc: true }).some((line) => line.includes(`htons(${outside.port})`)),
    );
    await keyfold.quit();
  } finally {
    await outside.close();
    trace.remove();
  }
});

test('nor does any in the whole guided tour', async () => {
  test.skip(...without('longRun'));
  test.setTimeout(600_000);
  const trace = new Trace();
  try {
    const env = { ...process.env, KEYFOLD_TOUR_PROGRAM: trace.around(electron) };
    const tour = spawn(process.execPath, ['test/tour/tour.mjs'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    tour.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => tour.once('close', resolve));
    expect(code, said).toBe(0);
    expect(trace.calls().length).toBeGreaterThan(1000);
    expect(trace.leaks({ driven: true })).toEqual([]);
  } finally {
    trace.remove();
  }
});
