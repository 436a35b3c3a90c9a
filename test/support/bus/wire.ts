/**
 * The wire format of the D-Bus, as far as the tests' services need it: little endian, and the types of messages, tray
 * icons and their menus.
 */

/** Splits a signature into its complete types: `sa{sv}i` into `s`, `a{sv}`, `i`. */
export function typesOf(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOfType(signature: string, at: number): number {
  const sign = signature[at];
  if (sign === 'a') return endOfType(signature, at + 1);
  if (sign !== '(' && sign !== '{') return at + 1;
  let depth = 0;
  for (let index = at; ; index += 1) {
    if ('({'.includes(signature[index] ?? '')) depth += 1;
    else if (')}'.includes(signature[index] ?? '')) depth -= 1;
    if (depth === 0) return index + 1;
  }
}

const alignments: Readonly<Record<string, number>> = { y: 1, g: 1, v: 1, n: 2, q: 2, x: 8, t: 8, d: 8, '(': 8, '{': 8 };
const alignmentOf = (type: string) => alignments[type[0] ?? ''] ?? 4;

/** A value with its own type. */
export interface Variant {
  type: string;
  value: unknown;
}

/** Reads values. Structures and arrays become arrays, dictionaries become maps. */
export class Reader {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get at(): number {
    return this.#at;
  }

  align(size: number): void {
    this.#at = Math.ceil(this.#at / size) * size;
  }

  all(signature: string): unknown[] {
    return typesOf(signature).map((type) => this.one(type));
  }

  one(type: string): unknown {
    this.align(alignmentOf(type));
    switch (type[0]) {
      case 'y':
        return this.#number(1, (at) => this.#bytes.readUInt8(at));
      case 'b':
        return this.#number(4, (at) => this.#bytes.readUInt32LE(at)) === 1;
      case 'n':
      case 'q':
        return this.#number(2, (at) => this.#bytes.readUInt16LE(at));
      case 'i':
        return this.#number(4, (at) => this.#bytes.readInt32LE(at));
      case 'u':
      case 'h':
        return this.#number(4, (at) => this.#bytes.readUInt32LE(at));
      case 'x':
      case 't':
        return this.#number(8, (at) => Number(this.#bytes.readBigInt64LE(at)));
      case 'd':
        return this.#number(8, (at) => this.#bytes.readDoubleLE(at));
      case 's':
      case 'o':
        return this.#text(this.#number(4, (at) => this.#bytes.readUInt32LE(at)));
      case 'g':
        return this.#text(this.#number(1, (at) => this.#bytes.readUInt8(at)));
      case 'v':
        return this.one(String(this.one('g')));
      case 'a':
        return this.#array(type.slice(1));
      default:
        return this.all(type.slice(1, -1));
    }
  }

  #number(size: number, read: (at: number) => number): number {
    const value = read(this.#at);
    this.#at += size;
    return value;
  }

  #text(length: number): string {
    const text = this.#bytes.toString('utf8', this.#at, this.#at + length);
    this.#at += length + 1;
    return text;
  }

  #array(type: string): unknown {
    const length = this.#number(4, (at) => this.#bytes.readUInt32LE(at));
    this.align(alignmentOf(type));
    const end = this.#at + length;
    const members: unknown[] = [];
    while (this.#at < end) members.push(this.one(type));
    return type[0] === '{' ? new Map(members as [unknown, unknown][]) : members;
  }
}

/** Writes values. A dictionary is written from a list of pairs. */
export class Writer {
  #bytes: number[] = [];

  align(size: number): void {
    while (this.#bytes.length % size !== 0) this.#bytes.push(0);
  }

  all(signature: string, values: readonly unknown[]): this {
    for (const [index, type] of typesOf(signature).entries()) this.one(type, values[index]);
    return this;
  }

  one(type: string, value: unknown): void {
    this.align(alignmentOf(type));
    switch (type[0]) {
      case 'y':
        this.#bytes.push(Number(value));
        break;
      case 'b':
      case 'i':
      case 'u':
        this.#word(Number(value));
        break;
      case 's':
      case 'o':
        this.#word(Buffer.byteLength(String(value)));
        this.#bytes.push(...Buffer.from(String(value)), 0);
        break;
      case 'g':
        this.#bytes.push(Buffer.byteLength(String(value)), ...Buffer.from(String(value)), 0);
        break;
      case 'v': {
        const variant = value as Variant;
        this.one('g', variant.type);
        this.one(variant.type, variant.value);
        break;
      }
      case 'a':
        this.#array(type.slice(1), value as unknown[]);
        break;
      case '(':
      case '{':
        this.all(type.slice(1, -1), value as unknown[]);
        break;
      default:
        throw new Error(`No test writes the type ${type}.`);
    }
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  #word(value: number): void {
    const word = Buffer.alloc(4);
    word.writeInt32LE(value | 0);
    this.#bytes.push(...word);
  }

  #array(type: string, members: readonly unknown[]): void {
    const at = this.#bytes.length;
    this.#word(0);
    this.align(alignmentOf(type));
    const start = this.#bytes.length;
    for (const member of members) this.one(type, member);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.#bytes.length - start);
    this.#bytes.splice(at, 4, ...length);
  }
}
