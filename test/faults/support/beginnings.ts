import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Beginning } from '../child/act';
import { type ActName, acts } from '../child/acts';
import { markOf } from '../child/vault';
import { runChild } from './children';

/** The vaults that acts begin with: each is made once for a test file, when the first act needs it, and then copied. */
export class Beginnings {
  private readonly made = new Map<Beginning, Promise<string>>();

  constructor(private readonly work: string) {}

  /** Puts what this act begins with into a folder that isn't there yet. */
  async put(act: ActName, folder: string): Promise<void> {
    const { on } = acts[act];
    if (on === 'nothing') return;
    const made = this.made.get(on) ?? this.make(on);
    this.made.set(on, made);
    const template = await made;
    fs.cpSync(template, folder, { recursive: true });
    fs.copyFileSync(markOf(template), markOf(folder));
  }

  private async make(beginning: Beginning): Promise<string> {
    const template = join(this.work, 'beginnings', beginning, 'vault');
    // A vault whose folder has no folder above it counts as out of reach.
    fs.mkdirSync(dirname(template), { recursive: true });
    const { code, errors } = await runChild(['prepare', template, beginning]);
    if (code !== 0) throw new Error(`no vault to begin with: ${errors}`);
    return template;
  }
}
