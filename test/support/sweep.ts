import type { Keyfold } from './app';
import { copiesOfEach } from './memory';
import { processTree, viewProcess } from './processes';

/** Looks for secrets in the application's processes. */

/** The main process. */
export function mainProcess(keyfold: Keyfold): number {
  const { pid } = keyfold.app.process();
  if (pid === undefined) throw new Error('Keyfold is not running.');
  return pid;
}

export type Found = { where: string; what: string; copies: number };

function found(pid: number, where: string, texts: Readonly<Record<string, string>>): Found[] {
  return Object.entries(copiesOfEach(pid, texts))
    .map(([what, copies]) => ({ where, what, copies }))
    .filter(({ copies }) => copies > 0);
}

/** Returns the copies of each text in the two processes that must never know any. */
export async function copiesWhereNoneMayBe(
  keyfold: Keyfold,
  texts: Readonly<Record<string, string>>,
): Promise<Found[]> {
  const mainView = await viewProcess(keyfold.app, 'main-view');
  return [...found(mainProcess(keyfold), 'main process', texts), ...found(mainView, 'main view', texts)];
}

/** Returns the copies of each text in every process of the application. */
export function copiesAnywhere(keyfold: Keyfold, texts: Readonly<Record<string, string>>): Found[] {
  const processes = processTree(mainProcess(keyfold));
  // There are at least main, zygotes, GPU and network service. With fewer, the search has missed the application.
  if (processes.length < 5) throw new Error(`Only ${processes.length} processes of Keyfold were found.`);
  return processes.flatMap(({ pid, kind }) => found(pid, kind, texts));
}
