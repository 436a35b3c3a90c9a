import { connect } from 'node:net';
import { app, BaseWindow, ipcMain, MessageChannelMain, type MessagePortMain, session, WebContentsView } from 'electron';
import type { FromView, ToView } from '../../../common/control';
import type { Reply } from '../../../common/errors';
import { answerCalls } from '../../../main/ipc/transport';
import { confineEverything } from '../../../main/windows/hardening';
import { answer, registerScheme } from '../../../main/windows/protocol';
import { type FromHost, type Opening, pack, reader, type ToHost } from './wire';

/**
 * An Electron with one page and nothing behind it: no vault, no settings, no menu. The page is served, confined and
 * reached as in the application, by the same code and the built preload script. Its calls go to the test, which answers
 * them.
 */

// This comes before anything else: nothing of the person who runs the tests is read or changed.
app.setPath('userData', process.env.KEYFOLD_HOST_FOLDER ?? '');
confineEverything();
registerScheme();

const socket = connect(process.env.KEYFOLD_HOST_SOCKET ?? '');
const send = (message: FromHost) => socket.write(pack(message));

let now: Opening | null = null;
let port: MessagePortMain | null = null;
let lastNumber = 0;
const waiting = new Map<number, (reply: Reply<unknown>) => void>();

function ask(operation: string, input: unknown): Promise<Reply<unknown>> {
  const view = now?.boot.view;
  if (!view) return Promise.resolve({ ok: false, error: { code: 'internal' } });
  lastNumber += 1;
  const number = lastNumber;
  send({ kind: 'call', number, view, operation, input });
  return new Promise((resolve) => waiting.set(number, resolve));
}

answerCalls((_sender, _url, operation, input) => ask(String(operation), input));

// The page's own preload script asks for this before it begins. In the application it is on the command line.
ipcMain.on('host:boot', (event) => {
  event.returnValue = now ? JSON.stringify(now.boot) : '';
});

const emptyPage = {
  data: Buffer.from('<!doctype html>'),
  headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" },
};

void app.whenReady().then(() => {
  const ownSession = session.fromPartition('view');
  const window = new BaseWindow({ width: 1200, height: 760, backgroundColor: '#f6f7f9', autoHideMenuBar: true });
  const view = new WebContentsView({
    webPreferences: {
      session: ownSession,
      preload: process.env.KEYFOLD_HOST_PRELOAD ?? '',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
    },
  });
  const { webContents } = view;
  window.contentView.addChildView(view);

  webContents.on('dom-ready', () => {
    if (!now || webContents.getURL() !== `app://${now.boot.view}/`) return;
    webContents.focus();
    port?.close();
    const { port1, port2 } = new MessageChannelMain();
    port1.on('message', ({ data }: { data: FromView }) => {
      void ask(data.operation, data.input).then((reply) =>
        port1.postMessage({ kind: 'reply', number: data.number, reply } satisfies ToView),
      );
    });
    port1.start();
    port = port1;
    webContents.postMessage('keyfold:port', now.context, [port2]);
  });

  // Between two tests there is an empty page at the view's own address. A page of another address would need another
  // process.
  ownSession.protocol.registerBufferProtocol('app', (request, respond) => {
    if (now === null || request.url.endsWith('/blank')) respond(emptyPage);
    else void answer(request, now.boot.view).then(respond);
  });
  webContents.loadURL('app://main-view/blank').catch(() => {
    // The first test was quicker, and its page is there already.
  });

  const take: { [Kind in ToHost['kind']]: (message: Extract<ToHost, { kind: Kind }>) => void } = {
    open(opening) {
      now = opening;
      waiting.clear();
      window.setContentSize(opening.size.width, opening.size.height);
      view.setBounds({ x: 0, y: 0, ...opening.size });
      // What a page may have stored must not be there for the next one.
      void ownSession.clearStorageData().then(() => send({ kind: 'opened' }));
    },
    reply({ number, reply }) {
      waiting.get(number)?.(reply);
      waiting.delete(number);
    },
    event({ side, name, payload }) {
      if (side === 'main') webContents.send('keyfold:event', name, payload);
      else port?.postMessage({ kind: 'event', name, payload } satisfies ToView);
    },
    'end-port': () => port?.close(),
  };
  socket.on(
    'data',
    reader<ToHost>((message) => (take[message.kind] as (message: ToHost) => void)(message)),
  );
});

app.on('window-all-closed', () => app.quit());
