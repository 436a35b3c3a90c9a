import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ProviderAccounts } from '../../../common/accounts/account';
import type { AuditCheck } from '../../../common/audit/actions';
import type { BackupState } from '../../../common/backups';
import { usualRule } from '../../../common/backups';
import type { Reply } from '../../../common/errors';
import type { Intent } from '../../../common/intents';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { KeyFilter } from '../../../common/keys/filter';
import type { KeySelection, KeysChange, Narrowed } from '../../../common/keys/selection';
import type { View } from '../../../common/views';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { fakeTemporary } from '../../support/fake-keys';
import { createdVault, fakeClock, newKey, type TestVault } from '../../unit/vault/harness';
import { enrol } from '../../unit/vault/protection/acts';
import { contentHash } from './content';
import { wrongForm } from './replies';

/** A key as a plan may change it. */
export interface KeyState {
  id: string;
  name: string;
  description: string;
  provider: string;
  status: 'enabled' | 'disabled';
  identity: number | null;
  isDefault: 0 | 1;
  reveal: string;
  credential: 'long-term' | 'temporary';
  days: number | null;
  created: number | null;
  used: number | null;
  leaked: 0 | 1;
  rotating: 0 | 1;
  /** The ids of its tags in ascending order, in JSON. */
  tags: string;
}

/** What is there before and after an act. */
export interface Snapshot {
  /** Everything but the log. */
  hash: string;
  keys: KeyState[];
  /** The ids of the keys in the recycle bin, in their order, and for how many days it keeps them. */
  binned: string[];
  binDays: number;
  backups: string[];
  /** The number of the log's last row. */
  row: number;
}

const providers = ['alibaba', 'private-alibaba', 'huawei', 'pingan'] as const;

/** An open vault for plans made of nonsense, and what a person may choose in it. */
export class World {
  private constructor(
    readonly vault: TestVault,
    private readonly database: () => VaultDatabase,
    readonly pick: (below: number) => number,
    private readonly app: (at: number) => string,
    private readonly identities: readonly { id: number; provider: string }[],
    private readonly accounts: readonly number[],
  ) {}

  /** `database` answers the one that the vault has open. */
  static async made(database: () => VaultDatabase, pick: (below: number) => number): Promise<World> {
    const vault = await createdVault({ clock: fakeClock() });
    const app = await enrol(vault);
    const main = vault.view('main-view');
    const identities: { id: number; provider: string }[] = [];
    const made: number[] = [1];
    for (const provider of ['alibaba', 'huawei'] as const) {
      const target = { provider };
      const details = { target, accountId: '1234567890123456', alias: '' };
      const { account } = await main.must<{ account: number }>('accounts.saveAccount', details);
      made.push(account);
      const kind = provider === 'alibaba' ? 'ram-user' : 'iam-user';
      const person = { remark: '', accessType: 'programmatic', apiCredential: 'access-key', credential: 'both' };
      for (const name of ['bot', 'robot']) {
        await main.must('accounts.saveIdentity', { target: { account, kind }, name, ...person });
      }
    }
    for (const { provider, accounts } of await main.must<ProviderAccounts[]>('accounts.tree')) {
      for (const account of accounts) identities.push(...account.identities.map(({ id }) => ({ id, provider })));
    }
    return new World(vault, database, pick, app, identities, made);
  }

  /** A call of a view. Whatever it is, its answer has the one form, with a code that there are words for. */
  async call<T>(view: View, operation: string, input: unknown = {}): Promise<Reply<T>> {
    const port = this.vault.view(view);
    const reply = await port.call(operation, input);
    port.close();
    expect(wrongForm(reply), `${operation} ${JSON.stringify(input).slice(0, 500)}`).toBeNull();
    return reply as Reply<T>;
  }

