import { describe, expect, it } from 'vitest';
import { providers } from '../../../../common/providers';
import { variableSetIds } from '../../../../common/transfer/variables';
import { meaningOf } from '../../../../vault/command/request';
import { namesOf, variablesFor } from '../../../../vault/command/variables';

const means = (...args: string[]) => meaningOf(args, false);
const any = { key: null, provider: null };

describe('a command line', () => {
  it.each([
    [['exec', '--', 'make'], { use: 'exec', which: any, only: null, at: 2 }],
    [['exec', '--key=a=b', '--', '--help'], { use: 'exec', which: { key: 'a=b', provider: null }, only: null, at: 3 }],
    [
      ['exec', '--provider', '阿里云', '--', 'x'],
      { use: 'exec', which: { key: null, provider: 'alibaba' }, only: null, at: 4 },
    ],
    [['exec', '--only', 'HW_ACCESS_KEY', '--', 'x'], { use: 'exec', which: any, only: 'HW_ACCESS_KEY', at: 4 }],
    [['external'], { use: 'external', which: any, format: 'aliyun-cli' }],
    [['external', '--format', 'credential-process'], { use: 'external', which: any, format: 'credential-process' }],
    [['env', '--shell', 'fish'], { use: 'env', which: any, only: null, shell: 'fish' }],
    [['list'], { use: 'list', form: 'table', quiet: false }],
    [['list', '--names', '--quiet'], { use: 'list', form: 'names', quiet: true }],
    [['lock'], { use: 'lock' }],
    [['status', '--json'], { use: 'status', json: true }],
    [['--version'], { use: 'version' }],
    [[], { use: 'help', about: null }],
    [['-h'], { use: 'help', about: null }],
    [['help', 'env'], { use: 'help', about: 'env' }],
    [['exec', '--key', 'x', '--help'], { use: 'help', about: 'exec' }],
  ])('%j', (args, meaning) => expect(means(...args)).toEqual(meaning));

  it.each([
    [['exec'], 'no-program'],
    [['exec', '--key', 'x'], 'no-program'],
    [['exec', '--key', 'x', '--'], 'no-program'],
    [['exec', '--key', 'x', '--', ''], 'no-program'],
    [['exec', 'terraform', 'plan'], 'no-program'],
    [['exec', '--key', '--', 'make'], 'no-value'],
    [['exec', '--key='], 'no-value'],
    [['exec', '--key', 'a', '--key', 'b', '--', 'x'], 'twice'],
    [['exec', '--toString', '--', 'x'], 'unknown-option'],
    [['exec', '--constructor', '--', 'x'], 'unknown-option'],
    [['exec', '--only', 'PATH', '--', 'x'], 'unknown-value'],
    [['exec', '--provider', 'aws', '--', 'x'], 'unknown-value'],
    [['env'], 'no-shell'],
    [['env', '--shell', 'csh'], 'unknown-value'],
    [['list', '--json', '--names'], 'both'],
    [['list', '--json=yes'], 'unknown-option'],
    [['list', '--', 'x'], 'unexpected'],
    [['lock', 'now'], 'unexpected'],
    [['help', '__proto__'], 'unknown-command'],
    [['constructor'], 'unknown-command'],
    [['sign'], 'unknown-command'],
  ])('%j is a fault: %s', (args, fault) => expect(means(...args)).toMatchObject({ fault }));

  it('may be cut only behind the program', () => {
    expect(meaningOf(['exec', '--', 'make', 'x'], true)).toMatchObject({ use: 'exec', at: 2 });
    expect(meaningOf(['exec', '--key', 'x'], true)).toEqual({ fault: 'cut' });
    expect(meaningOf(['list'], true)).toEqual({ fault: 'cut' });
  });
});

describe('the variables of a program', () => {
  it.each(providers)('of $id: all sets, and nothing is set that was not removed before', ({ id, variables }) => {
    const { removes, sets, also } = variablesFor(id, null, true);
    expect(sets.every(({ name }) => removes.includes(name))).toBe(true);
    expect(new Set(sets.map(({ name }) => name)).size).toBe(sets.length);
    expect(sets.length === 0).toBe(variables.length === 0);
    expect(also.map(({ name }) => name)).toEqual(id === 'alibaba' ? ['ALIBABA_CLOUD_IGNORE_PROFILE'] : []);
  });

  it.each(variableSetIds)('of the one set %s: the others of the provider are removed, without a token too', (only) => {
    const { sets, removes } = namesOf(variablesFor('alibaba', only, false));
    expect(sets.length).toBeLessThanOrEqual(3);
    expect(removes).toContain('ALIBABA_CLOUD_SECURITY_TOKEN');
  });
});
