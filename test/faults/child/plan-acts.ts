import * as fs from 'node:fs';
import { pathsIn } from '../../../vault/store/paths';
import { type Act, backupIn, list, settle, ticketTo } from './act';
import { writeInParts, writeManyChanged } from './import-file';
import { password, proof, startChildVault, startOfTime } from './vault';

/** Another program puts a copy of a file in its place. It is careful, and a fault that hits it is over at its second try. */
function replaceByCopy(path: string, beside: string): void {
  const replace = () => {
    fs.copyFileSync(path, beside);
    const copy = fs.openSync(beside, 'r+');
    fs.fsyncSync(copy);
    fs.closeSync(copy);
    fs.renameSync(beside, path);
  };
  try {
    replace();
  } catch {
    replace();
  }
}

/** Every key of the vault, as a question. */
const everything = {
  kind: 'list',
  narrowed: { provider: null, scope: null, text: '', filter: {} },
  except: [],
} as const;

/** Acts whose plan has many effects, and those that move whole files: what is half done would show in them first. */
export const planActs = {
  // The default key's secret is replaced, and another key of the file takes the default over.
  'import many': {
    on: 'many',
    short: true,
    prepare: writeManyChanged,
    async run({ vault, patient, step }) {
      await patient.must('import', 'keyImport.open');
      await patient.must('import', 'keyImport.plan', { password: null });
      for (const [state, choice] of [
        ['changed', 'update'],
        ['other-secret', 'replace'],
      ]) {
        await patient.must('import', 'keyImport.choose', { what: { state }, choice });
      }
      await patient.must('import', 'keyImport.takeDefaults', { take: true });
      // Once it is done nothing of it is left with the sheet.
      const apply = () => vault.must('import', 'keyImport.apply', { proof: proof(), password: null });
      await step(apply, 'ticket-invalid');
    },
  },
  'import in parts': {
    on: 'keys',
    short: true,
    inParts: true,
    prepare: writeInParts,
    async run({ vault, patient, step }) {
      await step(async () => {
        // Done once more, it takes what is left of the file.
        await patient.must('import', 'keyImport.open');
        await patient.must('import', 'keyImport.plan', { password: null });
        return vault.must('import', 'keyImport.apply', { password: null });
      });
    },
  },
  'delete many': {
    on: 'many',
    short: true,
    async run({ vault, patient, step }) {
      const ids = (await list(patient)).rows.map(({ id }) => id);
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'delete', ids });
        return vault.must('main-view', 'keys.delete', { ids, ...ticket });
      }, 'not-found');
    },
  },
  // What is chosen is a question to the vault, which is answered when the plan is made.
  'disable many': {
    on: 'many',
    async run({ vault, step }) {
      await step(() => vault.must('main-view', 'keys.change', { keys: everything, to: { act: 'disable' } }));
    },
  },
  'tag many': {
    on: 'many',
    async run({ vault, patient, step }) {
      await step(() => vault.must('main-view', 'tags.save', { tag: null, name: 'prod', colour: 'red' }), 'tag-taken');
      const [tag] = await patient.must<{ id: number }[]>('main-view', 'tags.list');
      const to = { act: 'tag', add: [tag?.id], remove: [] };
      await step(() => vault.must('main-view', 'keys.change', { keys: everything, to }));
    },
  },
  // The default key is among them. It comes back as it was, enabled and the default.
  'undo a deletion': {
    on: 'keys',
    short: true,
    async run({ vault, patient, step, idOf }) {
      const ids = [await idOf('One'), await idOf('Two')];
      let undo: string | null = null;
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'delete', ids });
        ({ undo } = await vault.must<{ undo: string | null }>('main-view', 'keys.delete', { ids, ...ticket }));
      }, 'not-found');
      await step(async () => {
        const ticket = undo;
        undo = null;
        if (ticket !== null) return vault.must('main-view', 'bin.undo', { ticket });
        // The ticket is for one try. Then the person goes to the recycle bin.
        await vault.must('main-view', 'bin.restore', { ids, ...(await ticketTo(patient, { act: 'restore', ids })) });
        await patient.must('main-view', 'keys.setStatus', { ids, status: 'enabled' });
        return patient.must('main-view', 'keys.setDefault', { id: ids[0] });
      }, 'not-found');
    },
  },
  // The vault in place has a lock and a shown secret that the backup doesn't have.
  'restore under the lock': {
    on: 'guarded',
    locked: true,
    short: true,
    async run({ vault, patient, step }) {
      const name = await backupIn(patient);
      // A second try after one that was done meets an open vault.
      await step(() => vault.must('restore', 'backups.restore', { name, ...password() }), 'not-allowed');
      await settle(patient);
    },
  },
  'archive the log': {
    on: 'many',
    short: true,
    async run({ vault, patient, step }) {
      await step(async () => {
        const ticket = await ticketTo(patient, { act: 'archive-log', before: startOfTime });
        return vault.must('main-view', 'audit.archive', { before: startOfTime, ...ticket });
      }, 'nothing-to-archive');
    },
  },
  // Another program puts another file in the place of the open one, and what was open is saved in both ways.
  rescue: {
    on: 'keys',
    async run({ vault, step, folder, idOf }) {
      const id = await idOf('Two');
      replaceByCopy(pathsIn(folder).database, `${folder}.other`);
      // It is refused, since it would go into a file that nobody opens again.
      await vault.call('main-view', 'keys.setDefault', { id });
      const rescue = await vault.replaced();
      const next = startChildVault(folder);
      for (const to of ['backups', 'elsewhere']) {
        next.take(rescue);
        await step(() => next.must('rescue', 'rescue.save', { to }));
      }
      next.end();
    },
  },
} as const satisfies Record<string, Act>;
