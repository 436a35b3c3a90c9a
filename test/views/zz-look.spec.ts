import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable, withTitles } from '../../vault/transfer/table/read';
import { importAnswers, importRow, openedFile } from '../support/fake/import';
import { expect, languages, test } from '../support/view-test';

for (const language of languages)
  for (const theme of ['light', 'dark'] as const)
    for (const name of ['t06-keepassxc', 't18-merged-title-row'])
      test(`${language} ${theme} ${name}`, async ({ open }) => {
        const read = readTable(readFileSync(join(import.meta.dirname, '../fixtures/key-files', `${name}.csv`)));
        if (!read.ok) throw new Error('no');
        const view = await open('import', {
          language,
          theme,
          answers: {
            ...importAnswers([importRow('Row 0')]),
            'keyImport.open': () => openedFile({ fileName: `${name}.csv`, kind: 'table', needs: 'columns' }),
            'keyImport.table': () => read.outline,
            'keyImport.titles': ({ at }) => {
              const found = withTitles(read.grid, at);
              if ('problem' in found) throw new Error('no');
              return found.outline;
            },
          },
        });
        await expect(view.page.getByRole('table')).toBeVisible();
        await view.page.screenshot({ path: `/tmp/kf/tb-shots/${language}-${theme}-${name}.png` });
        await view.page.getByRole('combobox').first().selectOption('1');
        await view.page.screenshot({ path: `/tmp/kf/tb-shots/${language}-${theme}-${name}-row1.png` });
        await view.page.getByRole('combobox').first().selectOption('none');
        await view.page.waitForTimeout(300);
        await view.page.screenshot({ path: `/tmp/kf/tb-shots/${language}-${theme}-${name}-none.png` });
      });
