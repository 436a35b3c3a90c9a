import { app, type Session, type WebContents } from 'electron';
import { log } from '../platform/log';

/** Development only: the address at which electron-vite serves the pages. */
export const developmentServer = import.meta.env.DEV ? (process.env.ELECTRON_RENDERER_URL ?? null) : null;

/**
 * Confines every session and every web contents that is ever made, also Electron's own default ones. They can load only
 * the application's pages: no navigation, no new windows, no webviews, nothing of the machine, nothing of the network.
 * It must run before `ready`.
 */
export function confineEverything(): void {
  // Electron's default session is made with its first use. Nothing of Keyfold uses it, so on most starts there is none,
  // which saves the time, the memory and the files that it takes.
  app.on('session-created', confineSession);
  app.on('web-contents-created', (_event, contents) => {
    // Whoever made its session before anybody could listen.
    confineSession(contents.session);
    confineContents(contents);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event) => event.preventDefault());
}

const confinedAlready = new WeakSet<Session>();

function confineSession(confined: Session): void {
  if (confinedAlready.has(confined)) return;
  confinedAlready.add(confined);
  confined.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !mayLoad(details.url) });
  });
  // Requests for files don't reach that listener.
  confined.protocol.handle('file', () => Response.error());
  confined.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  confined.setPermissionCheckHandler(() => false);
  confined.setDevicePermissionHandler(() => false);
  // Its dictionaries come from the network, and it would store words that were typed.
  confined.setSpellCheckerEnabled(false);
  confined.on('will-download', (event) => event.preventDefault());
}

function mayLoad(url: string): boolean {
  if (url.startsWith('app://')) return true;
  if (!developmentServer) return false;
  return url.startsWith('devtools://') || new URL(url).host === new URL(developmentServer).host;
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
  // If nobody answers, Electron takes the first Bluetooth device that it finds.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  // WebRTC reaches STUN servers in spite of webRequest, CSP and resolver rules. Only this stops it.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
