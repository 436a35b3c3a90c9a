import { askTool } from './linux-tools';

/**
 * Milliseconds that a keyring has to answer. Chromium waits for it on main's only thread, and without a limit: the whole
 * window stood still for 75 s when a keyring took calls and never answered.
 */
const limit = 5000;

/** What is asked of each keyring. It changes nothing and opens nothing. */
const questions: Readonly<Record<string, readonly string[]>> = {
  gnome_libsecret: [
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.SearchItems',
    'dict:string:string:application,keyfold-asks',
  ],
  kwallet: ['--dest=org.kde.kwalletd', '/modules/kwalletd', 'org.kde.KWallet.isEnabled'],
  kwallet5: ['--dest=org.kde.kwalletd5', '/modules/kwalletd5', 'org.kde.KWallet.isEnabled'],
  kwallet6: ['--dest=org.kde.kwalletd6', '/modules/kwalletd6', 'org.kde.KWallet.isEnabled'],
};

/**
 * Returns whether the keyring of this safeStorage backend answers at all, so that Chromium may be asked to use it. An
 * answer that says no is an answer. Where nothing can be asked, the answer is `true`.
 */
export async function keyringAnswers(backend: string): Promise<boolean> {
  const question = questions[backend];
  if (!question) return true;
  // Two limits: the tool's own gives up the call, and the other one ends a tool that the bus itself lets wait.
  const args = ['--session', '--print-reply', `--reply-timeout=${limit}`, ...question];
  const { how, complaint } = await askTool('dbus-send', args, 2 * limit);
  return how !== 'silent' && !complaint.includes('org.freedesktop.DBus.Error.NoReply');
}
