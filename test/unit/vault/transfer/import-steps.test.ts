import { describe, expect, test } from 'vitest';
import { createPortLife } from '../../../../vault/base/port-life';
import type { OpenVault } from '../../../../vault/session/open-vault';
import * as steps from '../../../../vault/transfer/import-steps';
import { createImports } from '../../../../vault/transfer/imports';
import type { ComparedKeys } from '../../../../vault/transfer/plan';
import { createRunning } from '../../../../vault/transfer/turns';
import { fakePair } from '../../../support/fake-keys';

/** Read by the type checker: each line below must be an error, or the check fails. */
const wrong = {
  // @ts-expect-error -- a plan needs keys of which it is known whose they are
  plansUnowned: (step: steps.Unowned, plan: ComparedKeys, vault: OpenVault) => steps.withPlan(step, plan, vault),
  // @ts-expect-error -- only what was planned can be applied
  appliesUnplanned: (step: steps.Ready) => steps.applied(step),
  // @ts-expect-error -- it is done once
  appliesTwice: (step: steps.Applied) => steps.applied(step),
  // @ts-expect-error -- a table has no keys before its columns are named
  ownsTable: (step: steps.Unnamed) => steps.owned(step, 'alibaba'),
  // @ts-expect-error -- another vault isn't opened with an age key
  decryptsVault: (step: steps.LockedVault) => steps.decrypt(step, { kind: 'identities', identities: [] }),
  // @ts-expect-error -- there is no plan yet
  readsPlan: (step: steps.Ready) => step.plan,
  // @ts-expect-error -- the keys are gone
  readsAppliedKeys: (step: steps.Applied) => step.found,
};

const csv = (...pairs: { accessKeyId: string; secret: string }[]) => {
  const rows = pairs.map(({ accessKeyId, secret }) => `${accessKeyId},${secret}\r\n`);
  return { fileName: 'FAKE.csv', path: null, bytes: Buffer.from(`AccessKey ID,AccessKey Secret\r\n${rows.join('')}`) };
};
const table = () => {
  const { accessKeyId, secret } = fakePair('pingan');
  return { fileName: 'FAKE.csv', path: null, bytes: Buffer.from(`one,two\r\n${accessKeyId},${secret}\r\n`) };
};
const vault = {} as OpenVault;
const isWiped = (bytes: Uint8Array | undefined) => bytes?.every((byte) => byte === 0) ?? false;

function planned(secret = 'FAKE') {
  const plain = { secret: Buffer.from(secret), token: null };
  const plan = { keys: [{ checked: { plain } }], takeDefaults: false } as unknown as ComparedKeys;
  return { plan, secret: plain.secret };
}

function opened() {
  const life = createPortLife<object>();
  return {
    life,
    imports: createImports(
      life,
      createRunning(life, () => undefined),
    ),
    port: {},
  };
}

describe('a step of an import', () => {
  test('that isn’t its turn does not compile', () => {
    expect(Object.values(wrong).every((use) => typeof use === 'function')).toBe(true);
  });

  test('that isn’t its turn is refused when a view asks for it', async () => {
    const { imports, port } = opened();
    const refused = (...calls: (() => unknown)[]) => {
      for (const call of calls) expect(call).toThrow('ticket-invalid');
    };
    const calls = {
      table: () => imports.table(port),
      assume: () => imports.assume(port, 'pingan'),
      found: () => imports.found(port),
      keepPlan: () => imports.keepPlan(port, planned().plan, vault),
      plan: () => imports.plan(port, vault),
      applied: () => imports.applied(port),
      source: () => imports.source(port),
    };
    refused(...Object.values(calls));
    expect(await imports.open(port, table())).toMatchObject({ needs: 'columns', keys: 0 });
    refused(calls.assume, calls.found, calls.keepPlan, calls.plan, calls.applied, calls.source);
    const outline = imports.table(port);
    const mapping = { ...outline.mapping, accessKeyId: 0, secret: 1 };
    expect(imports.columns(port, mapping, 'pingan')).toMatchObject({ needs: null, keys: 1 });
    refused(calls.table, calls.plan, calls.applied, calls.source);
    expect(imports.found(port)).toHaveLength(1);
    imports.keepPlan(port, planned().plan, vault);
    refused(calls.table, calls.assume, () => imports.plan(port, {} as OpenVault));
  });

  test('wipes what the next one has no use for', async () => {
    const { life, imports, port } = opened();
    const file = csv(fakePair('alibaba'));
    if ((await imports.open(port, file)).needs === 'provider') imports.assume(port, 'alibaba');
    expect(isWiped(file.bytes)).toBe(true);
    const secret = imports.found(port)[0]?.secret;
    const [one, two] = [planned(), planned()];
    imports.keepPlan(port, one.plan, vault);
    imports.keepPlan(port, two.plan, vault);
    expect([isWiped(one.secret), isWiped(two.secret), isWiped(secret)]).toEqual([true, false, false]);
    life.end(port);
    expect([isWiped(two.secret), isWiped(secret)]).toEqual([true, true]);
    const late = planned();
    expect(() => imports.keepPlan(port, late.plan, vault)).toThrow('ticket-invalid');
    expect(isWiped(late.secret)).toBe(true);
  });
});
