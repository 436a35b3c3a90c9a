import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { without } from './systems';

/**
 * Watches with `strace` which sockets a program and every process below it open. To leave the machine, data needs one
 * of the system calls seen here: a connection, or a datagram with an address.
 */

const calls = ['socket', 'connect', 'bind', 'sendto', 'sendmsg', 'sendmmsg'];

/** Address families that don't leave this kernel. */
const local = /\(AF_(UNIX|NETLINK)\b|sa_family=AF_(UNIX|NETLINK|UNSPEC)\b|<(UNIX|NETLINK)[-:]/;

/** Such a socket is opened to ask the kernel about network cards. Every use of it is a call of its own. */
const unusedDatagramSocket = /^\d+ +socket\(AF_INET6?, SOCK_DGRAM/;

/**
 * Chromium asks the kernel if it has a route to a public address, and WebRTC asks from which address that would start.
 * Connecting a datagram socket sends nothing, and sending over it would be a call of its own. No switch turns this off.
 */
const routeQuestion =
  /^\d+ +connect\(\d+<UDP(v6)?:[^>]*>, \{sa_family=AF_INET6?, [^}]*"(2001:4860:4860::8888|8\.8\.8\.8)"/;

/**
 * A thread was killed in its call, so strace can't say what kind of socket it was. Without an address, the data goes to
 * where the socket was connected, and to connect it is a call of its own.
 */
const killedInSend = /^\d+ +sendto\(\d+, 0x[\da-f]+, \d+, [A-Z_|]+, NULL, 0 <unfinished/;

/** As above, for a call that may have an address: it is harmless if only local sockets ever sent over that number. */
const killedInMessage = /^\d+ +sendmsg\((\d+), 0x[\da-f]+, [A-Z_|]+ <unfinished/;

function isLocalMessage(line: string, calls: readonly string[]): boolean {
  const number = killedInMessage.exec(line)?.[1];
  const others = calls.filter((one) => new RegExp(`^\\d+ +send(to|msg|mmsg)\\(${number}<`).test(one));
  return number !== undefined && others.length > 0 && others.every((one) => local.test(one));
}

/** WebRTC prepares sockets before it looks at the policy that forbids it to use them. */
const readyForRtc = /^\d+ +bind\(\d+<UDP(v6)?:[^>]*>, \{sa_family=AF_INET6?, [^}]*(inet_addr\("0\.0\.0\.0"\)|"::")/;

/**
 * The test driver's ports, over which it talks to main and to the pages. What is sent over a connection to them is not
 * counted. To make a connection is a call of its own.
 */
const driver = [
  /^\d+ +socket\(AF_INET6?, SOCK_STREAM/,
  /^\d+ +bind\(.*(inet_addr\("127\.0\.0\.1"\)|"::1")/,
  /^\d+ +send(to|msg)\(\d+<TCP:\[127\.0\.0\.1:\d+->127\.0\.0\.1:\d+\]>(?!.*sa_family)/,
];

export class Trace {
  readonly #folder = mkdtempSync(join(tmpdir(), 'keyfold-trace-'));
  readonly #log = join(this.#folder, 'calls');

  /**
   * Returns a program that runs this one with the same arguments, and watches it. It has the process id of the one that
   * it runs. Skips the test without strace.
   */
  around(binary: string): string {
    test.skip(...without('strace'));
    const program = join(this.#folder, 'watched');
    const strace = `strace -D -f --seccomp-bpf -qq -yy -s 0 -A -e trace=${calls.join(',')} -e signal=none -o '${this.#log}'`;
    writeFileSync(program, `#!/bin/sh\nexec ${strace} '${binary}' "$@"\n`, { mode: 0o700 });
    return program;
  }

  /** Returns every call so far, one in a line. */
  calls(): string[] {
    if (!existsSync(this.#log)) return [];
    return readFileSync(this.#log, 'utf8')
      .split('\n')
      .filter((line) => new RegExp(`^\\d+ +(${calls.join('|')})\\(`).test(line));
  }

  /**
   * Returns the calls that could reach another machine. `driven`: a test driver talks to the program over ports of this
   * machine. `rtc`: a page has tried WebRTC.
   */
  leaks({ driven = false, rtc = false }: { driven?: boolean; rtc?: boolean }): string[] {
    const harmless = [
      local,
      unusedDatagramSocket,
      routeQuestion,
      killedInSend,
      ...(driven ? driver : []),
      ...(rtc ? [readyForRtc] : []),
    ];
    const calls = this.calls();
    return calls.filter((line) => !harmless.some((pattern) => pattern.test(line)) && !isLocalMessage(line, calls));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
