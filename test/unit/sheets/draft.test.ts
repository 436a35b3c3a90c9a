import { describe, expect, it } from 'vitest';
import { providerIds, providerOf } from '../../../common/providers';
import {
  canHave,
  detailsOf,
  draftOfKept,
  expectedIn,
  fieldsOf,
  identityNameIn,
  keptOf,
  labelIn,
  newDraft,
  withCredential,
  withIdentity,
  withProvider,
} from '../../../renderer/sheets/add/draft';
import { openIssues, secretIssues } from '../../../renderer/sheets/add/messages';

describe('the fields of a provider', () => {
  it('are those of the provider and no others', () => {
    expect(fieldsOf(newDraft('alibaba'))).toEqual([
      'name',
      'description',
      'identityKind',
      'accountId',
      'identityName',
      'credential',
      'accessKeyId',
      'secret',
      'providerCreatedAt',
      'providerUsedAt',
    ]);
    expect(fieldsOf(newDraft('private-alibaba'))).toEqual(expect.arrayContaining(['keyType', 'endpoint']));
    expect(fieldsOf({ ...newDraft('private-alibaba'), keyType: 'AliyunNAS' })).not.toContain('endpoint');
    expect(fieldsOf(newDraft('huawei'))).toContain('credential');
    expect(fieldsOf(newDraft('huawei'))).not.toContain('token');
    expect(fieldsOf({ ...newDraft('huawei'), credential: 'temporary' })).toEqual(
      expect.arrayContaining(['token', 'expiresAt']),
    );
    expect(fieldsOf(newDraft('pingan'))).not.toContain('credential');
  });

  it('ask for a user only where the identity is one', () => {
    for (const id of providerIds) {
      for (const { kind, nameField } of providerOf(id).identities) {
        const fields = fieldsOf({ ...newDraft(id), identityKind: kind });
        expect(fields.includes('identityName')).toBe(nameField !== null);
      }
    }
  });

  it('have the provider’s own words', () => {
    expect(labelIn(newDraft('huawei'), 'secret', 'en')).toBe('Secret Access Key');
    expect(labelIn(newDraft('alibaba'), 'identityName', 'zh-CN')).toBe('子用户名');
    expect(labelIn(newDraft('alibaba'), 'name', 'en')).toBeUndefined();
    const issue = { field: 'secret', problem: 'unusual-shape', severity: 'warning' } as const;
    expect(expectedIn(newDraft('alibaba'), issue, 'en')).toBe('30 letters or digits');
    expect(expectedIn(newDraft('pingan'), issue, 'en')).toBeUndefined();
  });
});

describe('changing the provider', () => {
  const typed = {
    ...newDraft('alibaba'),
    name: 'Deploy',
    description: 'For the pipeline',
    accountId: '1234567890123456',
    identityName: 'deploy-bot',
    accessKeyId: 'EXAMPLE-ID',
  };

  it('keeps what was typed, there and back', () => {
    for (const id of providerIds) {
      expect(withProvider(typed, id)).toMatchObject({
        provider: id,
        name: 'Deploy',
        accountId: '1234567890123456',
        identityName: 'deploy-bot',
        accessKeyId: 'EXAMPLE-ID',
      });
      expect(withProvider(withProvider(typed, id), 'alibaba')).toEqual(typed);
    }
  });

  it('keeps an account’s own key one of the account', () => {
    const root = { ...typed, identityKind: 'alibaba-account' };
    expect(withProvider(root, 'huawei').identityKind).toBe('huawei-account');
    expect(withProvider(root, 'pingan').identityKind).toBe('master-account');
    expect(withProvider(typed, 'pingan').identityKind).toBe('subaccount');
  });

  it('never leaves a choice that the new provider doesn’t have', () => {
    const temporary = { ...withProvider(typed, 'huawei'), credential: 'temporary' as const };
    expect(withProvider(temporary, 'alibaba').credential).toBe('long-term');
    expect(withProvider(typed, 'private-alibaba').keyType).toBe('AliyunEBS');
    expect(withProvider(withProvider(typed, 'private-alibaba'), 'pingan').keyType).toBe('');
  });
});