  async must<T>(view: View, operation: string, input: unknown = {}): Promise<T> {
    const reply = await this.call<T>(view, operation, input);
    if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  /** A code that was not used before: half a minute later. */
  proof(): { method: 'code'; code: string } {
    this.vault.now += 30_000;
    return { method: 'code', code: this.app(this.vault.now) };
  }

  one<T>(items: readonly T[]): T {
    const item = items[this.pick(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  snapshot(): Snapshot {
    const database = this.database();
    const select = `SELECT id, name, description, profile AS provider, status, identity, is_default AS isDefault,
      reveal_state AS reveal, credential, rotation_days AS days, provider_created_at AS created,
      provider_used_at AS used, leaked_at IS NOT NULL AS leaked,
      EXISTS (SELECT 1 FROM rotation r WHERE r.old_key = access_key.id AND r.stage <> 'finished') AS rotating,
      (SELECT json_group_array(tag ORDER BY tag) FROM key_tag WHERE key = number) AS tags
      FROM access_key ORDER BY number`;
    const row = database.get<{ row: number | null }>('SELECT max(number) AS row FROM audit')?.row ?? 0;
    const binned = database.all<{ id: string }>('SELECT id FROM binned_key ORDER BY id').map(({ id }) => id);
    const binDays = database.get<{ days: number }>('SELECT bin_days AS days FROM meta')?.days ?? 0;
    const keys = database.all<KeyState>(select);
    return { hash: contentHash(database), keys, binned, binDays, backups: this.backups(), row };
  }

  /** How many rows of each action the log has since that row, and how many refusals. */
  rowsSince(row: number): { done: Record<string, number>; refused: number } {
    const rows = this.database().all<{ action: string; outcome: string }>(
      'SELECT action, outcome FROM audit WHERE number > ?',
      row,
    );
    const done: Record<string, number> = {};
    for (const { action, outcome } of rows) if (outcome === 'ok') done[action] = (done[action] ?? 0) + 1;
    return { done, refused: rows.filter(({ outcome }) => outcome !== 'ok').length };
  }

  private backups(): string[] {
    return this.known;
  }

  /** The backups as they were listed last. */
  private known: string[] = [];

  async lookAtBackups(): Promise<void> {
    const { backups } = await this.must<BackupState>('main-view', 'backups.state');
    this.known = backups.map(({ name }) => name);
  }

  /** So that there is always something to choose from: keys of every provider, some temporary, defaults, backups. */
  async fill(): Promise<void> {
    const { keys } = this.snapshot();
    if (keys.length < 8) for (let count = 0; count < 6; count += 1) await this.addKey();
    await this.lookAtBackups();
    if (this.known.length < 2) await this.must('main-view', 'backups.make');
    await this.lookAtBackups();
    const standing = this.snapshot().keys.filter(({ name, status }) => name !== 'Temporary' && status === 'enabled');
    if (this.pick(4) === 0 && standing.length > 0) {
      await this.must('main-view', 'keys.setDefault', { id: this.one(standing).id });
    }
    if (this.pick(8) === 0) {
      const change = { part: this.one(['status', 'revealAgain']), on: this.pick(2) === 0 };
      await this.must('protect', 'protection.change', { change, proof: this.proof() });
    }
  }

  private async addKey(): Promise<void> {
    const provider = this.one(providers);
    if (this.pick(3) > 0) {
      await this.must('add', 'keys.add', newKey({ provider }));
      return;
    }
    const { accessKeyId, secret, token } = fakeTemporary();
    const expiresAt = this.vault.now + 30_000 * (1 + this.pick(10));
    const more = { provider: 'huawei', credential: 'temporary', name: 'Temporary' } as const;
    await this.must('add', 'keys.add', newKey({ ...more, accessKeyId, secret, token, expiresAt }));
  }

  /** Ids as a page might send them: in any order, some twice, some of no key. */
  ids(provider?: string): string[] {
    const all = this.snapshot().keys;
    const fitting = all.filter((key) => key.provider === provider);
    const keys = fitting.length > 0 ? fitting : all;
    const some = Array.from({ length: 1 + this.pick(6) }, () => this.one(keys).id);
    if (this.pick(10) === 0) some.push(randomUUID());
    if (this.pick(30) === 0) return Array.from({ length: 300 }, () => this.one(some));
    return this.mixed(some);
  }

  /** The same of keys in the recycle bin, and a few others. */
  private binnedIds(): string[] {
    const { binned } = this.snapshot();
    if (binned.length === 0 || this.pick(10) === 0) return this.ids();
    return this.mixed(Array.from({ length: 1 + this.pick(4) }, () => this.one(binned)));
  }

  /** The same ones in another order, with some of them twice. */
  mixed(ids: readonly string[]): string[] {
    const more = ids.filter(() => this.pick(3) === 0);
    return [...ids, ...more]
      .map((id) => ({ id, at: this.pick(1000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ id }) => id);
  }

  async intent(): Promise<Intent> {
    const act = this.one([
      ...(['delete', 'enable', 'disable', 'clear', 'assign', 'edit', 'reveal'] as const),
      ...(['delete', 'enable', 'disable', 'clear', 'assign', 'edit', 'keep-backups', 'remove-backup'] as const),
      ...(['change-keys', 'change-keys', 'change-keys', 'change-keys'] as const),
      ...(['export-log', 'archive-log', 'remove-backup', 'keep-backups', 'remove-original'] as const),
      ...(['restore', 'restore', 'restore', 'erase', 'erase', 'empty-bin', 'keep-bin'] as const),
    ]);
    switch (act) {
      case 'delete':
      case 'enable':
      case 'disable':
        return { act, ids: this.ids() };
      case 'clear': {
        const expired = (await this.must<{ id: string }[]>('main-view', 'temporary.expired')).map(({ id }) => id);
        return { act, ids: expired.length > 0 && this.pick(4) > 0 ? this.mixed(expired) : this.ids() };
      }
      case 'restore':
      case 'erase':
        return { act, ids: this.binnedIds() };
      case 'empty-bin':
        return { act };
      case 'keep-bin':
        return { act, days: this.one([0, 7, 30, 30, 90]) };
      case 'assign':
        return { act, ...this.target() };
      case 'change-keys':
        return { act, ...this.change() };
      case 'edit':
        return { act, key: await this.edited() };
      case 'reveal':
        return { act, id: this.one(this.ids()) };
      case 'export-log':
        return { act, filter: { action: null, outcome: null, keyId: null, text: '', from: null, to: this.vault.now } };
      case 'archive-log':
        return { act, before: this.vault.now - this.pick(40) * 30_000 };
      case 'remove-backup':
        return { act, name: this.pick(4) === 0 ? '2020-01-01T000000Z-manual' : this.one(this.known) };
      case 'keep-backups':
        return { act, keep: { ...usualRule, days: 1 + this.pick(9), acts: 1 + this.pick(6) } };
      case 'remove-original':
        return { act, id: randomUUID() };
    }
  }

  /** Keys and the identity that gets them: mostly keys of its provider. */
  private target(): { ids: string[]; identity: number } {
    const { id, provider } = this.one(this.identities);
    const ids = this.ids(this.pick(5) === 0 ? undefined : provider);
    return { ids, identity: this.pick(10) === 0 ? 1 : id };
  }

  /** Some keys by name or by a question, and one thing that is done to each of them. */
  private change(): { keys: KeySelection; to: KeysChange } {
    const { id, provider } = this.one(this.identities);
    const created = this.one([{}, { providerCreatedAt: null }, { providerCreatedAt: 1_700_000_000_000 }]);
    const used = this.one([{}, { providerUsedAt: null }, { providerUsedAt: 0 }]);
    const tags = () => Array.from({ length: this.pick(3) }, () => this.one(this.tags()));
    const to = this.one<KeysChange>([
      ...(['enable', 'disable', 'delete', 'default', 'not-default', 'rotate', 'leaked', 'not-leaked'] as const).map(
        (act) => ({ act }),
      ),
      { act: 'assign', identity: this.pick(10) === 0 ? 1 : id },
      { act: 'tag', add: tags(), remove: tags() },
      { act: 'tag', add: tags(), remove: [] },
      { act: 'period', days: this.one([null, 0, 30]) },
      { act: 'dates', ...created, ...used },
    ]);
    if (this.pick(2) === 0)
      return { keys: { kind: 'keys', ids: this.ids(to.act === 'assign' ? provider : undefined) }, to };
    const filter: KeyFilter = this.one([
      {},
      { status: 'enabled' },
      { status: 'disabled' },
      { credential: 'long-term' },
    ]);
    const narrowed = {
      provider: to.act === 'assign' ? provider : this.one([null, ...providers]),
      scope: null,
      text: '',
      filter,
    };
    return { keys: { kind: 'list', narrowed: narrowed as Narrowed, except: this.pick(2) === 0 ? this.ids() : [] }, to };
  }

  /** The ids of the tags, and one of none. */
  tags(): number[] {
    const tags = this.database().all<{ id: number }>('SELECT id FROM tag ORDER BY id');
    return [...tags.map(({ id }) => id), ...(this.pick(12) === 0 ? [1] : [])].concat(tags.length === 0 ? [1] : []);
  }

  /** A call that changes tags or named views, as a page might make it, and the rows that it may have. */
  aside(): { operation: string; input: object; rows: readonly string[] } {
    const views = this.database().all<{ id: number }>('SELECT id FROM named_view ORDER BY id');
    const ids = [...views.map(({ id }) => id), 1];
    const name = this.one(['prod', 'Prod', 'staging', 'ｐｒｏｄ', '', 'x'.repeat(80), `word ${this.pick(30)}`]);
    const narrowed = { provider: null, scope: null, text: name.slice(0, 20) };
    const shown = { narrowed, sort: { column: 'name', direction: 'ascending' }, columns: [] };
    const account = this.one(this.accounts);
    return this.one([
      { operation: 'tags.save', input: { tag: null, name, colour: 'red' }, rows: ['tag-add'] },
      { operation: 'tags.save', input: { tag: this.one(this.tags()), name, colour: 'blue' }, rows: ['tag-edit'] },
      { operation: 'tags.remove', input: { tag: this.one(this.tags()) }, rows: ['tag-delete'] },
      { operation: 'tags.setOfAccount', input: { account, tags: [this.one(this.tags())] }, rows: ['account-tagged'] },
      { operation: 'views.save', input: { view: this.one([null, ...ids]), name, shown }, rows: ['view-saved'] },
      { operation: 'views.remove', input: { view: this.one(ids) }, rows: ['view-delete'] },
      { operation: 'views.reorder', input: { views: ids.slice(this.pick(2)).reverse() }, rows: ['views-ordered'] },
    ]);
  }

  private async edited() {
    const id = this.one(this.snapshot().keys).id;
    const key = await this.must<KeyDetail>('main-view', 'keys.get', { id });
    const { name, description, accountId, identityKind, identityName, endpoint } = key;
    const same = { id, name, description, accountId, identityKind, identityName, endpoint };
    const changes = [
      { name: `Key ${this.pick(1000)}` },
      { name: '' },
      { description: `FAKE description ${this.pick(1000)}` },
      { accountId: '1234567890123456', identityName: this.one(['bot', 'robot', 'nobody']) },
      { identityKind: 'no kind' },
      {},
    ];
    const one = { ...same, ...this.one(changes), ...this.one(changes) };
    // The name of a temporary key tells that it is one.
    return name === 'Temporary' ? { ...one, name } : one;
  }

  /** A file with keys that the vault has, some of them otherwise, new ones, some twice, and some that break a rule. */
  importFile(): Uint8Array {
    const held = this.database().all<{ provider: string; accessKeyId: string; kind: string | null; name: string }>(
      `SELECT k.profile AS provider, k.access_key_id AS accessKeyId, k.name, i.kind FROM access_key k
       LEFT JOIN identity i ON i.id = k.identity WHERE k.credential = 'long-term'`,
    );
    const entry = () => {
      const provider = this.one(providers);
      const { key, secrets } = newKey({ provider });
      const known = held.length > 0 && this.pick(2) === 0 ? this.one(held) : null;
      return {
        profile: known?.provider ?? provider,
        name: this.pick(8) === 0 ? '' : (known?.name ?? `Imported ${this.pick(1000)}`),
        description: this.one(['', 'FAKE description from a file']),
        identity: { kind: known?.kind ?? key.identityKind },
        accessKeyId: known?.accessKeyId ?? (this.pick(10) === 0 ? '=cmd' : key.accessKeyId),
        secret: Buffer.from(secrets.secret).toString('utf8'),
        status: this.one(['enabled', 'disabled']),
        default: this.pick(4) === 0,
      };
    };
    const entries = Array.from({ length: 1 + this.pick(8) }, entry);
    const keys = this.pick(4) === 0 ? [...entries, this.one(entries)] : entries;
    const file = { format: 'keyfold-export', version: 1, exportedAt: '2026-01-01T00:00:00Z', keys };
    return new Uint8Array(Buffer.from(JSON.stringify(file)));
  }

  /** Where a file may be saved: a place that is free. */
  freePlace(): void {
    this.vault.savePath.path = join(this.vault.folder, '..', `saved-${randomUUID()}`);
  }

  async end(): Promise<void> {
    expect(await this.must<AuditCheck>('main-view', 'audit.check')).toMatchObject({ broken: null });
    this.vault.end();
  }
}
