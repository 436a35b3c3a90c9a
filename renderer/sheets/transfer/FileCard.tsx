import { FileLock, FileText } from 'lucide-react';

interface FileCardProps {
  name: string;
  /** Whether it opens only with a password, a passphrase or a key. */
  sealed?: boolean;
  children?: string;
}

/** A file by its name, with a line about it. */
export function FileCard({ name, sealed = false, children }: FileCardProps) {
  const Icon = sealed ? FileLock : FileText;
  return (
    <div className="flex items-start gap-2.5 rounded-lg border border-line bg-sunken px-3 py-2.5">
      <Icon size={16} className="mt-0.5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0">
        <p className="line-clamp-2 font-medium break-all text-ink">
          <bdi>{name}</bdi>
        </p>
        {children ? <p className="text-sm text-muted">{children}</p> : null}
      </div>
    </div>
  );
}
