/** Keyfold's mark: a sheet folded at its corner with a keyhole through it. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path d="M4 8a5 5 0 0 1 5-5h11l8 8v13a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5V8Z" className="fill-accent" />
      <path d="M20 3l8 8h-5a3 3 0 0 1-3-3V3Z" fill="#fff" fillOpacity="0.45" />
      <path
        d="M16 11.5a4 4 0 0 1 1.9 7.52l.96 3.98a.9.9 0 0 1-.88 1.1h-3.96a.9.9 0 0 1-.88-1.1l.96-3.98A4 4 0 0 1 16 11.5Z"
        fill="#fff"
      />
    </svg>
  );
}
