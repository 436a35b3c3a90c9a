/**
 * What electron-store's parent `conf` loads for options that Keyfold doesn't use: schemas, migrations, encryption and
 * defaults. These packages were two thirds of main's code and delayed the lock screen. Whoever uses such an option gets
 * a TypeError.
 */
/** @type {readonly [line: string, instead: string][]} */
const unused = [
  ["import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';", 'const Ajv = undefined;'],
  ["import ajvFormatsModule from 'ajv-formats';", 'const ajvFormatsModule = undefined;'],
  ["import semver from 'semver';", 'const semver = undefined;'],
  ["import crypto from 'node:crypto';", 'const crypto = undefined;'],
  // It compares the file with the same file and the defaults.
  ["import assert from 'node:assert';", 'const assert = { deepEqual() {} };'],
];

/**
 * Leaves them out of the bundle.
 * @returns {import('vite').Plugin}
 */
export const leftOut = () => ({
  name: 'left-out',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith('/node_modules/conf/dist/source/index.js')) return null;
    return unused.reduce((text, [line, instead]) => {
      if (!text.includes(line)) this.error(`conf has another form now, without ${line}`);
      return text.replace(line, instead);
    }, code);
  },
});
