import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Block, chaptersOf, type Inline } from '../../../renderer/main-view/features/help/markdown';

/** Help shows the guide by a reader of its own, which knows texts and no markup of pages. */

const inlinesOf = (block: Block): Inline[] => {
  switch (block.kind) {
    case 'list':
      return block.items.flat();
    case 'table':
      return [...block.head, ...block.rows.flat()].flat();
    case 'code':
      return [];
    default:
      return block.inlines;
  }
};

test('markup of a page is text, a link is its words, and a picture is left out', () => {
  const [chapter] = chaptersOf(
    '## One\n\n<img src=x onerror=alert(1)> and <b>bold</b>, [a link](https://example.org) and `code`\n\n![A picture](a.png)\n',
  );
  const texts = (chapter?.blocks ?? []).flatMap(inlinesOf);
  expect(texts.map(({ text }) => text).join('')).toBe('<img src=x onerror=alert(1)> and <b>bold</b>, a link and code');
  expect([...new Set(texts.map(({ kind }) => kind))].toSorted()).toEqual(['code', 'text']);
});

test.each(['guide.md', 'guide.zh-CN.md'])('%s is read whole: nothing of its Markdown is left in the words', (file) => {
  const chapters = chaptersOf(readFileSync(`docs/${file}`, 'utf8'));
  expect(chapters.length).toBeGreaterThan(15);
  const left = chapters.flatMap(({ title, blocks }) =>
    blocks
      .flatMap(inlinesOf)
      .filter(({ kind, text }) => kind !== 'code' && /\*\*|\]\(|^#|^\s*[-|] |`/.test(text))
      .map(({ text }) => `${title}: ${text.slice(0, 80)}`),
  );
  expect(left).toEqual([]);
  for (const { title, blocks } of chapters) expect([title, blocks.length > 0]).toEqual([title, true]);
});
