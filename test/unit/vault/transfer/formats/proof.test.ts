import { describe, expect, it } from 'vitest';
import { isProvenMerge, isProvenRemoval } from '../../../../../vault/transfer/formats/proof';

/** What the proof after an edit refuses: each of these is an edit that went wrong. */

const meant = { accessKeyId: 'FAKEid', names: { accessKeyId: 'A_ID', secret: 'A_SECRET', token: '' } };
const sections = { accessKeyId: 'FAKEid', names: null };

describe('a merge is not proven', () => {
  it.each([
    ['dotenv', 'X="a\nA_ID=in\n"\n', 'X="a\nA_ID=FAKEid\n"\n'],
    ['dotenv', 'B=1\n', 'B=2\nA_ID=FAKEid\n'],
    ['dotenv', '# note\n', 'A_ID=FAKEid\n'],
    ['env-sh', 'export B=1\n', "export A_ID='FAKEid'\n"],
    ['env-sh', 'export B=1\nexport C=1\n', 'export C=1\nexport B=1\n'],
  ] as const)('in %s, from %j to %j', (target, before, after) => {
    expect(isProvenMerge(target, before, after, meant)).toBe(false);
  });

  it.each([
    ['ossutil', '[a]\nx=1\n[b]\ny=1\n', '[a]\nx=2\n[b]\nak=FAKEid\n'],
    ['ossutil', '[a]\nx=1\n', '[a]\nx=2\n'],
    ['ossutil', '[a]\n# note\nx=1\n', '[a]\nak=FAKEid\n'],
    ['aliyun-cli', '{"a":1,"profiles":[]}', '{"a":2,"profiles":[{"access_key_id":"FAKEid"}]}'],
    ['aliyun-cli', '{"profiles":[{"n":1}]}', '{"profiles":[{"n":2},{"access_key_id":"FAKEid"}]}'],
    ['aliyun-cli', '{"profiles":[{"n":1}]}', '{"profiles":['],
  ] as const)('in %s, from %j to %j', (target, before, after) => {
    expect(isProvenMerge(target, before, after, sections)).toBe(false);
  });
});

it('a merge is proven where only the key changed', () => {
  expect(isProvenMerge('dotenv', '# n\nB=1\n', '# n\nB=1\nA_ID=FAKEid\nA_SECRET=x\n', meant)).toBe(true);
  expect(isProvenMerge('ossutil', '[a]\nx=1\n', '[a]\nx=1\n\n[b]\nak=FAKEid\n', sections)).toBe(true);
  expect(isProvenMerge('aliyun-cli', '{"profiles":[]}', '{"profiles":[{"access_key_id":"FAKEid"}]}', sections)).toBe(
    true,
  );
});

it('a removal is proven only where lines are missing or ended early', () => {
  expect(isProvenRemoval('A=1\nB=2\nC="x"\n', 'A=1\nC=""\n')).toBe(true);
  expect(isProvenRemoval('A=1\nB=2\n', 'B=2\nA=1\n')).toBe(false);
  expect(isProvenRemoval('A=1\n', 'A=2\n')).toBe(false);
  expect(isProvenRemoval('A=1\n', 'A=1\nB=2\n')).toBe(false);
});
