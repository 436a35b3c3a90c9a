/** @typedef {import('../plant.mjs').Fault} Fault */

/** What the recycle bin, the counts, hand-overs, tags and leaked keys promise. @type {Readonly<Record<string, readonly Fault[]>>} */
export const care = {
  bin: [
    {
      id: 'binned-key-in-quota',
      fault: 'a key in the recycle bin counts in the quota of its user',
      file: 'vault/keys/accounts/room.ts',
      find: "CASE WHEN ? THEN (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'long-term')",
      replace: `CASE WHEN ? THEN (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'long-term')
           + (SELECT count(*) FROM binned_key b WHERE b.identity = i.id)`,
      by: 'unit test/unit/vault/bin.test.ts',
    },
    {
      id: 'restore-takes-a-used-id',
      fault: 'a restore does not look whether another key has the AccessKey ID by now',
      file: 'vault/keys/bin-restore.ts',
      find: "if (holder) fail('access-key-id-taken', { name: holder.name });",
      replace: "if (holder && holder.id === '') fail('access-key-id-taken', { name: holder.name });",
      by: 'unit test/unit/vault/bin.test.ts',
    },
    {
      id: 'tags-lost-in-the-bin',
      fault: 'a deleted key forgets its tags',
      file: 'vault/keys/bin-restore.ts',
      find: "  writer.run('INSERT INTO key_tag (key, tag) SELECT ?, tag FROM binned_tag WHERE key = ?', number, key.number);\n",
      replace: '',
      by: 'unit test/unit/vault/bin.test.ts',
    },
  ],
  counts: [
    {
      id: 'counted-a-day-off',
      fault: 'the numbers that the database keeps belong to the day after',
      file: 'vault/store/database/migrations/012-counts.ts',
      find: "time === null ? '0' : `(",
      replace: "time === null ? '0' : `1 + (",
      by: 'unit test/unit/vault/counts.test.ts',
    },
    {
      id: 'summed-a-day-off',
      fault: 'a number up to now leaves out the day before',
      file: 'vault/keys/counts.ts',
      find: 'AND day < ?`;\n  const rest',
      replace: 'AND day + 1 < ?`;\n  const rest',
      by: 'unit test/unit/vault/counts.test.ts',
    },
    {
      id: 'counted-by-the-provider',
      fault: 'the ages of a provider are counted by reading all of its keys',
      file: 'vault/keys/counts.ts',
      find: "ofProvider.replace('AND ', 'AND +')",
      replace: "ofProvider.replace('AND +', 'AND ')",
      by: 'unit test/unit/vault/counts.test.ts',
    },
  ],
  letters: [
    {
      id: 'letters-of-an-edit-stay',
      fault: 'a search for a letter looks at the former text of a key',
      file: 'vault/keys/search-index.ts',
      find: "writer.runOne('UPDATE access_key SET letters = ? WHERE number = ?', letters, number);",
      replace: 'if (letters < 0) writer.runOne("SELECT 1");',
      by: 'unit test/unit/vault/search-letters.test.ts',
    },
    {
      id: 'last-letters-not-found',
      fault: 'the last two letters of the type of a key are not found',
      file: 'vault/keys/search.ts',
      find: "return key.keyType === '' ? text :",
      replace: "return key.keyType !== 'no type' ? text :",
      by: 'unit test/unit/vault/search-letters.test.ts test/unit/vault/list.test.ts',
    },
    {
      id: 'window-of-too-few-rows',
      fault: 'a window is what the first rows of an index have, though too few of them match',
      file: 'vault/keys/list.ts',
      find: 'return rows.length === limit ?',
      replace: 'return rows.length >= 0 ?',
      by: 'unit test/unit/vault/search-letters.test.ts',
    },
  ],
  handovers: [
    {
      id: 'given-without-a-row',
      fault: 'an export that is given to somebody is not noted in the list of what was given',
      file: 'vault/operations/key-export.ts',
      find: 'given = noteHandover(writer, {',
      replace: 'given = ids.length === 0 && noteHandover(writer, {',
      by: 'unit test/unit/vault/handovers.test.ts',
    },
  ],
  rotation: [
    {
      id: 'tag-goes-with-nobody',
      fault: 'the new key of a rotation does not get the tags of the old one',
      file: 'vault/keys/rotation/carry.ts',
      find: 'if (tags.length > 0) carried.tags = tags;',
      replace: 'if (tags.length > 99) carried.tags = tags;',
      by: 'unit test/unit/vault/rotation.test.ts',
    },
    {
      id: 'leaked-default-unasked',
      fault: 'a leaked key becomes the default without a question',
      file: 'renderer/main-view/features/keys/actions.ts',
      find: 'if (row.leakedAt !== null || identityOf(row.provider, row.identityKind)?.root) openDialog',
      replace: 'if (identityOf(row.provider, row.identityKind)?.root) openDialog',
      by: 'views test/views/rotation-board.spec.ts -g leaked',
    },
  ],
  imports: [
    {
      id: 'import-in-one-turn',
      fault: 'many keys are imported in one transaction, and nobody is answered meanwhile',
      file: 'vault/session/effects/change.ts',
      find: 'let atOnce = planned.length <= mostAtOnce ? mostAtOnce : rowsAtOnce;',
      replace: 'let atOnce = planned.length;',
      by: 'unit test/unit/vault/transfer/import-many.test.ts',
    },
    {
      id: 'import-partly-unsaid',
      fault: 'an import that fails in the middle does not say that a part of it is stored',
      file: 'vault/transfer/apply.ts',
      find: 'if (ids.size === 0 || !cause) throw error;',
      replace: 'if (ids.size >= 0 || !cause) throw error;',
      by: 'unit test/unit/vault/transfer/import-many.test.ts',
    },
    {
      id: 'secret-beside-an-id-shown',
      fault: 'a secret that stands beside something in the column of AccessKey IDs is shown in a table’s preview',
      file: 'vault/transfer/table/preview.ts',
      find: '(!/^[\\w.+/=-]*$/.test(bare) && holdsSecret(bare))',
      replace: 'false',
      by: 'faults test/faults/tables.test.ts',
    },
  ],
};
