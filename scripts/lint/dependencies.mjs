import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { importsOf } from './imports.mjs';

/**
 * Compares `dependencies` in package.json with the imports of the application's sources. Every package that becomes
 * part of the built application must be listed there, bundled or not, so that an audit of production checks it.
 */

/** @typedef {import('./syntax.mjs').Finding} Finding */

/** Packages that the sources import but that are not shipped as packages. */
const notShipped = [
  // The application runs inside this one.
  'electron',
  // This one is used only in development. The production build leaves out the module that imports it.
  '@electron/remote',
];

/**
 * @param {string[]} files the source files of the zones
 * @returns {Finding[]}
 */
export function checkDependencies(files) {
  /** @type {{ dependencies: Record<string, string> }} */
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return comparedWith(Object.keys(dependencies), files);
}

/**
 * @param {string[]} declared
 * @param {string[]} files
 * @returns {Finding[]}
 */
export function comparedWith(declared, files) {
  const imported = files.flatMap((file) =>
    importsOf(file)
      .filter(({ typesOnly, specifier }) => !typesOnly && isPackage(specifier))
      .map(({ specifier, line }) => ({ file, line, name: packageOf(specifier) })),
  );
  const names = new Set(imported.map(({ name }) => name));
  return [
    ...imported
      .filter(({ name }) => !declared.includes(name) && !notShipped.includes(name))
      .map(({ file, line, name }) => ({ file, line, message: `imports ${name}, which dependencies doesn’t name` })),
    ...declared
      .filter((name) => !names.has(name))
      .map((name) => ({
        file: 'package.json',
        line: 1,
        message: `dependencies names ${name}, which no source imports`,
      })),
  ];
}

/** @param {string} specifier */
const isPackage = (specifier) =>
  !/^[./]/.test(specifier) && !specifier.startsWith('node:') && !builtinModules.includes(specifier);

/** @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
