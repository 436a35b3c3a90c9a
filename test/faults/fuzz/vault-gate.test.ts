import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { passwordBytes, secretBytes } from '../../../common/keys/text-bytes';
import type { View } from '../../../common/views';
import { views } from '../../../common/views';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { fakeTemporary, masterPassword } from '../../support/fake-keys';
import { createdVault, fakeClock, newKey, type TestView } from '../../unit/vault/harness';
import { long } from '../support/children';
import { countedBy, report } from '../support/report';
import { type Call, calls } from './calls';
import { holds } from './check';
import { contentHash } from './content';
import type { Known } from './from-schema';
import { secretIn, wrongForm } from './replies';

/**
 * Calls of every view, made from the contract's schemas and off them, against the real vault: no crash, an answer in
 * the one form, nothing changed by what was refused, and no secret but where the contract says so.
 */

const tapped = vi.hoisted(() => ({ database: null as unknown }));

// The open database, looked at beside the gate. What runs is the real one.
vi.mock('../../../vault/store/database/open', async (original) => {
  const real = await original<typeof import('../../../vault/store/database/open')>();
  const openDatabase: typeof real.openDatabase = (...given) => {
    const database = real.openDatabase(...given);
    tapped.database = database;
    return database;
  };
  return { ...real, openDatabase };
});

/** The secrets of all vaults of this run. */
const secretsEver: string[] = [];

/** The replies that carry a secret, by contract. */
const mayTell = ['reveal.open'];

const { seed, vaults, callsEach } = long
  ? { seed: Date.now() % 2 ** 31, vaults: 20, callsEach: 500 }
  : { seed: 20_260_101, vaults: 2, callsEach: 150 };

test(`calls of all views to the vault (seed ${seed})`, { timeout: 3_600_000 }, async () => {
  const outcomes: string[] = [];
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    for (let round = 0; round < vaults; round += 1) {
      const values = { strings: [] as string[], numbers: [] as number[], bytes: [] as Uint8Array[] };
      const { vault, clock, secrets } = await seeded(values);
      const known: Known = { strings: () => values.strings, numbers: () => values.numbers, bytes: () => values.bytes };
      const ports = new Map<View, TestView>(views.map((view) => [view, vault.view(view)]));
      const property = fc.asyncProperty(calls('vault', known), async (call) => {
        clock.advance(1500);
        outcomes.push(await judged(call, ports, secrets, values));
      });
      // A call's input may name what the calls before it made: they are made one by one.
      await holds(property, { seed: seed + round, numRuns: callsEach });
      vault.end();
    }
    expect(secretIn(written.mock.calls.flat().join(''), secretsEver), 'a secret in the log').toBeNull();
  } finally {
    written.mockRestore();
  }
  const what = `fuzz of the vault’s gate, seed ${seed}`;
  report({ what, points: outcomes.length, violations: [], aborts: 0, outcomes: countedBy(outcomes) });
  // Calls that never get past the gate would say nothing of what is behind it.
  expect(outcomes.filter((outcome) => outcome === 'ok').length).toBeGreaterThan(outcomes.length / 8);
});

async function judged(
  { view, operation, input, kind }: Call,
  ports: ReadonlyMap<View, TestView>,
  secrets: readonly string[],
  values: { strings: string[] },
): Promise<string> {
  const port = ports.get(view);
  if (!port) throw new Error('no port');
  const told = `${view} ${String(operation)} (${kind}): ${shown(input)}`;
  const before = contentHash(tapped.database as VaultDatabase);
  const earlier = port.received.length;
  const reply = await port.call(operation as string, input);
  expect(wrongForm(reply), told).toBeNull();
  if (!reply.ok)
    expect(contentHash(tapped.database as VaultDatabase), `refused and changed all the same: ${told}`).toBe(before);
  const received = port.received.splice(earlier);
  if (!(reply.ok && mayTell.includes(String(operation)))) {
    expect(secretIn(received, secrets), `a secret in a reply: ${told}`).toBeNull();
  }
  if (reply.ok && typeof reply.value === 'object' && reply.value !== null) {
    // What a view learns it can use in its next call.
    for (const value of Object.values(reply.value)) {
      if (typeof value === 'string' && value.length < 100 && values.strings.length < 200) values.strings.push(value);
    }
  }
  return reply.ok ? 'ok' : reply.error.code;
}

const shown = (input: unknown) => {
  try {
    return JSON.stringify(input)?.slice(0, 500) ?? String(input);
  } catch {
    return 'a value that JSON can’t say';
  }
};

/** An unlocked vault with keys of all kinds, a rotation, an account, and all their secrets. */
async function seeded(values: { strings: string[]; numbers: number[]; bytes: Uint8Array[] }) {
  const clock = fakeClock();
  const vault = await createdVault({ clock });
  const secrets = [masterPassword];
  const ids: string[] = [];
  const names = ['alibaba', 'private-alibaba', 'huawei', 'pingan'] as const;
  const adds = vault.view('add');
  const keep = async (key: ReturnType<typeof newKey>) => {
    secrets.push(
      ...[key.secrets.secret, key.secrets.token].map((bytes) => Buffer.from(bytes).toString()).filter(Boolean),
    );
    const accessKeyId = key.key.accessKeyId;
    const { id, ticket } = await adds.must<{ id: string; ticket: string }>('keys.add', key);
    ids.push(id, accessKeyId, ticket);
  };
  for (const provider of names) await keep(newKey({ provider, name: `Key of ${provider}` }));
  const { accessKeyId, secret, token } = fakeTemporary();
  const temporary = { provider: 'huawei', credential: 'temporary', name: 'Temporary', accessKeyId } as const;
  await keep(newKey({ ...temporary, expiresAt: vault.now + 3_600_000, secret, token }));
  const main = vault.view('main-view');
  await main.must('keys.change', { keys: { kind: 'keys', ids: [ids[0]] }, to: { act: 'rotate' } });
  const { account } = await main.must<{ account: number }>('accounts.saveAccount', {
    target: { provider: 'alibaba' },
    accountId: '1234567890123456',
    alias: '',
  });
  values.strings.splice(0, values.strings.length, ...ids);
  values.numbers.splice(0, values.numbers.length, account, 1, 2, 3);
  values.bytes.splice(0, values.bytes.length, passwordBytes(masterPassword), secretBytes('FAKE secret of the fuzz'));
  secretsEver.push(...secrets);
  return { vault, clock, secrets };
}
