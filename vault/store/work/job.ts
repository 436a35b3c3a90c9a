import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { type AppError, KeyfoldError } from '../../../common/errors';

/** What goes between this thread and the worker (`vault/worker.ts`). */

/** A piece of work: its name and what it needs, in a form that can be posted. */
export interface Job {
  readonly name: string;
  readonly given: unknown;
}

/** What the worker posts: how far it is, and at last how it ended. */
export type FromWorker =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done' }
  | { kind: 'failed'; error: TellableError };

/** An error in a form that can be posted. Only its own code is told of it, where a message may hold data. */
type TellableError =
  | { is: 'known'; error: AppError }
  | { is: 'sqlite'; code: string; message: string }
  | { is: 'system'; code: string; syscall: string | undefined; path: string | undefined }
  | { is: 'other'; name: string; frames: string };

export function toTell(error: unknown): TellableError {
  if (error instanceof KeyfoldError) return { is: 'known', error: error.error };
  if (error instanceof BetterSqlite.SqliteError) return { is: 'sqlite', code: error.code, message: error.message };
  if (!(error instanceof Error)) return { is: 'other', name: typeof error, frames: '' };
  if ('code' in error && typeof error.code === 'string') {
    const { syscall, path } = error as NodeJS.ErrnoException;
    return { is: 'system', code: error.code, syscall, path };
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { is: 'other', name: error.name, frames: frames.join('\n') };
}

/** Returns the error as this thread would have thrown it. */
export function asThrown(told: TellableError): Error {
  switch (told.is) {
    case 'known':
      return new KeyfoldError(told.error);
    case 'sqlite':
      return new BetterSqlite.SqliteError(told.message, told.code);
    case 'system': {
      const { code, syscall, path } = told;
      return Object.assign(new Error(code), { code, ...(syscall ? { syscall } : {}), ...(path ? { path } : {}) });
    }
    case 'other': {
      const error = new Error(told.name);
      error.stack = `${told.name}\n${told.frames}`;
      return error;
    }
  }
}
