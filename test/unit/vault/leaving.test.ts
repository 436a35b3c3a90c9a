import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { AuditAction } from '../../../common/audit/actions';
import { contract } from '../../../common/contract';
import type { Exported } from '../../../common/transfer/export';
import type { Original } from '../../../common/transfer/originals';
import { nameOfVault } from '../../../vault/command/place';
import { type Asker, ask } from '../../support/command/asker';
import { fakePair } from '../../support/fake-keys';
import { until } from '../../support/until';
import { inKitty } from './command/asking';
import { refuseRows } from './full-disk';
import {
  add,
  auditOf,
  createdVault,
  get,
  password,
  reopened,
  revealed,
  type TestVault,
  type TestView,
} from './harness';
import { applied, planOf, proof } from './transfer/moves';

/**
 * Every way in which something leaves the vault. Its row is there before its first byte goes: where the row can't be
 * written nothing leaves, and at the moment when the bytes go the row is on the disk.
 */

/** A vault with one key, and a folder in which the person saves files. */
interface Given {
  vault: TestVault;
  id: string;
  pair: ReturnType<typeof fakePair>;
  folder: string;
  /** The programs that have asked for the key. */
  programs: Asker[];
}

interface Way {
  /** Its row. */
  action: AuditAction;
  /** What stands ready before the act, while the log can still be written. */
  prepare?(given: Given): Promise<unknown>;
  act(given: Given, prepared: unknown): Promise<unknown>;
}

const fileIn = ({ vault, folder }: Given, name: string) => {
  const path = join(folder, name);
  vault.savePath = { path };
  return path;
};

const everything = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };

/** A reveal sheet that shows the key's secret. */
async function shown({ vault, id }: Given): Promise<TestView> {
  const by = { intent: { act: 'reveal', id }, proof: proof() };
  const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', by);
  return (await revealed(vault, ticket)).sheet;
}

const copying = (part: 'accessKeyId' | 'secret'): Way => ({
  action: 'copy',
  prepare: shown,
  act: (_, sheet) => (sheet as TestView).call('reveal.copy', { part }),
});
const use = ({ id }: Given, target: string) => ({ id, target, options: {}, proof: proof() });
const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const exporting = (action: 'exported' | 'exported-csv', to: object): Way => ({
  action,
  act(given) {
    fileIn(given, 'keys');
    return given.vault.view('export').call('keyExport.save', { scope: { kind: 'all' }, to, proof: proof() });
  },
});

const socketOf = ({ folder }: TestVault) => join(dirname(folder), 'run', nameOfVault(folder));

/** A program asks, and a person allows it. */
const allowing = (...args: string[]): Way => ({
  action: 'program-used',
  async prepare({ vault, programs }) {
    await until('the socket is there', () => fs.existsSync(socketOf(vault)));
    programs.push(ask(socketOf(vault), args));
    const sheet = vault.view('allow');
    return until('the program waits', () => sheet.must<{ id: string } | null>('allow.asked'));
  },
  async act({ vault, programs }, asked) {
    const { id } = asked as { id: string };
    const reply = await vault.view('allow').call('allow.allow', { id, lasts: 'lock', process: 0, proof: proof() });
    // Where it was refused, nobody ends those that wait. What had been sent to them is there before another answer.
    if (!reply.ok) await ask(socketOf(vault), ['status']).ended;
    if (!reply.ok) for (const one of programs) one.leave();
    await Promise.all(programs.map(({ ended }) => ended));
    return reply;
  },
});

