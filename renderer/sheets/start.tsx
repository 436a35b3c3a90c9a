import { Component, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../common/languages';
import type { ViewBoot } from '../../common/views';
import { Banner } from '../design/plain/Banner';
import { startI18n, useT } from '../i18n';
import { base } from '../i18n/base';
import { closing as closingEnglish } from '../i18n/en/closing';
import { closing as closingChinese } from '../i18n/zh-CN/closing';
import { keepFocus } from '../keep-focus';

interface SheetClient {
  boot: ViewBoot;
  on(name: 'settingsChanged', listener: (payload: { language: Language }) => void): () => void;
}

const ofEverySheet = { ...base, closing: { en: closingEnglish, 'zh-CN': closingChinese } };

/**
 * Loads the words and then renders the sheet. StrictMode is not used, since an act of a sheet, such as spending a
 * ticket, must not run twice.
 */
export function startSheet(
  client: SheetClient,
  words: Omit<Parameters<typeof startI18n>[1], keyof typeof ofEverySheet>,
  sheet: ReactNode,
): void {
  startI18n(client, { ...ofEverySheet, ...words });
  keepFocus(() => document.querySelector('[role=dialog]'));
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<Guard>{sheet}</Guard>);
}

function Defect() {
  const t = useT();
  return (
    <div className="fixed inset-0 flex items-center justify-center bg-scrim p-6">
      <div className="max-w-105 rounded-xl bg-surface p-4 shadow-sheet">
        <Banner tone="danger">{t('errors:internal')}</Banner>
      </div>
    </div>
  );
}

/** If a sheet has a defect, this says so instead of leaving an empty page over the main view. */
class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Defect /> : this.props.children;
  }
}
