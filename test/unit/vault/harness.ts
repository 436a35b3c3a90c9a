import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Attention } from '../../../common/attention';
import type { AuditFilter, AuditPage } from '../../../common/audit/actions';
import type { RevealedKey } from '../../../common/contract/reveal';
import type { ClosedHow, ControlRequests, FromVault, ToView } from '../../../common/control';
import type { AppError, KeychainState, Reply } from '../../../common/errors';
import type { Intent, PlanTold } from '../../../common/intents';
import type { KeyDetail, KeyPage, KeyQuery, NewKeyDetails } from '../../../common/keys/access-key';
import { passwordBytes, secretBytes } from '../../../common/keys/text-bytes';
import type { Proof } from '../../../common/protection';
import type { Rescue } from '../../../common/replaced';
import type { View } from '../../../common/views';
import { type HandoverKey, newHandoverKey } from '../../../main/platform/handover';
import type { Clock } from '../../../vault/base/clock';
import type { CommandGiven } from '../../../vault/command/open';
import type { AsksWho } from '../../../vault/command/peers';
import { startVault } from '../../../vault/process';
import type { KdfCosts } from '../../../vault/store/slots/calibration';
import { fakePair, masterPassword } from '../../support/fake-keys';

/** A message as the other process gets it. Its bytes may not drag along the memory they stood in. */
function posted<T>(message: T): T {
  const copy = structuredClone(message);
  checkBytes(copy);
  return copy;
}

function checkBytes(value: unknown): void {
  if (value instanceof Uint8Array) {
    if (value.buffer.byteLength !== value.byteLength) throw new Error('posted more than the bytes');
  } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) checkBytes(part);
}

/** The whole vault process behind its ports, with a pretended main, in a folder of its own. */

/** The floor, so that tests are quick; the real parameters have their own test. */
export const quickCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };

const folders: string[] = [];
const running: TestVault[] = [];

