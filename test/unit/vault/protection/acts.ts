import { TOTP } from 'otpauth';
import type { AppError } from '../../../../common/errors';
import type { Intent } from '../../../../common/intents';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import type { Proof, ProtectionPart, ProtectionState } from '../../../../common/protection';
import { masterPassword } from '../../../support/fake-keys';
import { auditOf, filesIn, intentOn, type KeyAct, type TestVault } from '../harness';

/** What the sheets and Settings do about operation protection. */

export const administratorPassword = 'fake administrator password';

export const master = (text = masterPassword): Proof => ({ method: 'password', password: passwordBytes(text) });
export const administrator = (text = administratorPassword): Proof => ({
  method: 'administrator',
  password: passwordBytes(text),
});
export const code = (digits: string): Proof => ({ method: 'code', code: digits });

export const state = (vault: TestVault) => vault.view('main-view').must<ProtectionState>('protection.state');

export const turn = (vault: TestVault, part: ProtectionPart, on: boolean, proof: Proof = master()) =>
  vault.view('protect').must('protection.change', { change: { part, on }, proof });

export const lock = (vault: TestVault, proof: Proof = master(), password = administratorPassword) =>
  vault.view('protect').must('protection.lock', { proof, administrator: passwordBytes(password) });

/** Sets an authenticator app up; the app answers the codes of any time, in milliseconds since the epoch. */
export async function enrol(vault: TestVault): Promise<(at: number) => string> {
  const sheet = vault.view('protect');
  const { key } = await sheet.must<{ key: Uint8Array }>('protection.enrol', { proof: master() });
  const app = appWith(Buffer.from(key).toString('ascii'));
  await sheet.must('protection.confirmEnrolment', { code: app(vault.now) });
  return app;
}

export function appWith(secret: string): (at: number) => string {
  const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  return (at) => totp.generate({ timestamp: at });
}

export const verify = (vault: TestVault, act: KeyAct | Intent, id: string, proof: Proof) =>
  vault.view('verify').must<{ ticket: string }>('protection.verify', {
    intent: typeof act === 'string' ? intentOn(act, id) : act,
    proof,
  });

export const refused = (vault: TestVault, act: KeyAct | Intent, id: string, proof: Proof): Promise<AppError> =>
  vault
    .view('verify')
    .mustFail('protection.verify', { intent: typeof act === 'string' ? intentOn(act, id) : act, proof });

/** The database as it stands on the disk. */
export const stored = (vault: TestVault): Buffer => filesIn(vault.folder).get('vault.db') ?? Buffer.alloc(0);

/** How many rows the log has. */
export const logged = async (vault: TestVault): Promise<number> => (await auditOf(vault)).total;

/** What was done since the log had so many rows; what was refused is left out, and must have its rows. */
export async function written(vault: TestVault, rows: number): Promise<string[]> {
  const page = await auditOf(vault, {}, 500);
  const since = page.rows.slice(0, page.total - rows);
  if (since.length === 0) throw new Error('no refusal was written down');
  return since.filter(({ outcome }) => outcome === 'ok').map(({ action }) => action);
}
