import { createCipheriv, createDecipheriv } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Events } from '../../../common/contract';
import type { ControlRequests, FromMain } from '../../../common/control';
import type { AppError, Reply } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { Rescue } from '../../../common/replaced';
import type { View } from '../../../common/views';
import { type ProcessNeeds, startVault } from '../../../vault/process';
import { fewKeys, importFileOf } from './import-file';

/** The whole vault process behind its ports, in a process that a test may kill at any moment. */

/** The least cost that a slots file may name: thousands of openings are to be looked at. */
export const quickCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };
/** So that two runs of the same act write the same. In milliseconds since the epoch. */
export const startOfTime = Date.UTC(2026, 0, 1);

/** A keychain that every child has in common; like the one on Linux it doesn't authenticate. */
const keychainKey = Buffer.alloc(32, 7);
const keychainIv = Buffer.alloc(16, 32);
const keychain = {
  seal({ share }: ControlRequests['seal']['ask']): ControlRequests['seal']['answer'] {
    const cipher = createCipheriv('aes-256-ctr', keychainKey, keychainIv);
    return {
      state: 'good',
      sealed: Buffer.concat([cipher.update(share), cipher.final()]),
      backend: 'fake_keyring',
    };
  },
  unseal({ sealed }: ControlRequests['unseal']['ask']): ControlRequests['unseal']['answer'] {
    const decipher = createDecipheriv('aes-256-ctr', keychainKey, keychainIv);
    return { state: 'good', share: Buffer.concat([decipher.update(sealed), decipher.final()]) };
  },
};

/** What the common keychain makes of a sealed text. */
export const sharedUnseal = (sealed: Uint8Array): Buffer => {
  const answer = keychain.unseal({ sealed, backend: 'fake_keyring' });
  return answer.state === 'good' ? Buffer.from(answer.share) : Buffer.alloc(0);
};

/** What main answers. */
type Answer = Extract<FromMain, { kind: 'answer' }>['answer'];
type Answers = { [N in keyof ControlRequests]?: (ask: never) => Answer };

/** Where main keeps the mark of the vault in this folder: outside of it, as the settings are. */
export const markOf = (folder: string) => `${folder}.mark`;

/** The administrator's password where the management lock is on. */
export const administrator = () => ({
  method: 'administrator' as const,
  password: passwordBytes('fake administrator'),
});

/** A file of a tool: in the vault's folder, so that the calls that touch it are seen. */
export const toolFile = (folder: string) => join(folder, 'config.json');

const answersFor = (folder: string): Answers => ({
  ...keychain,
  copy: () => ({ seconds: 30 }),
  // In the vault's folder too, and as a person does who is told that the name is taken.
  savePath({ fileName }: ControlRequests['savePath']['ask']) {
    let path = join(folder, fileName);
    for (let number = 2; fs.existsSync(path); number += 1) path = join(folder, `${number}-${fileName}`);
    return { path, part: `${path}.part` };
  },
  openPath() {
    if (fs.existsSync(toolFile(folder))) return { path: toolFile(folder) };
    const path = importFileOf(folder);
    if (!fs.existsSync(path)) fs.writeFileSync(path, fewKeys());
    return { path };
  },
  changePath() {
    const path = toolFile(folder);
    return { path, part: `${path}.part`, chosen: path };
  },
  keepMark: ({ mark }: ControlRequests['keepMark']['ask']) => {
    fs.writeFileSync(markOf(folder), mark);
    return { kept: true };
  },
  readMark: () => ({ mark: fs.existsSync(markOf(folder)) ? fs.readFileSync(markOf(folder)) : null }),
});

/** Main could not do it: the mark's place may be one that this user may not write to. */
function answered(answer: () => Answer): Answer {
  try {
    return answer();
  } catch {
    return null;
  }
}

export class RefusedCall extends Error {
  readonly error: AppError;

  constructor(operation: string, error: AppError) {
    super(`${operation}: ${error.code}`);
    this.error = error;
  }
}

export interface ChildVault {
  call(view: View, operation: string, input?: unknown): Promise<Reply<unknown>>;
  /** The value of a call; a {@link RefusedCall} where it is refused. */
  must<T>(view: View, operation: string, input?: unknown): Promise<T>;
  /** The next event of that name that the main view gets. */
  told<N extends keyof Events>(name: N): Promise<Events[N]['payload']>;
  /** How often main was asked to keep the mark. */
  marks(): number;
  /** What main is given once the vault's files are found replaced. */
  replaced(): Promise<Rescue>;
  /** Main gives it what an earlier process had open. */
  take(rescue: Rescue): void;
  end(): void;
}

export function startChildVault(folder: string, options: Partial<ProcessNeeds> = {}): ChildVault {
  let ended = false;
  let marks = 0;
  const answers = answersFor(folder);
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  let foundReplaced: (rescue: Rescue) => void = () => undefined;
  const replaced = new Promise<Rescue>((resolve) => {
    foundReplaced = resolve;
  });
  const vault = startVault({
    folder,
    cost: quickCost,
    now: () => startOfTime,
    actor: 'ada',
    post(message) {
      if (message.kind === 'replaced') foundReplaced(message.rescue);
      if (message.kind !== 'ask') return;
      if (message.name === 'keepMark') marks += 1;
      const answer = answered(() => answers[message.name]?.(message.ask as never) ?? null);
      queueMicrotask(() => ended || vault.answer({ kind: 'answer', number: message.number, answer }));
    },
    ...options,
  });
  const ports = new Map<View, (operation: string, input: unknown) => Promise<Reply<unknown>>>();
  const connected = (view: View) => {
    const known = ports.get(view);
    if (known) return known;
    let lastNumber = 0;
    let receive: (message: unknown) => void = () => undefined;
    const waiting = new Map<number, (reply: Reply<unknown>) => void>();
    vault.connect(view, {
      post: (message) => {
        if (message.kind === 'reply') waiting.get(message.number)?.(message.reply as Reply<unknown>);
        else if (view === 'main-view') {
          for (const listener of listeners.get(message.name) ?? []) listener(message.payload);
          listeners.delete(message.name);
        }
      },
      onMessage: (listener) => {
        receive = listener;
      },
      onClose: () => undefined,
    });
    const call = (operation: string, input: unknown) =>
      new Promise<Reply<unknown>>((resolve) => {
        lastNumber += 1;
        waiting.set(lastNumber, resolve);
        receive(structuredClone({ number: lastNumber, operation, input }));
      });
    ports.set(view, call);
    return call;
  };
  const call: ChildVault['call'] = (view, operation, input = {}) => connected(view)(operation, input);
  return {
    call,
    async must<T>(view: View, operation: string, input?: unknown) {
      const reply = await call(view, operation, input);
      if (!reply.ok) throw new RefusedCall(operation, reply.error);
      return reply.value as T;
    },
    told: <N extends keyof Events>(name: N) =>
      new Promise<Events[N]['payload']>((resolve) => {
        connected('main-view');
        const add = (payload: unknown) => resolve(payload as Events[N]['payload']);
        listeners.set(name, [...(listeners.get(name) ?? []), add]);
      }),
    marks: () => marks,
    replaced: () => replaced,
    take: (rescue) => vault.take(structuredClone(rescue)),
    end() {
      ended = true;
      vault.end();
    },
  };
}

/** The passwords that a vault may open with, by name; none of them is anybody's. */
export const passwords = { first: 'fake horse battery staple', second: 'another fake horse battery' } as const;
export type PasswordName = keyof typeof passwords;

export const password = (name: PasswordName = 'first') => ({ password: passwordBytes(passwords[name]) });
export const proof = () => ({ method: 'password' as const, ...password() });