afterEach(() => {
  for (const vault of running.splice(0)) vault.end();
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder path below a temporary one; the folder itself is not there yet. */
export function newFolder(): string {
  const parent = fs.mkdtempSync(join(tmpdir(), 'keyfold-vault-'));
  folders.push(parent);
  return join(parent, 'vault');
}

/** A keychain that a test can break. */
export interface FakeKeychain {
  state: KeychainState;
  backend: string;
  /** Replaces its key, as a reset keyring does. */
  reset(): void;
  seal(ask: ControlRequests['seal']['ask']): ControlRequests['seal']['answer'];
  unseal(ask: ControlRequests['unseal']['ask']): ControlRequests['unseal']['answer'];
}

export function fakeKeychain(state: KeychainState = 'good'): FakeKeychain {
  let key = randomBytes(32);
  const iv = Buffer.alloc(16, 32);
  return {
    state,
    backend: 'fake_keyring',
    reset() {
      key = randomBytes(32);
    },
    seal({ share }) {
      if (this.state !== 'good') return { state: this.state === 'unavailable' ? 'unavailable' : 'missing' };
      const cipher = createCipheriv('aes-256-ctr', key, iv);
      return { state: 'good', sealed: Buffer.concat([cipher.update(share), cipher.final()]), backend: this.backend };
    },
    unseal({ sealed, backend }) {
      if (this.state !== 'good') return { state: this.state };
      if (backend !== this.backend) return { state: 'other-backend' };
      // Without authentication, as on Linux: another key gives other bytes and no error.
      const decipher = createDecipheriv('aes-256-ctr', key, iv);
      return { state: 'good', share: Buffer.concat([decipher.update(sealed), decipher.final()]) };
    },
  };
}

/** A clock that moves when told to. */
export function fakeClock(): Clock & { advance(milliseconds: number): void; timers: number } {
  let now = 1000;
  const timers = new Set<{ at: number; act: () => void }>();
  return {
    now: () => now,
    after(milliseconds, act) {
      const timer = { at: now + milliseconds, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.act();
      }
    },
    get timers() {
      return timers.size;
    },
  };
}

export interface TestView {
  call(operation: string, input?: unknown): Promise<Reply<unknown>>;
  /** The value of a call that must succeed. */
  must<T>(operation: string, input?: unknown): Promise<T>;
  /** The error of a call that must fail. */
  mustFail(operation: string, input?: unknown): Promise<AppError>;
  events: { name: string; payload: unknown }[];
  /** Puts any message on the port. */
  send(message: unknown): void;
  received: ToView[];
  close(): void;
}

export interface TestVault {
  folder: string;
  keychain: FakeKeychain;
  /** Everything posted to main, but what comes by itself after a time: that is in `attention`. */
  posted: FromVault[];
  attention: Attention[];
  copied: string[];
  /** What the save dialog answers. */
  savePath: { path: string | null };
  /** What the dialog for a file to be read answers. */
  openPath: { path: string | null };
  marks: { kept: Uint8Array | null };
  /** The second folder for backups that main keeps. */
  second: { folder: string | null };
  /** The vault that a person chose to use last. */
  used: ControlRequests['useVault']['ask'] | null;
  /** Main fails whatever it is asked. */
  mainFails: boolean;
  /** Main answers only once this has settled; at once where it is `null`. */
  mainWaitsFor: Promise<void> | null;
  now: number;
  view(view: View): TestView;
  /** Tells the process how the vault was closed before. */
  noteClosed(what: ClosedHow, at: number): void;
  /** Gives the process what an earlier one had open when the files were replaced. */
  give(rescue: Rescue): void;
  end(): void;
}

export interface TestOptions {
  /** What main keeps of the generation; a fresh one where left out. */
  marks?: { kept: Uint8Array | null };
  /** The second folder for backups that main keeps; none where left out. */
  second?: { folder: string | null };
  folder?: string;
  keychain?: FakeKeychain;
  clock?: Clock;
  /** For looks at the system's clock; a real one where left out. */
  time?: Clock;
  now?: number;
  /** What master passwords cost; the floor where left out. */
  costs?: KdfCosts;
  foreign?: boolean;
  shared?: boolean;
  /** The command by which programs ask; none where left out. */
  command?: CommandGiven;
  environment?: Readonly<Record<string, string>>;
  asksWho?: AsksWho;
}

export function startTestVault({
  folder = newFolder(),
  keychain = fakeKeychain(),
  clock,
  time,
  now,
  marks = { kept: null },
  second = { folder: null },
  costs,
  foreign = false,
  shared = false,
  ...more
}: TestOptions = {}): TestVault {
  let handover: HandoverKey | null = null;
  const answers = {
    seal: (ask: ControlRequests['seal']['ask']) => keychain.seal(ask),
    unseal: (ask: ControlRequests['unseal']['ask']) => keychain.unseal(ask),
    copyKey: () => {
      handover = newHandoverKey();
      return { publicKey: handover.publicKey };
    },
    copy: ({ sealed }: ControlRequests['copy']['ask']) => {
      const text = handover?.open(sealed);
      if (!text) return null;
      test.copied.push(Buffer.from(text).toString('utf8'));
      return { seconds: 30 };
    },
    savePath: () => {
      const { path } = test.savePath;
      return path === null ? { path } : { path, part: `${path}.part` };
    },
    openPath: () => test.openPath,
    changePath: () => {
      const { path } = test.openPath;
      return path === null ? { path } : { path: fs.realpathSync(path), part: `${path}.part`, chosen: path };
    },
    keepMark: ({ mark }: ControlRequests['keepMark']['ask']) => {
      marks.kept = mark;
      return { kept: true as const };
    },
    folderPath: () => test.openPath,
    backupPlace: () => ({ folder: test.second.folder }),
    keepBackupPlace: ({ folder: chosen }: ControlRequests['keepBackupPlace']['ask']) => {
      test.second.folder = chosen;
      return { kept: true as const };
    },
    newPlace: () => ({ folder: join(folder, '..', 'vaults', '1') }),
    useVault: (choice: ControlRequests['useVault']['ask']) => {
      test.used = choice;
      return { used: true as const };
    },
    readMark: () => ({ mark: marks.kept }),
  };
  let ended = false;
  const vault = startVault({
    folder,
    foreign,
    shared,
    cost: quickCost,
    now: () => test.now,
    actor: 'ada',
    ...more,
    ...(clock ? { clock } : {}),
    ...(time ? { time } : {}),
    ...(costs ? { costs } : {}),
    post(original) {
      const message = posted(original);
      if (message.kind === 'attention') test.attention.push(message.attention);
      else test.posted.push(message);
      if (message.kind !== 'ask') return;
      const answer = test.mainFails ? null : answers[message.name](message.ask as never);
      // An ended process hears no more.
      const tell = () =>
        ended || vault.answer({ kind: 'answer', number: message.number, answer: structuredClone(answer) });
      if (test.mainWaitsFor !== null) void test.mainWaitsFor.then(tell);
      else queueMicrotask(tell);
    },
  });
  const test: TestVault = {
    folder,
    keychain,
    posted: [],
    attention: [],
    copied: [],
    savePath: { path: null },
    openPath: { path: null },
    marks,
    second,
    used: null,
    mainFails: false,
    mainWaitsFor: null,
    now: now ?? Date.UTC(2026, 0, 1),
    view: (view) => {
      let lastNumber = 0;
      let onMessage: (message: unknown) => void = () => undefined;
      let onClose: () => void = () => undefined;
      const waiting = new Map<number, (reply: Reply<unknown>) => void>();
      const events: TestView['events'] = [];
      const received: ToView[] = [];
      vault.connect(view, {
        post(original) {
          const message = posted(original);
          received.push(message);
          if (message.kind === 'event') events.push({ name: message.name, payload: message.payload });
          else waiting.get(message.number)?.(message.reply as Reply<unknown>);
        },
        onMessage: (listener) => {
          onMessage = listener;
        },
        onClose: (listener) => {
          onClose = listener;
        },
      });
      const send = (operation: string, input: unknown) =>
        new Promise<Reply<unknown>>((resolve) => {
          lastNumber += 1;
          waiting.set(lastNumber, resolve);
          onMessage(structuredClone({ number: lastNumber, operation, input }));
        });
      /** A verify sheet asks for the plan first, and verifies the one that it shows. */
      const shown = async (input: object): Promise<Reply<unknown>> => {
        const intent = 'intent' in input ? input.intent : null;
        const plan = await send('protection.plan', { intent });
        const digest = plan.ok ? (plan.value as PlanTold).digest : '0'.repeat(64);
        return send('protection.verify', { ...input, digest });
      };
      const call = (operation: string, input: unknown = {}) => {
        const isShown = operation === 'protection.verify' && typeof input === 'object' && input !== null;
        return isShown && !('digest' in input) ? shown(input) : send(operation, input);
      };
      return {
        call,
        events,
        received,
        send: (message) => onMessage(structuredClone(message)),
        close: () => onClose(),
        async must<T>(operation: string, input?: unknown) {
          const reply = await call(operation, input);
          if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(reply.error)}`);
          return reply.value as T;
        },
        async mustFail(operation, input) {
          const reply = await call(operation, input);
          if (reply.ok) throw new Error(`${operation} did not fail`);
          return reply.error;
        },
      };
    },
    noteClosed: (what, at) => vault.noteClosed({ what, at }),
    give: (rescue) => vault.take(structuredClone(rescue)),
    end: () => {
      ended = true;
      vault.end();
    },
  };
  running.push(test);
  return test;
}

export const password = (text = masterPassword) => ({ password: passwordBytes(text) });

/** Acts on one key that the verify sheet is for. */
export type KeyAct = 'reveal' | 'delete' | 'enable' | 'disable' | 'clear';

/** What a person chose to do with one key. */
export const intentOn = (act: KeyAct, id: string): Intent => (act === 'reveal' ? { act, id } : { act, ids: [id] });

/** What the verify sheet sends: an act on a key, verified by the master password. */
export const byPassword = (id: string, text = masterPassword, act: KeyAct = 'reveal') => ({
  intent: intentOn(act, id),
  proof: { method: 'password', password: passwordBytes(text) } satisfies Proof,
});

/** Deletes a key as the main view does, with the ticket of a verify sheet. */
export async function remove(test: TestVault, id: string): Promise<void> {
  const verify = test.view('verify');
  const { ticket } = await verify.must<{ ticket: string }>(
    'protection.verify',
    byPassword(id, masterPassword, 'delete'),
  );
  await test.view('main-view').must('keys.delete', { ids: [id], ticket });
}

/** A new vault, unlocked, its device slot settled. */
export async function createdVault(options: TestOptions = {}): Promise<TestVault> {
  const test = startTestVault(options);
  await test.view('create').must('session.create', password());
  await test.view('main-view').must('protection.keychain');
  return test;
}

/** The same folder in a fresh process, unlocked. */
export async function reopened(former: TestVault, options: TestOptions = {}): Promise<TestVault> {
  former.end();
  const { folder, keychain, now, marks } = former;
  const test = startTestVault({ folder, keychain, now, marks, ...options });
  await test.view('unlock').must('session.unlock', password());
  return test;
}

/** A new key of this provider with its secrets, as the add sheet sends it. */
export function newKey(changes: Partial<NewKeyDetails> & { secret?: string; token?: string } = {}) {
  const { secret, token, ...details } = changes;
  const provider = changes.provider ?? 'alibaba';
  const pair = fakePair(provider);
  const key: NewKeyDetails = {
    provider,
    name: 'Deploy',
    description: '',
    accountId: '',
    identityKind: { alibaba: 'ram-user', 'private-alibaba': 'ram-user', huawei: 'iam-user', pingan: 'subaccount' }[
      provider
    ],
    identityName: '',
    endpoint: provider === 'private-alibaba' ? 'https://ebs.example' : '',
    keyType: provider === 'private-alibaba' ? 'AliyunEBS' : '',
    credential: 'long-term',
    accessKeyId: pair.accessKeyId,
    expiresAt: null,
    ...details,
  };
  return {
    key,
    secrets: { secret: secretBytes(secret ?? pair.secret), token: secretBytes(token ?? '') },
    password: null as Uint8Array | null,
  };
}

/** Adds a key and answers its id and ticket. */
export function add(
  test: TestVault,
  changes: Parameters<typeof newKey>[0] = {},
): Promise<{ id: string; ticket: string }> {
  return test.view('add').must('keys.add', newKey(changes));
}

export const list = (test: TestVault, changes: Partial<KeyQuery> = {}): Promise<KeyPage> =>
  test.view('main-view').must('keys.list', {
    offset: 0,
    limit: 50,
    sort: { column: 'name', direction: 'ascending' },
    provider: null,
    text: '',
    ...changes,
  });

/** The log, newest first. */
export const auditOf = (test: TestVault, filter: Partial<AuditFilter> = {}, limit = 100): Promise<AuditPage> =>
  test.view('main-view').must('audit.list', {
    offset: 0,
    limit,
    filter: { action: null, outcome: null, keyId: null, text: '', from: null, to: null, ...filter },
  });

export const get = (test: TestVault, id: string): Promise<KeyDetail> => test.view('main-view').must('keys.get', { id });

/** A reveal sheet that spent the ticket, with what it shows. */
export async function revealed(test: TestVault, ticket: string): Promise<{ sheet: TestView; shown: RevealedKey }> {
  const sheet = test.view('reveal');
  return { sheet, shown: await sheet.must<RevealedKey>('reveal.open', { ticket }) };
}

/** Every file of a folder and those below it, by its path in there, as bytes. */
export function filesIn(folder: string): Map<string, Buffer> {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !fs.lstatSync(join(folder, name)).isDirectory());
  return new Map(files.map((name) => [name, fs.readFileSync(join(folder, name))]));
}

export const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('utf8'));