const ways: Readonly<Record<string, Way>> = {
  'allow.allow of exec': allowing('exec', '--key', 'Deploy', '--', 'terraform'),
  'allow.allow of external': allowing('external', '--key', 'Deploy'),
  'allow.allow of env': allowing('env', '--shell', 'sh', '--key', 'Deploy'),
  'reveal.copy of the AccessKey ID': copying('accessKeyId'),
  'reveal.copy of the secret': copying('secret'),
  'reveal.saveCsv': {
    action: 'csv-saved',
    prepare: shown,
    act(given, sheet) {
      fileIn(given, 'key.csv');
      return (sheet as TestView).call('reveal.saveCsv');
    },
  },
  'keyUse.copy': {
    action: 'tool-copied',
    act: (given) => given.vault.view('use').call('keyUse.copy', use(given, 'env-sh')),
  },
  'keyUse.saveNew': {
    action: 'tool-saved',
    act(given) {
      fileIn(given, 'config.json');
      return given.vault.view('use').call('keyUse.saveNew', use(given, 'aliyun-cli'));
    },
  },
  'keyUse.addToFile': {
    action: 'tool-added',
    async prepare({ vault, folder }) {
      const path = join(folder, '.env');
      fs.writeFileSync(path, 'PORT=1\n');
      vault.openPath = { path };
      const sheet = vault.view('use');
      await sheet.must('keyUse.choose', { target: 'dotenv' });
      return sheet;
    },
    act: (given, sheet) => (sheet as TestView).call('keyUse.addToFile', { ...use(given, 'dotenv'), replace: false }),
  },
  'keyExport.save, encrypted': exporting('exported', { kind: 'recipients', recipients: [recipient] }),
  'keyExport.save as CSV': exporting('exported-csv', { kind: 'csv' }),
  'given.saveReceipt': {
    action: 'receipt-saved',
    async prepare(given) {
      const path = join(fs.mkdtempSync(join(given.vault.folder, '..', 'given-')), 'keys.csv');
      given.vault.savePath = { path };
      const saving = { scope: { kind: 'all' }, to: { kind: 'csv' }, handedTo: 'Eve', proof: proof() };
      const told = await given.vault.view('export').must<Exported>('keyExport.save', saving);
      return told.handover;
    },
    act(given, id) {
      fileIn(given, 'receipt.txt');
      return given.vault.view('main-view').call('given.saveReceipt', { id, form: 'text', language: 'en' });
    },
  },
  'audit.saveCsv': {
    action: 'audit-exported',
    prepare: ({ vault }) =>
      vault
        .view('verify')
        .must('protection.verify', { intent: { act: 'export-log', filter: everything }, proof: proof() }),
    act(given, verified) {
      fileIn(given, 'log.csv');
      return given.vault
        .view('main-view')
        .call('audit.saveCsv', { filter: everything, ...(verified as { ticket: string }) });
    },
  },
  'audit.archive': {
    // Its first row: the other one is written when the file is there.
    action: 'audit-exported',
    prepare: ({ vault }) =>
      vault
        .view('verify')
        .must('protection.verify', { intent: { act: 'archive-log', before: vault.now + 500 }, proof: proof() }),
    act(given, verified) {
      fileIn(given, 'log.jsonl');
      given.vault.now += 1000;
      const before = given.vault.now - 500;
      return given.vault.view('main-view').call('audit.archive', { before, ...(verified as { ticket: string }) });
    },
  },
  'originals.save': {
    action: 'original-saved',
    async prepare({ vault, folder }) {
      const { accessKeyId, secret } = fakePair('alibaba');
      const path = join(folder, 'config.json');
      const entry = { name: 'one', mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret };
      fs.writeFileSync(path, JSON.stringify({ current: 'one', profiles: [entry] }));
      vault.openPath = { path };
      const sheet = vault.view('import');
      await sheet.must('keyImport.open');
      await planOf(sheet);
      await applied(sheet);
      await sheet.must('keyImport.clean', { proof: proof() });
      fs.rmSync(path);
      const [original] = await vault.view('main-view').must<Original[]>('originals.list');
      return original?.id;
    },
    act(given, id) {
      fileIn(given, 'original');
      return given.vault.view('import').call('originals.save', { id, proof: proof() });
    },
  },
  'keyring.saveRecovery': {
    action: 'recovery-saved',
    async prepare({ vault }) {
      const sheet = vault.view('keyring');
      await sheet.must('keyring.beginRecovery', password());
      return sheet;
    },
    act(given, sheet) {
      fileIn(given, 'recovery.txt');
      return (sheet as TestView).call('keyring.saveRecovery');
    },
  },
};

