import { app } from 'electron';
import { remoteInDevelopment } from './windows/view';

/** Sets up what only development builds have. It is called only if `import.meta.env.DEV` is true. */
export async function equipForDevelopment(): Promise<void> {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('before-input-event', (_input, { type, key }) => {
      if (type === 'keyDown' && key === 'F12') contents.toggleDevTools();
    });
  });
  if (remoteInDevelopment) await switchOnRemote();
}

/**
 * `@electron/remote` for the DevTools console. It can't be confined (four raw messages are enough to run code in main),
 * so the production bundle holds none of it, which a test proves.
 */
async function switchOnRemote(): Promise<void> {
  const { enable, initialize } = await import('@electron/remote/main');
  initialize();
  app.on('web-contents-created', (_event, contents) => enable(contents));
}
