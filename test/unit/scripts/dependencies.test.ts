import { expect, test } from 'vitest';
import { comparedWith } from '../../../scripts/lint/dependencies.mjs';
import { take } from '../../../scripts/lint/syntax.mjs';

test('what the sources import and what dependencies names are compared', () => {
  take(
    'pretended/imports.ts',
    [
      "import { a } from 'shipped/part.js';",
      "import { b } from '@scope/shipped/part.js';",
      "import type { C } from 'types-only';",
      "import { type D } from 'types-only';",
      "import { app } from 'electron';",
      "import { e } from 'node:fs';",
      "import { f } from './near';",
      "void import('forgotten');",
    ].join('\n'),
  );
  expect(comparedWith(['shipped', '@scope/shipped', 'unused'], ['pretended/imports.ts'])).toEqual([
    { file: 'pretended/imports.ts', line: 8, message: 'imports forgotten, which dependencies doesn’t name' },
    { file: 'package.json', line: 1, message: 'dependencies names unused, which no source imports' },
  ]);
});
