import { describe, expect, it } from 'vitest';
import { cellMask, previewRows } from '../../../../../common/csv/table';
import { kindsOf, previewOf } from '../../../../../vault/transfer/table/preview';
import { alibaba, huawei, must, pingan } from './fixtures';

const cells = (text: string) => must(text).outline.preview.map((row) => row.cells.join('|').replaceAll(cellMask, '#'));

describe('the preview', () => {
  it('masks secrets by their titles, long or short', () => {
    expect(cells(`Name,AK,SK,Password,Security Token\nops,${alibaba.accessKeyId},s3cret,hunter2,CAIS\n,x,y,,`)).toEqual(
      [`ops|${alibaba.accessKeyId}|#|#|#`, '|x|#||'],
    );
  });

  it('masks a column with a single value as random as a secret', () => {
    expect(cells(`AK,SK,What\n${huawei.accessKeyId},${huawei.secret},ops\nx,y,${alibaba.secret}`)).toEqual([
      `${huawei.accessKeyId}|#|#`,
      'x|#|#',
    ]);
  });

  it('masks a secret that somebody put into a text, and one in the ID’s place', () => {
    expect(
      cells(`AK,SK,备注\n${alibaba.accessKeyId},x,"旧的 ${alibaba.secret}, 已停用"\n${alibaba.secret},y,备份`),
    ).toEqual([`${alibaba.accessKeyId}|#|#`, '#|#|备份']);
  });

  it('shows an ID without a shape where its title says what it is', () => {
    expect(cells(`Access Key ID,Secret Access Key\n${pingan.accessKeyId},${pingan.secret}`)).toEqual([
      `${pingan.accessKeyId}|#`,
    ]);
    expect(cells(`${pingan.accessKeyId},${pingan.secret}`)).toEqual(['#|#']);
  });

  it('masks everything that nothing is known of while no column is the secret', () => {
    expect(cells('Nom,Valeur\nops,s3cret\nci,t0psecret')).toEqual(['#|#', '#|#']);
  });

  it('leaves names, mail addresses, times and numbers readable', () => {
    const row = ['deploy-bot-production-01', 'ops@example.com', '2026-11-25T08:00:00.000Z', '1234567890123456'];
    expect(cells(`Name,Mail,Created,Account,AK,SK\n${row.join(',')},${alibaba.accessKeyId},${alibaba.secret}`)).toEqual(
      [`${row.join('|')}|${alibaba.accessKeyId}|#`],
    );
  });

  it('never shows the secret of a first row that is a key', () => {
    const text = `ops,${alibaba.accessKeyId},${alibaba.secret}\nci,${alibaba.accessKeyId},${alibaba.secret}`;
    expect(must(text).outline.header).toBeNull();
    expect(cells(text)).toEqual([`ops|${alibaba.accessKeyId}|#`, `ci|${alibaba.accessKeyId}|#`]);
    // Even if it were taken for titles.
    const { table, outline } = must(text);
    const [first, ...rows] = table.rows;
    const taken = { ...table, header: first?.fields ?? [], rows };
    expect(taken.header).toContain(alibaba.secret);
    const { mapping } = outline;
    const shown = { table: taken, mapping, logins: false };
    const understood = { ...shown, kinds: kindsOf(shown) };
    expect(JSON.stringify(previewOf(understood, understood))).not.toContain(alibaba.secret);
  });

  it('makes visible what hides, takes off the guard and cuts what is long', () => {
    const [first, second] = cells(`Name,AK,SK\n\u202egpj.x\u200b,a,b\n'=1+1 ${'x '.repeat(100)},a,b`);
    expect(first).toBe('�gpj.x�|a|#');
    expect(second).toMatch(/^=1\+1 [x ]{74}…\|a\|#$/);
  });

  it('takes titles of joined words for titles', () => {
    const header = ['AliyunAccountDisplayName', 'AliyunAccessKeyId', 'AliyunAccessKeySecret'];
    expect(must(`${header.join(',')}\nops,example-1,s3cret`).outline).toMatchObject({ header, rows: 1 });
    expect(cells(`${header.join(',')}\nops,example-1,s3cret`)).toEqual(['ops|example-1|#']);
  });

  it('has twenty rows, and counts all of them, those that can’t be read too', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `user ${index},${alibaba.accessKeyId},${alibaba.secret}`);
    const { outline } = must(`Name,AK,SK\n${rows.join('\n')}\n"broken,x,y`);
    expect(outline.preview).toHaveLength(previewRows);
    expect(outline).toMatchObject({ rows: 31, columns: 3, header: ['Name', 'AK', 'SK'] });
  });
});
