import { create } from 'zustand';
import type { ProviderId } from '../../../../common/providers';
import { showPage } from '../../ui';

interface HelpState {
  /** The provider whose manual is shown first; `null`: the first one. */
  provider: ProviderId | null;
}

export const useHelp = create<HelpState>(() => ({ provider: null }));

/** Shows the page Help, at what the manual of this provider says. */
export function showHelp(provider: ProviderId | null = null): void {
  useHelp.setState({ provider });
  showPage('help');
}
