import { randomBytes } from 'node:crypto';
import { lstatSync, rmSync } from 'node:fs';
// security: the only file that opens a socket; it listens on a path for programs of this user, and never on the network
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { CommandState } from '../../common/command/allow';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import { findPlace, noteDefault, type PlaceNeeds, writeNote } from './place';

export type { Socket };

/** The socket on which programs ask. It is open as long as this process is there, locked or not. */
export interface Listening {
  state(): CommandState;
  end(): void;
}

/** The most connections at the same time. More are closed at once. */
const mostConnections = 128;
/** After so many milliseconds it is tried again, if another vault process still answers there. */
const triesAgainAfter = 250;
/** So often. One that was just killed answers no longer than that. */
const mostTries = 40;

interface ListeningNeeds extends PlaceNeeds {
  clock: Clock;
  /** A program has connected. Nothing was read yet. */
  onConnection(socket: Socket): void;
}

/** Begins to listen. What goes wrong is only a state: all else works without it. */
export function listen(needs: ListeningNeeds): Listening {
  let state: CommandState = 'failed';
  let server: Server | null = null;
  let stopTimer: (() => void) | null = null;
  let ended = false;

  const told = (now: CommandState): void => {
    state = now;
  };

  const open = (path: string, ready: () => void, taken: () => void): void => {
    // Bytes that come before it is known who asks stay unread.
    // security: listens on a path, in a folder that only this user can enter
    server = createServer({ pauseOnConnect: true });
    server.maxConnections = mostConnections;
    server.on('connection', (socket) => {
      // Whoever goes away early is no failure of this process.
      socket.on('error', () => socket.destroy());
      needs.onConnection(socket);
    });
    server.once('error', taken);
    server.once('listening', ready);
    const mask = process.platform === 'win32' ? null : process.umask(0o177);
    try {
      // The socket is made within this call, so the mask counts for nothing else.
      server.listen(path);
    } finally {
      if (mask !== null) process.umask(mask);
    }
  };

  const begin = async (tries: number): Promise<void> => {
    if (ended) return;
    const place = findPlace(needs);
    if (place.state !== 'ready') return told(place.state);
    const isPipe = process.platform === 'win32';
    // Nobody else can have taken a name that they can't know.
    const path = isPipe ? `\\\\.\\pipe\\keyfold-${randomBytes(16).toString('hex')}` : place.path;
    const again = () => {
      if (tries >= mostTries) told('failed');
      else stopTimer = needs.clock.after(triesAgainAfter, () => start(tries + 1));
    };
    if (!isPipe && !(await isFree(path))) return again();
    if (ended) return;
    open(
      path,
      () => {
        try {
          if (isPipe) writeNote(place.path, path);
          noteDefault(needs, place);
          told('ready');
        } catch (error) {
          // Nobody would find the way here. The vault itself needs none of it.
          reportFailure('command socket', error);
          server?.close();
          told('failed');
        }
      },
      again,
    );
  };
  const start = (tries: number): void => {
    begin(tries).catch((error) => {
      reportFailure('command socket', error);
      told('failed');
    });
  };
  start(0);

  return {
    state: () => state,
    end() {
      ended = true;
      stopTimer?.();
      server?.close();
    },
  };
}

/**
 * Returns whether a socket can be made there. One that a killed process left is removed; one that answers, and anything
 * that is no socket of this user, stays.
 */
async function isFree(path: string): Promise<boolean> {
  const isOurs = (): boolean | null => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return null;
    return found.isSocket() && (process.getuid === undefined || found.uid === process.getuid());
  };
  const ours = isOurs();
  if (ours === null) return true;
  if (!ours || !(await isRefused(path))) return false;
  if (isOurs()) rmSync(path, { force: true });
  return true;
}

/** Returns whether nobody listens there. */
function isRefused(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const answer = (refused: boolean) => {
      socket.destroy();
      resolve(refused);
    };
    socket.once('connect', () => answer(false));
    socket.once('error', (error: NodeJS.ErrnoException) => answer(error.code === 'ECONNREFUSED'));
  });
}
