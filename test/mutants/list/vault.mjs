/** @typedef {import('../plant.mjs').Fault} Fault */

/** What the vault process promises, room by room. @type {Readonly<Record<string, readonly Fault[]>>} */
export const vault = {
  protection: [
    {
      id: 'used-code-uncounted',
      fault: 'a used code is no wrong attempt',
      file: 'vault/protection/attempts.ts',
      find: "new Set(['wrong-password', 'wrong-code', 'code-used', 'wrong-administrator'])",
      replace: "new Set(['wrong-password', 'wrong-code', 'wrong-administrator'])",
      by: 'unit test/unit/vault/protection/attempts.test.ts',
    },
    {
      id: 'guesses-all-at-once',
      fault: 'wrong guesses that come all at once are all tried',
      file: 'vault/base/backoff.ts',
      find: '(last.get(method) ?? Promise.resolve()).then(async () => {',
      replace: 'Promise.resolve().then(async () => {',
      by: 'unit test/unit/vault/protection/guesses.test.ts',
    },
    {
      id: 'unlock-beside-others',
      fault: 'unlocking runs beside other unlocking',
      file: 'common/contract/session.ts',
      find: `  unlock: vaultOperation(
    {
      views: ['unlock'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',`,
      replace: `  unlock: vaultOperation(
    {
      views: ['unlock'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'beside',`,
      by: 'unit test/unit/common/contract.test.ts',
    },
    {
      id: 'device-forgotten-then-sealed',
      fault: 'a device slot that was being made is placed although the owner had the device forgotten meanwhile',
      file: 'vault/session/device.ts',
      find: `  // The owner may have had the device forgotten meanwhile.
  if (vault.slots.sealing === 'off') return;
`,
      replace: '',
      by: 'unit test/unit/vault/keyring/ways.test.ts',
    },
    {
      id: 'device-forgotten-then-repaired',
      fault: 'a forgotten device is tied again after an act with the master password',
      file: 'vault/session/device.ts',
      find: "  if (vault.slots.sealing === 'off') return false;\n",
      replace: '',
      by: 'unit test/unit/vault/keyring/ways.test.ts',
    },
    {
      id: 'recovery-key-104-bits',
      fault: 'a recovery key has 104 random bits instead of 130',
      file: 'vault/store/slots/recovery-slot.ts',
      find: 'values[at] = byte & 31;',
      replace: 'values[at] = byte & 15;',
      by: 'unit test/unit/vault/keyring/recovery-slot.test.ts',
    },
  ],
  session: [
    {
      id: 'recover-keeps-former-slots',
      fault: 'recovering leaves the former slots in slots.json.bak',
      file: 'vault/session/ways-in.ts',
      find: "writeOpenSlots(opened.database, opened.paths.slots, opened.slots, 'replace-all');",
      replace: "writeOpenSlots(opened.database, opened.paths.slots, opened.slots, 'replace');",
      by: 'unit test/unit/vault/keyring/former-ways.test.ts',
    },
    {
      id: 'slots-rewritten-by-reading',
      fault: 'slots of a former version are written in the present one by a backup or a restore',
      file: 'vault/store/slots/slots-file.ts',
      find: '  bytesRead.set(slots.data, bytes);\n',
      replace: '',
      by: 'unit test/unit/vault/former-forms.test.ts',
    },
    {
      id: 'former-digest-refused',
      fault: 'slots whose digest a former program made are called an older copy',
      file: 'vault/store/slots/slots-hash.ts',
      find: '(said.version === 1 ? [withoutGeneration(asVersion2)] : [])',
      replace: '[]',
      by: 'unit test/unit/vault/former-forms.test.ts',
    },
    {
      id: 'keychain-holds-the-queue',
      fault: 'the keychain is asked in the queue of changes, and all others wait for it',
      file: 'vault/session/secret-key.ts',
      find: 'secretKeyByDevice(vault, control, outsideQueue)',
      replace: 'secretKeyByDevice(vault, control)',
      by: 'unit test/unit/vault/keychain-hangs.test.ts',
    },
    {
      id: 'dialog-holds-the-queue',
      fault: 'a save dialog that stays open stops every change',
      file: 'vault/base/save-as.ts',
      find: "(await outsideQueue(() => control.ask('savePath', ask)))",
      replace: "(await control.ask('savePath', ask))",
      by: 'unit test/unit/vault/keychain-hangs.test.ts',
    },
    {
      id: 'replace-keeps-former-slots',
      fault: 'changing a way into the vault leaves the former slots in slots.json.bak',
      file: 'vault/session/replace-slots.ts',
      find: "place(vault, next, 'replace-all', system);",
      replace: "place(vault, next, 'replace', system);",
      by: 'unit test/unit/vault/keyring/former-ways.test.ts',
    },
    {
      id: 'rekey-drops-what-was-written',
      fault: 'new keys take the place of a vault that was written meanwhile',
      file: 'vault/session/session.ts',
      find: "if (!ready.upToDate()) fail('internal', {});",
      replace: "if (!ready.upToDate() && !ready.keys.vaultKey) fail('internal', {});",
      by: 'unit test/unit/vault/rekey/rekey.test.ts',
    },
  ],
  log: [
    {
      id: 'refused-export-unlogged',
      fault: 'a refused export has no row',
      file: 'common/contract/transfer.ts',
      find: "refused: 'exported',",
      replace: "refused: 'not-logged',",
      by: 'unit test/unit/common/contract.test.ts',
    },
    {
      id: 'attempts-logged-twice',
      fault: 'attempts are logged twice after a crash',
      file: 'vault/session/ledger.ts',
      find: `      if (database.get('SELECT 1 FROM audit WHERE at = ? AND action = ?', at, action)) continue;
`,
      replace: '',
      by: 'unit test/unit/vault/audit.test.ts',
    },
    {
      id: 'archive-removes-first',
      fault: 'rows leave the log before their archive is on the disk',
      file: 'vault/operations/audit-archive.ts',
      find: `  save(place, bytes, digest, system);
`,
      replace: `  setImmediate(() => save(place, bytes, digest, system));
`,
      by: 'unit test/unit/vault/audit-archive.test.ts',
    },
    {
      id: 'one-row-for-many-keys',
      fault: 'an export has one row for all of its keys',
      file: 'vault/operations/leaving.ts',
      find: 'for (const id of ids) record(vault, action, subjectOf(vault.database, id), facts);',
      replace: '',
      by: 'unit test/unit/vault/audit-proof.test.ts',
    },
    {
      id: 'csv-before-its-row',
      fault: 'the CSV of a secret is saved before that is written down',
      file: 'vault/operations/reveal.ts',
      find: `        leaves('csv-saved', key, { way: 'csv', place: place.path, ...handed(handedTo) });
        saveFile(place, keyCsv(key, plain));
`,
      replace: `        saveFile(place, keyCsv(key, plain));
        leaves('csv-saved', key, { way: 'csv', place: place.path, ...handed(handedTo) });
`,
      by: 'unit test/unit/vault/leaving.test.ts',
    },
    {
      id: 'tool-file-before-its-row',
      fault: 'a tool file is saved before that is written down',
      file: 'vault/operations/key-use.ts',
      find: `            leaves('tool-saved', key, { target, handedTo }, place.path);
            saveNewFile(place, text);
`,
      replace: `            saveNewFile(place, text);
            leaves('tool-saved', key, { target, handedTo }, place.path);
`,
      by: 'unit test/unit/vault/leaving.test.ts',
    },
    {
      id: 'copy-before-its-row',
      fault: 'a secret is copied before that is written down',
      file: 'vault/operations/reveal.ts',
      find: `        leaves('copy', key, { part, way: 'clipboard', ...handed(handedTo) });
        const copied = await copyOut(control, text);
`,
      replace: `        const copied = await copyOut(control, text);
        leaves('copy', key, { part, way: 'clipboard', ...handed(handedTo) });
`,
      by: 'unit test/unit/vault/leaving.test.ts',
    },
    {
      id: 'export-before-its-row',
      fault: 'an export is saved before that is written down',
      file: 'vault/operations/key-export.ts',
      find: `          open.ledger.audit.settle();
          const newlyShown`,
      replace: `          saveFile(place, Buffer.from(file));
          open.ledger.audit.settle();
          const newlyShown`,
      by: 'unit test/unit/vault/leaving.test.ts',
    },
    {
      id: 'row-without-its-outcome',
      fault: 'the mac of a row of the log leaves out its outcome',
      file: 'vault/audit/chain.ts',
      find: '.update(canonical(outcome, code, detail))',
      replace: ".update(canonical(outcome && '', code, detail))",
      by: 'unit test/unit/vault/bindings.test.ts test/unit/vault/audit-chain.test.ts',
    },
  ],
  generation: [
    {
      id: 'one-transaction-older',
      fault: 'a vault one transaction older passes',
      file: 'vault/session/generation-watch.ts',
      find: 'read.mark.generation <= openedAt',
      replace: 'read.mark.generation <= openedAt + 1',
      by: 'unit test/unit/vault/backups/restore.test.ts',
    },
    {
      id: 'mark-without-its-time',
      fault: 'the mac of a mark leaves out its time',
      file: 'vault/store/mark.ts',
      find: ".update(canonical('keyfold generation mark', 1, vaultId, generation, at))",
      replace: ".update(canonical('keyfold generation mark', 1, vaultId, generation, at && 0))",
      by: 'unit test/unit/vault/bindings.test.ts',
    },
  ],
  backups: [
    {
      id: 'written-by-others-unseen',
      fault: 'what another program writes into the open database is not noticed',
      file: 'vault/store/database/open-files.ts',
      find: "if (!content().equals(noted)) refuse('written', path);",
      replace: 'content();',
      by: 'unit test/unit/vault/open-files.test.ts',
    },
    {
      id: 'daily-unverified',
      fault: 'a daily backup is not verified',
      file: 'vault/store/backups/make.ts',
      find: 'await verifyCopy(part,',
      replace: "if (kind !== 'daily') await verifyCopy(part,",
      by: 'unit test/unit/vault/backups/backups.test.ts',
    },
    {
      id: 'copy-of-two-moments',
      fault: 'a copy during which rows changed is kept',
      file: 'vault/base/files/copy-pages.ts',
      find: '      if (pages.changes() === before) {',
      replace: '      if (pages.changes() >= before) {',
      by: 'unit test/unit/vault/copy-pages.test.ts',
    },
    {
      id: 'any-journal-played',
      fault: 'a journal from before is written back into a database that has gone on',
      file: 'vault/store/database/journal.ts',
      find: 'const ours = played !== null && (plain === null || plain === played || plain === played + 1);',
      replace: 'const ours = true;',
      by: 'unit test/unit/vault/own-database.test.ts',
    },
    {
      id: 'any-schema',
      fault: 'a database with a foreign trigger is opened',
      file: 'vault/store/database/open.ts',
      find: '  refuseForeignSchema(db, file);\n',
      replace: '',
      by: 'unit test/unit/vault/own-database.test.ts',
    },
    {
      id: 'half-switch-by-former-password',
      fault: 'a former password opens the database of a switch that was cut in the middle',
      file: 'vault/store/folder.ts',
      find: "if (half && findSlots(database, slots).are === 'others') throw pending.refused;",
      replace: 'if (half && database.get === undefined) throw pending.refused;',
      by: 'unit test/unit/vault/own-database.test.ts',
    },
    {
      id: 'folder-exchanged',
      fault: 'a folder that became a link is emptied where the link leads to',
      file: 'vault/base/files/folder-system.ts',
      find: "    if (now?.ino !== folder.ino || now.dev !== folder.dev) fail('vault-foreign', { file: path });\n",
      replace: '    if (now === undefined) return;\n',
      by: 'unit test/unit/vault/own-files.test.ts',
    },
  ],
  transfer: [
    {
      id: 'tool-file-over-another',
      fault: 'a new tool file replaces one that came meanwhile',
      file: 'vault/base/files/save-file.ts',
      find: "bytes, mode: 'create' });",
      replace: "bytes, mode: 'replace' });",
      by: 'unit test/unit/vault/files.test.ts',
    },
    {
      id: 'expired-key-used',
      fault: 'an expired key can be used in a tool once the clock is set back',
      file: 'vault/operations/key-use.ts',
      find: 'key.expiresAt <= ledger.clock.now()',
      replace: 'key.expiresAt <= now() + 0 * ledger.clock.kept()',
      by: 'unit test/unit/vault/transfer/use.test.ts',
    },
    {
      id: 'expired-key-made-default',
      fault: 'an import makes an expired key the default once the clock is set back',
      file: 'vault/transfer/apply.ts',
      find: 'const byTime = ledger.clock.now();',
      replace: 'const byTime = ledger ? now : 0;',
      by: 'unit test/unit/vault/transfer/export-import.test.ts',
    },
    {
      id: 'other-token-is-the-same',
      fault: 'another token with the same secret counts as the same',
      file: 'vault/keys/add.ts',
      find: `  return sameBytes(one.token, other.token);
`,
      replace: `  return sameBytes(one.token, one.token);
`,
      by: 'unit test/unit/vault/transfer/export-import.test.ts',
    },
    {
      id: 'export-forgets-rotation',
      fault: 'an export forgets the rotation period',
      file: 'vault/transfer/export-format.ts',
      find: 'rotationDays: stored.rotationDays,',
      replace: 'rotationDays: null,',
      by: 'unit test/unit/vault/transfer/export-import.test.ts',
    },
    {
      id: 'csv-buffer-too-small',
      fault: 'the buffer of a CSV is a few bytes too small',
      file: 'vault/transfer/table/write.ts',
      find: 'secret.byteLength) + 14;',
      replace: 'secret.byteLength) + 6;',
      by: 'unit test/unit/vault/transfer/table/write.test.ts',
    },
  ],
  rotation: [
    {
      id: 'back-takes-default-from-third',
      fault: 'going back takes the default from a third key',
      file: 'vault/keys/rotation/rotations.ts',
      find: "movedDefault === 1 && old.status === 'enabled' && findKey(database, newKey ?? '').isDefault;",
      replace: "movedDefault === 1 && old.status === 'enabled' && newKey !== null;",
      by: 'unit test/unit/vault/rotation.test.ts',
    },
  ],
};
