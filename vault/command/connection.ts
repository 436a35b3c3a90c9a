import { isAbsolute, resolve } from 'node:path';
import { type Language, languageFor } from '../../common/languages';
import type { Clock } from '../base/clock';
import { shown } from './asked';
import { type Asking, createFrameReader, exit, failure, type Looked, look, note, printed } from './frames';
import type { AsksWho, Chain } from './peers';
import { type AskMeant, type Fault, meaningOf, type PlainMeant } from './request';
import type { Socket } from './socket';
import { type CommandWords, commandWords } from './words';

/** What the command ends with, where it isn't a program's own code. */
export const exitCodes = { wrongUse: 64, later: 75, refused: 77, notExecutable: 126, missing: 127 } as const;

/** A program that asks for something, at the other end of a connection. */
export interface Customer {
  readonly asking: Asking;
  readonly meant: AskMeant;
  readonly chain: Chain;
  /** The whole path of the program that `exec` starts; `null` for any other use. */
  readonly program: string | null;
  readonly language: Language;
  readonly words: CommandWords;
  gone(): boolean;
  /** Called once, when the connection ends from either side. */
  onGone(listener: () => void): void;
  /** Prints a line beside what the program gets. */
  note(text: string): void;
  /** Sends frames, wipes them, and ends the connection. */
  give(frames: Buffer): void;
  /** Ends it with a line on stderr, and this exit code. */
  end(code: number, text: string): void;
}

export interface ReceptionNeeds {
  clock: Clock;
  asksWho: AsksWho;
  /** The language if the program's environment says none. */
  language(): Language;
  /** Someone asks for what a person may have to allow. */
  onCustomer(customer: Customer): void;
  /** Answers what needs nobody. */
  plain(meant: PlainMeant, words: CommandWords): { text: string; after?: () => void };
}

/** Milliseconds for the request, and for the program to take what it got. */
const asksWithin = 5000;
const takesWithin = 10_000;
/** So many are received at the same time. The others wait unread, because finding out who asks starts a process. */
const mostAtOnce = 16;

/** Returns the function that receives a new connection. */
export function createReception(needs: ReceptionNeeds): (socket: Socket) => void {
  let busy = 0;
  const waiting: Socket[] = [];

  const next = (): void => {
    while (busy < mostAtOnce) {
      const socket = waiting.shift();
      if (!socket) return;
      if (socket.destroyed) continue;
      busy += 1;
      receive(socket, needs, () => {
        busy -= 1;
        next();
      });
    }
  };
  return (socket) => {
    waiting.push(socket);
    next();
  };
}

/** Returns the language that a locale names; `null`: it names none. */
function localeLanguage(locale: string): Language | null {
  const tag = locale.split(/[.@]/)[0] ?? '';
  return tag === '' || tag === 'C' || tag === 'POSIX' ? null : languageFor(tag.replace('_', '-'));
}

