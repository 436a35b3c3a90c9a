import nodeFs, * as fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdFile, readHeld, replaceHeld } from '../../../../vault/transfer/held-file';
import { need } from '../../../support/need';

function held(content: string | Buffer) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'keyfold-held-'));
  const path = join(folder, 'file');
  fs.writeFileSync(path, content);
  const place = { path, part: join(folder, '.file.part'), chosen: path };
  return { folder, path, place };
}

test('a file that changes after it was read, in its last moment, is left as it is, and no part of a new one stays', () => {
  const { folder, path, place } = held('A=1\n');
  const { held: file } = holdFile(place);
  const reading = readHeld(file);
  fs.writeFileSync(path, 'A=2\n');
  expect(() => replaceHeld(file, reading, 'A=1\nB=FAKE\n')).toThrow('tool-file');
  expect(fs.readFileSync(path, 'utf8')).toBe('A=2\n');
  expect(() => readHeld(file)).toThrow('tool-file');
  expect(fs.readdirSync(folder)).toEqual(['file']);

  // Another file of the same content and size under its name is another one too.
  const again = holdFile(place);
  const before = readHeld(again.held);
  fs.writeFileSync(join(folder, 'other'), 'A=2\n');
  fs.renameSync(join(folder, 'other'), path);
  expect(() => replaceHeld(again.held, before, 'FAKE')).toThrow('tool-file');
  expect(fs.readFileSync(path, 'utf8')).toBe('A=2\n');
});

test('a byte order mark and the line ends come back as they were', () => {
  const text = '\ufeffA=1\r\n# 备注\r\n';
  const { path, place } = held(text);
  const { held: file, reading } = holdFile(place);
  expect(reading.text).toBe(text);
  replaceHeld(file, reading, `${reading.text}B=2\r\n`);
  expect(fs.readFileSync(path, 'utf8')).toBe(`${text}B=2\r\n`);
});

test('a file that may not be written is refused, also where its folder may be', () => {
  need('boundByModes');
  const { path, place } = held('A=1\n');
  fs.chmodSync(path, 0o400);
  const { held: file, reading } = holdFile(place);
  expect(() => replaceHeld(file, reading, 'B=2\n')).toThrow('EACCES');
  expect(fs.readFileSync(path, 'utf8')).toBe('A=1\n');
});

test('where its owner can’t be kept, the file is named, not the part beside it', () => {
  need('modes');
  const { folder, path, place } = held('A=1\n');
  const { held: file, reading } = holdFile(place);
  const chown = nodeFs.chownSync;
  onTestFinished(() => {
    nodeFs.chownSync = chown;
    syncBuiltinESMExports();
  });
  nodeFs.chownSync = (part) => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'chown', path: part });
  };
  syncBuiltinESMExports();
  const foreign = { ...reading, stat: Object.assign(fs.statSync(path), { uid: reading.stat.uid + 1 }) };
  expect(() => replaceHeld(file, foreign, 'B=2\n')).toThrow(
    expect.objectContaining({ error: { code: 'no-permission', path } }),
  );
  expect(fs.readFileSync(path, 'utf8')).toBe('A=1\n');
  expect(fs.readdirSync(folder)).toEqual(['file']);
});

test('what is no text, or no file, is refused', () => {
  for (const content of [Buffer.from([0xff, 0xfe, 0x41, 0]), 'A=\0']) {
    expect(() => holdFile(held(content).place)).toThrow('tool-file');
  }
  const { folder, place } = held('');
  expect(() => holdFile({ ...place, path: folder })).toThrow('not-a-file');
});
