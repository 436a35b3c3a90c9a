import { create } from 'zustand';
import type { BackupRule, BackupState } from '../../../../common/backups';
import type { StepBack } from '../../../../common/generation';
import { toast } from '../../../design/toast';
import { translator } from '../../../i18n';
import { client } from '../../client';
import { reported, reportedIfVerified } from '../../report';
import { verified } from '../../verification';

interface BackupsStore {
  /** `null` until the vault was asked. */
  state: BackupState | null;
  /** The vault is an older copy, and nobody has confirmed yet that this is right. */
  stepBack: StepBack | null;
  /** The failure that the person has hidden, by its moment in milliseconds since the epoch. */
  hiddenFailure: number | null;
  /** A backup is being made because a person asked for it. */
  making: boolean;
}

export const useBackups = create<BackupsStore>(() => ({
  state: null,
  stepBack: null,
  hiddenFailure: null,
  making: false,
}));

async function load(): Promise<void> {
  const [state, stepBack] = await Promise.all([client.backups.state({}), client.generation.state({})]);
  if (state.ok) useBackups.setState({ state: state.value });
  if (stepBack.ok) useBackups.setState({ stepBack: stepBack.value });
}

export const backups = {
  load,
  noteStepBack: (stepBack: StepBack | null) => useBackups.setState({ stepBack }),
  hideFailure: () => useBackups.setState(({ state }) => ({ hiddenFailure: state?.failed?.at ?? null })),
  async make(): Promise<void> {
    if (useBackups.getState().making) return;
    useBackups.setState({ making: true });
    const reply = await reported(client.backups.make({}));
    useBackups.setState({ making: false });
    if (reply) toast('good', translator()('backups:made'));
  },
  async keep(keep: BackupRule): Promise<void> {
    await reportedIfVerified(
      verified({ act: 'keep-backups', keep }, (ticket) => client.backups.keep({ keep, ...ticket })),
    );
  },
  async chooseSecond(): Promise<void> {
    if (useBackups.getState().making) return;
    useBackups.setState({ making: true });
    await reported(client.backups.chooseSecond({}));
    useBackups.setState({ making: false });
  },
  async leaveSecond(): Promise<void> {
    await reported(client.backups.leaveSecond({}));
  },
  async remove(name: string): Promise<boolean> {
    const reply = await reportedIfVerified(
      verified({ act: 'remove-backup', name }, (ticket) => client.backups.remove({ name, ...ticket })),
    );
    if (reply) toast('good', translator()('backups:deleted'));
    return reply !== null;
  },
  async acceptStepBack(): Promise<void> {
    await reported(client.generation.accept({}));
  },
};
