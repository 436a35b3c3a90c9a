import { type BusMessage, BusWriter, connectToBus, inTime, textsOf } from './session-bus';

/** The desktop's messages on Linux, by the Desktop Notifications Specification 1.2. Nothing here waits for the desktop. */

const name = 'org.freedesktop.Notifications';
const service = { destination: name, path: '/org/freedesktop/Notifications', interface: name };

/** What shows messages outside of the window. */
export interface MessageService {
  /** It takes some signs of a message's text as markup. */
  markup: boolean;
  /** Shows a message. `pressed` is called when a person presses it. */
  show(message: { title: string; body: string; pressed: () => void }): void;
  /** Takes away every message that it was told to show, also one that the desktop shows only later. It then has ended. */
  end(): void;
}

/** Returns the number of the message in an answer or a signal, or `null`. */
const numberOf = (message: BusMessage | null): number | null =>
  message?.signature.startsWith('u') && message.body.length >= 4 ? message.body.readUInt32LE(0) : null;

const notifyBody = (title: string, body: string): Buffer =>
  new BusWriter()
    .text('Keyfold')
    .number(0)
    .text('')
    .text(title)
    .text(body)
    .array(4, (actions) => actions.text('default').text('Keyfold'))
    .array(8, (hints) => {
      hints.align(8).text('desktop-entry').signature('s').text('keyfold');
      hints.align(8).text('suppress-sound').signature('b').number(1);
    })
    .number(-1)
    .bytes();

/** Connects to the desktop's service for messages. `null` if there is none, or if it doesn't answer within two seconds. */
export async function connectToMessages(): Promise<MessageService | null> {
  const standing = new Map<number, () => void>();
  const rule = `type='signal',sender='${name}',interface='${name}'`;
  const bus = await connectToBus(rule, (signal) => {
    const number = numberOf(signal);
    if (signal.interface !== name || number === null) return;
    const pressed = standing.get(number);
    if (signal.member === 'ActionInvoked' || signal.member === 'NotificationClosed') standing.delete(number);
    if (signal.member === 'ActionInvoked') pressed?.();
  });
  const answer = bus && (await inTime(bus.call({ ...service, member: 'GetCapabilities' })));
  if (!bus || answer?.signature !== 'as') {
    bus?.end();
    return null;
  }
  let [awaited, ended] = [0, false];
  const take = (number: number) =>
    void bus.call({
      ...service,
      member: 'CloseNotification',
      signature: 'u',
      body: new BusWriter().number(number).bytes(),
    });
  const endWhenSettled = () => {
    if (ended && awaited === 0) bus.end();
  };
  return {
    markup: textsOf(answer).includes('body-markup'),
    show({ title, body, pressed }) {
      awaited += 1;
      const call = { ...service, member: 'Notify', signature: 'susssasa{sv}i', body: notifyBody(title, body) };
      void bus.call(call).then((shown) => {
        awaited -= 1;
        const number = numberOf(shown);
        if (number !== null && ended) take(number);
        else if (number !== null) standing.set(number, pressed);
        endWhenSettled();
      });
    },
    end() {
      if (ended) return;
      ended = true;
      for (const number of standing.keys()) take(number);
      standing.clear();
      endWhenSettled();
    },
  };
}
