import { generate } from 'lean-qr';
import { useMemo } from 'react';

/** Number of white modules around the code. Scanners need this margin to find it. */
const quiet = 4;

/**
 * Returns the dark modules as one SVG path, in which a run of them in a row is one rectangle, and the width of the code
 * in modules with its margin.
 */
export function qrPath(text: string): { path: string; size: number } {
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y) || code.get(x - 1, y)) continue;
      let end = x + 1;
      while (code.get(end, y)) end += 1;
      path += `M${x + quiet} ${y + quiet}h${end - x}v1h${x - end}z`;
    }
  }
  return { path, size: code.size + 2 * quiet };
}

/** A QR code that the page draws itself. It is dark on light in every theme, since scanners need that. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-md border border-line"
    >
      <rect width={size} height={size} className="fill-qr-ground" />
      <path d={path} className="fill-qr-ink" />
    </svg>
  );
}
