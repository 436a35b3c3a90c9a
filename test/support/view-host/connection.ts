import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { isWindows } from '../../../scripts/lib/systems.mjs';
import { type FromHost, pack, reader, type ToHost } from './wire';

/** The worker's end of the connection to its host. */
export class Connection {
  /** Handles what the host says. The view that is open sets it. */
  take: (message: FromHost) => void = () => undefined;
  readonly address: string;
  readonly #server: Server;
  readonly #connected: Promise<Socket>;

  private constructor(address: string, server: Server) {
    this.address = address;
    this.#server = server;
    this.#connected = new Promise((resolve) => server.once('connection', resolve));
    void this.#connected.then((socket) => {
      socket.on(
        'data',
        reader<FromHost>((message) => this.take(message)),
      );
      // The host ended while something was being sent. By then the test has failed, or is over.
      socket.on('error', () => socket.destroy());
    });
  }

  /** Listens in this folder. If sockets are not files on this system, it listens under the folder's name. */
  static async listen(folder: string): Promise<Connection> {
    const address = isWindows ? `\\\\.\\pipe\\${folder.replace(/\W/g, '-')}` : join(folder, 'line');
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
    return new Connection(address, server);
  }

  async send(message: ToHost): Promise<void> {
    const socket = await this.#connected;
    socket.write(pack(message));
  }

  close(): void {
    void this.#connected.then((socket) => socket.destroy());
    this.#server.close();
  }
}
