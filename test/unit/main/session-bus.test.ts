import { expect, test } from 'vitest';
import { BusWriter, busSocket, readMessage, textsOf } from '../../../main/platform/session-bus';
import { Reader, Writer } from '../../support/bus/wire';

/** What goes over the session bus, compared with the tests' own reader and writer of it. */

test('the socket is the one that the environment names, and nothing but a file', () => {
  const of = (address?: string) => busSocket({ DBUS_SESSION_BUS_ADDRESS: address });
  expect(of('unix:path=/run/user/1000/bus')).toBe('/run/user/1000/bus');
  expect(of('unix:guid=00,path=/tmp/with%20blank,x=y;tcp:host=example.com,port=1')).toBe('/tmp/with blank');
  for (const other of [
    'tcp:host=example.com,port=1',
    'unixexec:path=/bin/sh',
    'unix:abstract=/tmp/x',
    'unix:path=%',
    '',
  ]) {
    expect(of(other)).toBeNull();
  }
  expect(of()).toBeNull();
});

test('what is written is what the specification says', () => {
  const body = new BusWriter()
    .text('Keyfold')
    .number(0)
    .array(4, (list) => list.text('ü').text(''))
    .array(8, (list) => list.align(8).text('a').signature('s').text('b').align(8).text('c').signature('b').number(1))
    .number(-1)
    .bytes();
  expect(new Reader(body).all('suasa{sv}i')).toEqual([
    'Keyfold',
    0,
    ['ü', ''],
    new Map<string, unknown>([
      ['a', 'b'],
      ['c', true],
    ]),
    -1,
  ]);
  // An empty array has the gap before its first member all the same.
  expect(
    new Reader(
      new BusWriter()
        .array(8, () => undefined)
        .number(7)
        .bytes(),
    ).all('a{sv}u'),
  ).toEqual([new Map(), 7]);
  expect(new Reader(new BusWriter().text('a\0b').bytes()).all('s')).toEqual(['ab']);
});

/** A message as a bus sends it. */
function message(signature: string, values: readonly unknown[]): Buffer {
  const body = new Writer().all(signature, values).bytes();
  const list = [
    [2, { type: 's', value: 'org.freedesktop.Notifications' }],
    [5, { type: 'u', value: 7 }],
    [3, { type: 's', value: 'ActionInvoked' }],
    ...(signature === '' ? [] : [[8, { type: 'g', value: signature }]]),
  ];
  const head = new Writer().all('yyyyuua(yv)', [0x6c, 4, 0, 1, body.length, 3, list]);
  head.align(8);
  return Buffer.concat([head.bytes(), body]);
}

test('an answer and a signal are read', () => {
  const signal = readMessage(message('us', [12, 'default']));
  expect(signal).toMatchObject({
    kind: 4,
    replyTo: 7,
    interface: 'org.freedesktop.Notifications',
    member: 'ActionInvoked',
    signature: 'us',
  });
  expect(signal.body.readUInt32LE(0)).toBe(12);
  for (const texts of [[], ['body'], ['actions', 'body-markup', '动作']]) {
    expect(textsOf(readMessage(message('as', [texts])))).toEqual(texts);
  }
  expect(readMessage(message('', []))).toMatchObject({ signature: '', replyTo: 7 });
  expect(textsOf(readMessage(message('u', [1])))).toEqual([]);
});
