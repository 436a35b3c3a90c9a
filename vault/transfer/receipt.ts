import { createHash } from 'node:crypto';
import type { Language } from '../../common/languages';
import { providerOf } from '../../common/providers';
import { type Receipt, type ReceiptForm, referenceOf } from '../../common/transfer/handover';
import { receiptLines, receiptWords } from '../../common/transfer/receipt';

/** Writes a receipt as a file. Nothing secret is in it. */

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Returns a moment with its day, its time of the day and the distance to UTC, as every reader understands it. */
function momentOf(at: number): string {
  const time = new Date(at);
  const east = -time.getTimezoneOffset();
  const zone = `${east < 0 ? '-' : '+'}${twoDigits(Math.floor(Math.abs(east) / 60))}:${twoDigits(Math.abs(east) % 60)}`;
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':')} (UTC${zone})`;
}

const linesOf = (language: Language, receipt: Receipt) =>
  receiptLines(language, receipt, { moment: momentOf(receipt.at), number: String(receipt.keys) });

function notesOf(language: Language, receipt: Receipt): string[] {
  return [
    ...(receipt.finished ? [] : [receiptWords.unfinished[language]]),
    receiptWords.noSecrets[language],
    ...(receipt.digest === '' ? [] : [receiptWords.check[language]]),
    receiptWords.recorded[language],
  ];
}

/** Returns the receipt as plain text with the line ends of the system that is asked most: CRLF is read everywhere. */
function textOf(language: Language, receipt: Receipt): string {
  const lines = linesOf(language, receipt).map(({ label, value }) => `${label}: ${value}`);
  const keys = receipt.named.map(
    ({ name, provider, lastFour }, at) => `${at + 1}. ${name} · ${providerOf(provider).name[language]} · …${lastFour}`,
  );
  return [
    receiptWords.title[language],
    '',
    ...lines,
    '',
    `${receiptWords.list[language]}:`,
    ...keys,
    '',
    ...notesOf(language, receipt),
    '',
    `${receiptWords.received[language]}: ____________________  ${receiptWords.day[language]}: ______________`,
    '',
  ].join('\r\n');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
/** A value that somebody typed. Its direction changes nothing around it. */
const value = (text: string) => `<bdi>${escaped(text)}</bdi>`;

const style = `
:root { color-scheme: light; }
@page { size: A4; margin: 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 174mm; padding: 24px; background: #fff; color: #1a1d23;
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0 0 4px; font-size: 22px; }
h2 { margin: 24px 0 8px; font-size: 15px; }
.reference { margin: 0 0 20px; color: #5b6270; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 20px; margin: 0;
  border-top: 2px solid #1a1d23; padding-top: 12px; }
dt { color: #5b6270; }
dd { margin: 0; overflow-wrap: anywhere; }
.code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: 12px; }
table { width: 100%; border-collapse: collapse; }
th, td { border-bottom: 1px solid #cfd4dc; padding: 6px 16px 6px 0; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.notes { margin-top: 20px; color: #5b6270; font-size: 12px; }
.notes p { margin: 0 0 4px; }
.sign { display: flex; gap: 24px; margin-top: 40px; break-inside: avoid; }
.sign p { flex: 1; margin: 0; border-top: 1px solid #1a1d23; padding-top: 4px; }
@media print { body { max-width: none; padding: 0; } }
`;

/** Returns the receipt as one HTML page that loads nothing, runs nothing, and prints well. */
function htmlOf(language: Language, receipt: Receipt): string {
  const words = (name: keyof typeof receiptWords) => escaped(receiptWords[name][language]);
  const lines = linesOf(language, receipt)
    .map(
      ({ label, value: text, isCode }) =>
        `<dt>${escaped(label)}</dt><dd${isCode ? ' class="code"' : ''}>${value(text)}</dd>`,
    )
    .join('\n');
  const rows = receipt.named
    .map(({ name, provider, lastFour }, at) => {
      const cells = [String(at + 1), value(name), escaped(providerOf(provider).name[language])];
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td class="code">…${value(lastFour)}</td></tr>`;
    })
    .join('\n');
  const titles = (['number', 'name', 'provider', 'lastFour'] as const).map(
    (name) => `<th scope="col">${words(name)}</th>`,
  );
  const notes = notesOf(language, receipt).map((note) => `<p>${escaped(note)}</p>`);
  // Only this one style is applied, and no script or other resource is loaded, wherever the page is opened.
  const hash = createHash('sha256').update(style, 'utf8').digest('base64');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words('title')} ${escaped(referenceOf(receipt))}</title>
<style>${style}</style>
</head>
<body>
<h1>${words('title')}</h1>
<p class="reference">Keyfold · ${escaped(referenceOf(receipt))}</p>
<dl>
${lines}
</dl>
<h2>${words('list')}</h2>
<table>
<thead><tr>${titles.join('')}</tr></thead>
<tbody>
${rows}
</tbody>
</table>
<div class="notes">
${notes.join('\n')}
</div>
<div class="sign"><p>${words('received')}</p><p>${words('day')}</p></div>
</body>
</html>
`;
}

/** Returns the file of a receipt, in UTF-8. `receipt` has all of its keys. */
export function receiptFile(language: Language, receipt: Receipt, form: ReceiptForm): Buffer {
  return Buffer.from(form === 'html' ? htmlOf(language, receipt) : `\ufeff${textOf(language, receipt)}`, 'utf8');
}

/** Returns a name for that file. Nothing of a key or of a person is in it. */
export function receiptFileName(receipt: Receipt, form: ReceiptForm): string {
  const day = new Date(receipt.at).toISOString().slice(0, 10);
  return `keyfold-receipt-${day}-${referenceOf(receipt).toLowerCase()}.${form === 'html' ? 'html' : 'txt'}`;
}
