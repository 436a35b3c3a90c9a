import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { freshReport } from './reports.mjs';
import { runShown } from './run.mjs';

/**
 * Plants each fault of the list in a copy of the tree and sees whether the tests find it.
 * @param {import('../setup/index.mjs').Runtime} runtime
 * @returns {import('./stages.mjs').Stage}
 */
export const mutantStage = ({ env }) => ({
  name: 'Planted faults',
  async run() {
    const report = path.join(root, freshReport('mutants.json'));
    await runShown(process.execPath, ['test/mutants/index.mjs'], { env });
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    return JSON.parse(readFileSync(report, 'utf8'));
  },
});
