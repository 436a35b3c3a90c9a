import { create } from 'zustand';
import type { About } from '../../../../common/contract/settings';
import type { AppError } from '../../../../common/errors';
import type { SettingsProblem } from '../../../../common/settings';
import type { Translate } from '../../../i18n';
import { isolate } from '../../../i18n/words';

/** Why settings are only in memory; `null` if they are in their file or nobody has asked yet. */
export const useSettingsProblem = create<{ problem: SettingsProblem | null; hidden: boolean }>(() => ({
  problem: null,
  hidden: false,
}));

/** Notes what main says of the settings. A notice that was hidden comes back for another problem. */
export function noteSettingsProblem({ settingsProblem: problem }: About): void {
  useSettingsProblem.setState((before) => ({
    problem,
    hidden: before.hidden && before.problem?.what === problem?.what,
  }));
}

function cause(t: Translate, error: AppError): string {
  switch (error.code) {
    case 'disk-full':
      return t('settings:problem.diskFull');
    case 'read-only':
      return t('settings:problem.readOnly', { path: isolate(error.path) });
    case 'no-permission':
      return t('settings:problem.noPermission', { path: isolate(error.path) });
    case 'io':
      return t('settings:problem.io', { path: isolate(error.path), system: error.system });
    default:
      return t('settings:problem.unknown');
  }
}

/** Returns what has become of the settings, and why. */
export function settingsProblemWords(t: Translate, { what, error }: SettingsProblem): string {
  return t(`settings:problem.${what}`, { cause: cause(t, error) });
}
