import { app, type Session, type WebContents } from 'electron';
import { log } from '../platform/log';

/** Development only: where electron-vite serves the pages. */
export const developmentServer = import.meta.env.DEV ? (process.env.ELECTRON_RENDERER_URL ?? null) : null;

/** Nothing but the application's own pages may be loaded in this session, and nothing of the machine may be asked for. */
export function confineSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !mayLoad(details.url) });
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

function mayLoad(url: string): boolean {
  if (url.startsWith('app://')) return true;
  if (!developmentServer) return false;
  return url.startsWith('devtools://') || new URL(url).host === new URL(developmentServer).host;
}

/** Every web contents that ever comes to be: no navigation, no new windows, no webviews, no WebRTC past the session's rules. */
export function confineAllContents(): void {
  app.on('web-contents-created', (_event, contents) => confineContents(contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event) => event.preventDefault());
}

function confineContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => {
    event.preventDefault();
    log('a navigation was refused');
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // WebRTC asks STUN servers past webRequest, CSP and resolver rules; only this closes it.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