describe('changing the identity', () => {
  it('changes the kind of credential only where the identity can’t have it', () => {
    const huawei = newDraft('huawei');
    expect(withIdentity(huawei, 'federated-user')).toMatchObject({ credential: 'temporary' });
    expect(withIdentity(withIdentity(huawei, 'federated-user'), 'iam-user').credential).toBe('temporary');
    expect(withIdentity(huawei, 'huawei-account').credential).toBe('long-term');
    const federated = withProvider(withIdentity(huawei, 'federated-user'), 'alibaba');
    expect(federated).toMatchObject({ identityKind: 'ram-user', credential: 'long-term' });
  });

  it('changes by itself where a kind of credential needs another: a temporary key of Alibaba Cloud is one of a role', () => {
    const user = { ...newDraft('alibaba'), identityName: 'deploy-bot' };
    expect(canHave(user, 'temporary')).toBe(true);
    const role = withCredential(user, 'temporary');
    expect(role).toMatchObject({ identityKind: 'ram-role', credential: 'temporary', identityName: 'deploy-bot' });
    expect(canHave(role, 'long-term')).toBe(false);
    expect(withIdentity(role, 'ram-user')).toMatchObject({ credential: 'long-term' });
    const huawei = withCredential(newDraft('huawei'), 'temporary');
    expect(huawei).toMatchObject({ identityKind: 'iam-user', credential: 'temporary' });
    // No kind of identity of this provider has one.
    expect(withCredential(newDraft('pingan'), 'temporary')).toEqual(newDraft('pingan'));
  });

  it('says whose key it will be without what is no longer in the form', () => {
    const typed = { ...newDraft('alibaba'), accountId: '1', identityName: 'deploy-bot' };
    const { provider, accountId } = typed;
    expect(identityNameIn(typed)).toEqual({
      provider,
      accountId,
      identityKind: 'ram-user',
      identityName: 'deploy-bot',
    });
    const root = identityNameIn(withIdentity(typed, 'alibaba-account'));
    expect(root).toEqual({ provider, accountId, identityKind: 'alibaba-account', identityName: '' });
  });
});

describe('the key that is sent', () => {
  const full = {
    ...newDraft('private-alibaba'),
    name: 'Storage',
    identityName: 'storage-admin',
    endpoint: 'ebs.example.internal',
    accessKeyId: 'EXAMPLE-ID',
    expiresAt: '2030-01-02T03:04',
  };

  it('leaves out what was typed into fields that are not in the form any more', () => {
    expect(detailsOf({ ...full, keyType: 'AliyunNAS' }).endpoint).toBe('');
    expect(detailsOf({ ...full, identityKind: 'alibaba-account' }).identityName).toBe('');
    expect(detailsOf(full)).toMatchObject({ endpoint: 'ebs.example.internal', expiresAt: null });
    expect(openIssues(withProvider(full, 'alibaba'), 0).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has the expiry of temporary credentials in milliseconds, by this machine’s clock', () => {
    const temporary = { ...withProvider(full, 'huawei'), credential: 'temporary' as const };
    expect(detailsOf(temporary).expiresAt).toBe(new Date(2030, 0, 2, 3, 4).getTime());
    expect(detailsOf({ ...temporary, expiresAt: '' }).expiresAt).toBeNull();
    expect(openIssues({ ...temporary, expiresAt: '' }, 0)).toContainEqual(
      expect.objectContaining({ field: 'expiresAt', problem: 'required' }),
    );
  });

  it('needs a token only for temporary credentials', () => {
    const fields = (draft: typeof full) => secretIssues(draft, '', '').map(({ field }) => field);
    expect(fields(full)).toEqual(['secret']);
    expect(fields({ ...withProvider(full, 'huawei'), credential: 'temporary' })).toEqual(['secret', 'token']);
  });
});

describe('what main keeps of the form while Keyfold is locked', () => {
  const filled = { ...newDraft('huawei'), name: 'Kept', accessKeyId: 'FAKEHUAWEI0000000000', identityName: 'ops' };
  const none = () => false;

  it('is every open field, and comes back the same', () => {
    const kept = keptOf(filled, none);
    expect(kept).not.toBeNull();
    expect(draftOfKept(kept ?? {})).toEqual(filled);
  });

  it('is nothing of a form in which nothing was typed', () => {
    expect(keptOf(newDraft('alibaba'), none)).toBeNull();
  });

  it('leaves out an AccessKey ID that doesn’t look like one: it may be a secret in the wrong field', () => {
    const kept = keptOf(filled, (field) => field === 'accessKeyId');
    expect(kept?.accessKeyId).toBe('');
    expect(JSON.stringify(kept)).not.toContain('FAKEHUAWEI');
  });

  it('has choices that the provider doesn’t know replaced by its own, and an unknown provider refused', () => {
    const odd = draftOfKept({ ...filled, identityKind: 'nobody', credential: 'eternal', keyType: 'none' });
    expect(odd?.identityKind).toBe(newDraft('huawei').identityKind);
    expect(odd?.credential).toBe('long-term');
    expect(draftOfKept({ ...filled, provider: 'elsewhere' })).toBeNull();
  });
});
