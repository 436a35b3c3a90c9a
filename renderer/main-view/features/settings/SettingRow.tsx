import type { ReactNode } from 'react';

interface SettingRowProps {
  label: string;
  about: string;
  /** The control. It has its own accessible name. */
  children: ReactNode;
}

/** One setting: its words on the left, its control on the right. */
export function SettingRow({ label, about, children }: SettingRowProps) {
  return (
    <div className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <p className="text-ink">{label}</p>
        <p className="text-sm text-muted">{about}</p>
      </div>
      {children}
    </div>
  );
}
