/** Names that are unusual but allowed. */
export const unusualNames = {
  'an emoji of several parts': '👩‍👩‍👧‍👦 family 🏴‍☠️',
  'an emoji with a skin colour': '🤝🏽 partner',
  Arabic: 'مفتاح النشر',
  'Hebrew and Latin in one': 'deploy מפתח ראשי v2',
  'Chinese, rare characters among it': '部署密钥 𠮷𡃁',
  'combining marks upon marks': `Z\u0323\u0331\u0301\u0308algo and ${'a\u0323\u0331\u0308\u030a'.repeat(20)}`,
  'what looks like markup': '<img src=x onerror="document.title=1"> & <b>bold</b>',
  'what looks like a placeholder': '{{name}} $t(common:add) %s $1',
  'quotation marks and backslashes': `"it's" \\ \`back\` “quoted”`,
  'a path': '../../etc/passwd',
  'a formula': '=HYPERLINK("https://example.com")',
  'as long as may be': '长'.repeat(255),
  'one long word': 'W'.repeat(255),
};
