import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron';
import type { View } from '../../common/views';

/**
 * Pages come from `app://<view>/` and from nowhere else. What can be read is a fixed table made from the built files. A
 * request for anything else is a 404, so no path ever comes from a page.
 */

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The features that a page could ask the machine for. The session's handlers refuse them too; with this a page can't
 * even ask.
 */
const features = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const rendererFolder = join(import.meta.dirname, '../renderer');

/** Registers the scheme `app`. It must run before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Returns the file of a view's page, below the renderers' folder of the build. */
export function pageFile(view: View): string {
  return view === 'main-view' ? 'main-view/index.html' : `sheets/${view}/index.html`;
}

let assets: ReadonlySet<string> | null = null;

function fileFor(url: URL, view: View): string | null {
  if (url.host !== view) return null;
  if (url.pathname === '/') return pageFile(view);
  assets ??= new Set(readdirSync(join(rendererFolder, 'assets')).map((name) => `/assets/${name}`));
  return assets.has(url.pathname) ? url.pathname.slice(1) : null;
}

/**
 * Serves one view's page and the assets to this session. The page of another view can't be loaded in it.
 *
 * `protocol.handle` would do the same with the web's own `Request` and `Response`. For these two classes Node loads its
 * whole HTTP client, while the first page waits for its file.
 */
export function serve(session: Session, view: View): void {
  session.protocol.registerBufferProtocol('app', (request, respond) => void answer(request, view).then(respond));
}

/** What Chromium is told if a file of the build can't be read. */
const failed = -2;

/**
 * Returns what is served to a session of this view: a file of the build, or 404. Never rejects. There is no
 * Cross-Origin-Opener-Policy among the headers: it would cost each page a second process, and no page here can open
 * another or shares a session with one.
 */
export async function answer(request: Pick<ProtocolRequest, 'method' | 'url'>, view: View): Promise<ProtocolResponse> {
  const file = request.method === 'GET' ? fileFor(new URL(request.url), view) : null;
  if (file === null) return { statusCode: 404, data: Buffer.alloc(0) };
  try {
    return {
      data: await readFile(join(rendererFolder, file)),
      headers: {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'permissions-policy': features.map((feature) => `${feature}=()`).join(', '),
      },
    };
  } catch {
    return { error: failed };
  }
}
