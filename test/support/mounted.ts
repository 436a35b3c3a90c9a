import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch';

/** A disk that a test connects and takes away: a tmpfs on a folder of its own. Only root may mount one. */
export class Disk {
  readonly place: string;
  readonly #size: string;
  #mounted = false;

  /** `size` as mount takes it, such as `64m`. Throws if this system mounts nothing for this user. */
  constructor(size = '64m') {
    this.#size = size;
    this.place = join(scratchFolder('keyfold-disk'), 'stick');
    mkdirSync(this.place);
    this.connect();
  }

  /** The disk is empty then. */
  connect(): void {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${this.#size},mode=0700`, 'tmpfs', this.place]);
    this.#mounted = true;
  }

  /** Takes it away at once, also while somebody has a file open on it. */
  takeAway(): void {
    if (this.#mounted) execFileSync('umount', ['-l', this.place]);
    this.#mounted = false;
  }

  remove(): void {
    this.takeAway();
    rmSync(join(this.place, '..'), { recursive: true, force: true });
  }
}
