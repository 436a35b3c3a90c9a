import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import type { FromMain, FromVault } from '../common/control';
import { failureOf } from '../common/failures';
import { languageFor } from '../common/languages';
import { costForNewPassword, leastCost } from './base/crypto/kdf';
import { keepFailures, reportFailure } from './base/report-failure';
import { startVault, type ViewPort } from './process';
import { loadSqlite } from './store/database/open';
import { workByWorker } from './store/work/work';
import { stretchByWorker } from './transfer/stretch';

/**
 * The entry of the vault process. Main forks it with the vault's folder, the files of the stretcher and the worker, the cost that
 * tests give new passwords, and where the vault comes from.
 * This is the only file that uses Electron's messaging.
 */

// Node's own report of an error may contain data, so none is printed. Main notices the end of this process and starts a
// locked one.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    reportFailure(event, error);
    process.exit(1);
  });
}

// When main ends, the channel to it closes, and that ends this process. But a third process may hold the channel open.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 500).unref();

const [, , folder, stretcher, worker, steady, origin, program, userData, language, version] = process.argv;
if (folder === undefined || stretcher === undefined || worker === undefined)
  throw new Error('The vault process needs its folder and workers.');
stretchByWorker(stretcher);
workByWorker(worker);

const post = (message: FromVault): void => process.parentPort.postMessage(message);
const code = import.meta.dirname;
const own = { folder: code, has: (file: string) => existsSync(join(code, file)) };
keepFailures((where, error) => post({ kind: 'failed', failure: failureOf(where, error, own) }));
const cost = steady === 'usual' ? costForNewPassword() : steady === 'least' ? leastCost : null;
const origins = origin?.split(',') ?? [];
const of = { foreign: origins.includes('foreign'), shared: origins.includes('shared') };
const command = {
  program: program ?? '',
  userData: userData ?? '',
  language: languageFor(language ?? 'en'),
  version: version ?? '',
};
const vault = startVault({ folder, ...of, post, command, ...(cost ? { cost } : {}) });

function viewPort(port: MessagePortMain): ViewPort {
  return {
    post: (message) => port.postMessage(message),
    onClose: (listener) => {
      port.on('close', listener);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
  };
}

process.parentPort.on('message', ({ data, ports }) => {
  const message = data as FromMain;
  switch (message.kind) {
    case 'connect':
      for (const port of ports) vault.connect(message.view, viewPort(port));
      break;
    case 'answer':
      vault.answer(message);
      break;
    case 'closed':
      vault.noteClosed({ at: message.at, what: message.what });
      break;
    case 'rescue':
      vault.take(message.rescue);
      break;
    case 'language':
      vault.speak(message.language);
      break;
    case 'end':
      vault.end();
      process.exit(0);
  }
});

post({ kind: 'ready', sqlite: loadSqlite() });