/** A vault whose log takes no row of this action, as on a disk that is full by then. */
async function given(unwritable: AuditAction | null): Promise<Given> {
  const first = await createdVault();
  const pair = fakePair('alibaba');
  // Of the account itself, so that its secret may be shown again.
  const { id } = await add(first, { ...pair, identityKind: 'alibaba-account' });
  first.end();
  if (unwritable !== null) refuseRows(first.folder, `NEW.action = '${unwritable}' AND NEW.outcome = 'ok'`);
  const program = {
    program: '/usr/bin/keyfold',
    userData: dirname(first.folder),
    language: 'en',
    version: '',
  } as const;
  const vault = await reopened(first, { command: program, environment: {}, asksWho: async () => inKitty });
  return { vault, id, pair, folder: fs.mkdtempSync(join(vault.folder, '..', 'files-')), programs: [] };
}

/** What stands in the person's folder and on the clipboard, and what programs got. */
const outside = ({ vault, folder, programs }: Given) => ({
  copied: [...vault.copied],
  given: programs.map(({ soFar: { run, stdout } }) => ({ run, stdout })),
  files: fs.readdirSync(folder).map((name) => [name, fs.readFileSync(join(folder, name), 'utf8')]),
});

test('no ticket to show a secret is given where that can’t be written down, and nothing counts as shown', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const allowed = await given('reveal-allowed');
  const by = () => ({ intent: { act: 'reveal', id: allowed.id }, proof: proof() });
  expect(await allowed.vault.view('verify').call('protection.verify', by())).toMatchObject({ ok: false });
  const displayed = await given('reveal-displayed');
  const { ticket } = await displayed.vault.view('verify').must<{ ticket: string }>('protection.verify', {
    intent: { act: 'reveal', id: displayed.id },
    proof: proof(),
  });
  expect(await displayed.vault.view('reveal').call('reveal.open', { ticket })).toMatchObject({ ok: false });
  const { reveal } = await get(displayed.vault, displayed.id);
  expect(reveal).toBe('pending');
});

test('there is a test of every operation by which something leaves', () => {
  const leaving = Object.entries(contract).flatMap(([group, members]) =>
    Object.entries(members)
      .filter(([, operation]) => operation.side === 'vault' && operation.kind === 'leaves')
      .map(([name]) => `${group}.${name}`),
  );
  const tested = new Set(Object.keys(ways).map((name) => name.split(/[ ,]/)[0]));
  // What it hands out goes to its page, and not to where these tests look: see above, and reveal-once.test.ts.
  expect(leaving.filter((name) => !tested.has(name))).toEqual(['reveal.open']);
});

describe.each(Object.entries(ways))('%s', (_, { action, prepare, act }) => {
  test('lets nothing leave where its row can’t be written', async () => {
    // The defect that it takes this for is written to standard error.
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const there = await given(action);
    const prepared = await prepare?.(there);
    const before = outside(there);
    expect(await act(there, prepared)).toMatchObject({ ok: false });
    expect(outside(there)).toEqual(before);
  });

  test('has its row in the log by then, and one row alone', async () => {
    const there = await given(null);
    const prepared = await prepare?.(there);
    const before = outside(there);
    expect(await act(there, prepared)).toMatchObject({ ok: true });
    expect(outside(there)).not.toEqual(before);
    const { rows } = await auditOf(there.vault, { action });
    // Each key that leaves has its own row, and the file has one more.
    const keys = ['exported', 'exported-csv', 'original-saved'].includes(action)
      ? [null, expect.any(String)]
      : undefined;
    expect(rows.map(({ outcome }) => outcome)).toEqual((keys ?? ['']).map(() => 'ok'));
    if (keys) expect(rows.map(({ key }) => key?.id ?? null)).toEqual(keys);
  });
});
