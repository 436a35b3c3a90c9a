import { describe, expect, it } from 'vitest';
import { csvSizeLimit } from '../../../common/csv/console-csv';
import { loadI18n, translator } from '../../../renderer/i18n';
import { base } from '../../../renderer/i18n/base';
import { add as english } from '../../../renderer/i18n/en/add';
import { plainWords } from '../../../renderer/i18n/words';
import { add as chinese } from '../../../renderer/i18n/zh-CN/add';
import { csvWords, type FileProblem, providerFor, readCsvFile, withRow } from '../../../renderer/sheets/add/csv-fill';
import { newDraft, withIdentity } from '../../../renderer/sheets/add/draft';

const row = { row: 2, userName: '', accessKeyId: 'EXAMPLE0000000000001', secret: 'EXAMPLE' };

describe('the provider for a file', () => {
  it('is the likeliest one, unless the person chose or was looking at one that fits', () => {
    expect(providerFor('alibaba', 'default', ['huawei', 'pingan'])).toBe('huawei');
    expect(providerFor('alibaba', 'default', ['private-alibaba', 'alibaba'])).toBe('private-alibaba');
    expect(providerFor('pingan', 'context', ['huawei', 'pingan'])).toBe('pingan');
    expect(providerFor('alibaba', 'context', ['huawei', 'pingan'])).toBe('huawei');
    expect(providerFor('alibaba', 'person', ['huawei', 'pingan'])).toBe('alibaba');
  });
});

describe('filling a row in', () => {
  it('keeps what was typed and takes the ID, the kind of credential and the user', () => {
    const draft = { ...newDraft('alibaba'), name: 'Deploy', identityKind: 'alibaba-account' };
    expect(withRow(draft, row, 'alibaba')).toMatchObject({ name: 'Deploy', identityKind: 'alibaba-account' });
    expect(withRow(draft, { ...row, userName: 'ops' }, 'huawei')).toMatchObject({
      name: 'Deploy',
      provider: 'huawei',
      identityKind: 'iam-user',
      identityName: 'ops',
      credential: 'long-term',
      accessKeyId: row.accessKeyId,
    });
    expect(withRow(draft, { ...row, accessKeyId: 'HSTEXAMPLE0000000001' }, 'huawei').credential).toBe('temporary');
  });

  it('chooses an identity that can have such a key, where the one in the form can’t', () => {
    const federated = withIdentity(newDraft('huawei'), 'federated-user');
    expect(withRow(federated, row, 'huawei')).toMatchObject({ identityKind: 'iam-user', credential: 'long-term' });
    const temporary = { ...row, accessKeyId: 'HSTEXAMPLE0000000001' };
    expect(withRow(federated, temporary, 'huawei')).toMatchObject({ identityKind: 'federated-user' });
  });

  it('never carries the secret into the form’s state', () => {
    expect(JSON.stringify(withRow(newDraft('alibaba'), { ...row, secret: 'EXAMPLE-SECRET' }, 'alibaba'))).not.toContain(
      'EXAMPLE-SECRET',
    );
  });
});

describe('a file', () => {
  it('past the limit is refused without being read', async () => {
    const file = {
      size: 10 * 1024 * 1024,
      arrayBuffer: () => Promise.reject(new Error('it was read')),
    } as unknown as File;
    expect(await readCsvFile(file)).toEqual({ ok: false, problem: 'too-large', limit: csvSizeLimit });
  });

  it('that can’t be read is said to be so', async () => {
    const folder = { size: 4096, arrayBuffer: () => Promise.reject(new Error('a folder')) } as unknown as File;
    expect(await readCsvFile(folder)).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('that is good gives its rows', async () => {
    const file = new File(['AccessKey ID,AccessKey Secret\nexample-id,example-secret'], 'AccessKey.csv');
    expect(await readCsvFile(file)).toMatchObject({ ok: true, rows: [{ accessKeyId: 'example-id' }] });
  });

  const problems: FileProblem[] = [
    { problem: 'empty' },
    { problem: 'too-large', limit: csvSizeLimit },
    { problem: 'binary' },
    { problem: 'damaged-encoding' },
    { problem: 'no-header', accepted: ['A,B', 'C,D'] },
    { problem: 'no-rows' },
    { problem: 'unreadable' },
    { problem: 'other-provider', provider: 'AWS' },
    { problem: 'bad-row', row: 7, reason: 'missing' },
    { problem: 'bad-row', row: 7, reason: 'not-printable' },
    { problem: 'bad-row', row: 7, reason: 'too-long' },
    { problem: 'bad-row', row: 7, reason: 'bad-quotes' },
    { problem: 'bad-row', row: 7, reason: 'lost-value' },
  ];

  it.each(['en', 'zh-CN'] as const)('has words for every problem, which name it (%s)', (language) => {
    loadI18n(language, { ...base, add: { en: english, 'zh-CN': chinese } });
    const said = problems.map((problem) => plainWords(csvWords(translator(), problem, 'keys.csv')));
    expect(new Set(said).size).toBe(problems.length);
    for (const words of said) {
      expect(words).toContain('keys.csv');
      expect(words).not.toMatch(/\{\{|csv\.problems/);
    }
  });
});
