// Loaded into an application's main process before its own code: notes when the steps of its start happen, and writes them
// down when it quits. So the application itself has no code for this. A step that it doesn't take has no time.
const { app, BaseWindow, utilityProcess } = require('electron');
const { writeFileSync } = require('node:fs');

/** @type {Record<string, number>} milliseconds since the epoch */
const times = {};
/** @param {string} name The first time counts. */
const note = (name) => {
  times[name] ??= performance.timeOrigin + performance.now();
};

/**
 * Notes when a method is called for the first time.
 * @param {object} owner
 * @param {string} method
 * @param {string} name
 */
function noteCall(owner, method, name) {
  const usual = Reflect.get(owner, method);
  if (typeof usual !== 'function') return;
  Reflect.set(owner, method, function noted(...given) {
    note(name);
    return usual.apply(this, given);
  });
}

note('main');
noteCall(app, 'whenReady', 'mainRan');
// Every window passes here. It is no public name: without it there is one line less.
noteCall(BaseWindow.prototype, '_init', 'window');
noteCall(utilityProcess, 'fork', 'vault');
app.once('ready', () => {
  note('ready');
  setImmediate(() => note('started'));
});
app.on('session-created', ({ protocol }) => {
  const usual = protocol.registerBufferProtocol;
  protocol.registerBufferProtocol = (scheme, handler) =>
    usual.call(protocol, scheme, (request, respond) => {
      note('asked');
      handler(request, respond);
    });
});
app.on('web-contents-created', () => note('view'));
app.once('quit', () => writeFileSync(process.env.KEYFOLD_BENCH_MARKS ?? '', JSON.stringify(times)));