/** Receives one program: finds out who it is, what it asks, and where the program is that it wants to start. */
function receive(socket: Socket, needs: ReceptionNeeds, received: () => void): void {
  let onFrame: (frame: { asking: Asking } | { looked: Looked }) => void = () => socket.destroy();
  let isReceived = false;
  const line = createLine(socket, needs.clock);
  const over = () => {
    stopTimer();
    if (isReceived) return;
    isReceived = true;
    received();
  };
  const words = () => commandWords[needs.language()];
  const stopTimer = needs.clock.after(asksWithin, () => line.end(exitCodes.later, words().tooSlow));
  socket.once('close', over);

  const reader = createFrameReader((frame) => {
    const act = onFrame;
    // What comes unasked ends the connection.
    onFrame = () => socket.destroy();
    act(frame.kind === 'ask' ? { asking: frame.asking } : { looked: frame.looked });
  });
  const begin = (chain: Chain): void => {
    if (socket.destroyed) return;
    socket.on('data', (piece: Buffer) => {
      if (!reader.push(piece)) socket.destroy();
      piece.fill(0);
    });
    onFrame = (frame) => {
      if (!('asking' in frame)) return void socket.destroy();
      handle(frame.asking, chain);
    };
    socket.resume();
  };
  const handle = (asking: Asking, chain: Chain) => {
    const language = localeLanguage(asking.locale) ?? needs.language();
    const own = commandWords[language];
    const meant = meaningOf(asking.args, asking.cut);
    if ('fault' in meant) return line.end(exitCodes.wrongUse, faultText(meant, own));
    if (!isAsk(meant)) return line.answer(needs.plain(meant, own));
    if (meant.use === 'env' && asking.terminals.stdout) return line.end(exitCodes.wrongUse, own.terminal);
    const arrive = (program: string | null) => {
      over();
      const about = { asking, meant, chain, program, language, words: own };
      needs.onCustomer({ ...about, ...line });
    };
    if (meant.use !== 'exec') return arrive(null);
    onFrame = (frame) => {
      if (!('looked' in frame)) return void socket.destroy();
      const { result, path } = frame.looked;
      const name = shown(asking.args[meant.at] ?? '', 200);
      if (result === 'missing') return line.end(exitCodes.missing, own.program.missing(name));
      if (result !== 'found') return line.end(exitCodes.notExecutable, own.program['not-executable'](name));
      arrive(isAbsolute(path) ? path : resolve('/', asking.folder, path));
    };
    line.send(look(meant.at));
  };
  needs.asksWho(socket).then(begin, () => begin([]));
}

const isAsk = (meant: AskMeant | PlainMeant): meant is AskMeant =>
  meant.use === 'exec' || meant.use === 'external' || meant.use === 'env' || meant.use === 'list';

/** The writing end of a connection. */
function createLine(socket: Socket, clock: Clock) {
  let ending = false;
  const send = (frames: Buffer): void => {
    if (socket.destroyed || ending) frames.fill(0);
    else socket.write(frames, () => frames.fill(0));
  };
  const finish = (): void => {
    ending = true;
    socket.end();
    const stopTimer = clock.after(takesWithin, () => socket.destroy());
    socket.once('close', stopTimer);
  };
  const print = (text: string) => `keyfold: ${text.trimEnd()}\n`;
  return {
    send,
    gone: () => socket.destroyed || ending,
    onGone: (listener: () => void) => void socket.once('close', listener),
    note: (text: string) => send(note(print(text))),
    give(frames: Buffer) {
      send(frames);
      finish();
    },
    end(code: number, text: string) {
      send(Buffer.concat([...(text === '' ? [] : [failure(print(text))]), exit(code)]));
      finish();
    },
    answer({ text, after }: { text: string; after?: () => void }) {
      if (after) socket.once('close', after);
      send(printed(text));
      finish();
    },
  };
}

/** Returns what is wrong with a command line, in words. What was typed stands in them as it can be shown. */
function faultText(fault: Fault, { fault: words }: CommandWords): string {
  const typed = (text: string) => shown(text, 80);
  const withHelp = (text: string, about: string) => `${text} ${words.help(about)}`;
  switch (fault.fault) {
    case 'unknown-command':
      return words.command(typed(fault.word));
    case 'unknown-option':
      return withHelp(words.option(typed(fault.word)), fault.about);
    case 'unexpected':
      return withHelp(words.unexpected(typed(fault.word)), fault.about);
    case 'no-value':
      return withHelp(words.noValue(typed(fault.word)), fault.about);
    case 'twice':
      return withHelp(words.twice(typed(fault.word)), fault.about);
    case 'both':
      return withHelp(words.both, fault.about);
    case 'unknown-value':
      return withHelp(words.value(typed(fault.word), typed(fault.value), fault.known.join(', ')), fault.about);
    case 'no-program':
      return words.noProgram;
    case 'no-shell':
      return words.noShell;
    case 'cut':
      return words.cut;
  }
}
