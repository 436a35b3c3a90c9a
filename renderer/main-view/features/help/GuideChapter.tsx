import type { ReactNode } from 'react';
import type { Block, Chapter, Inline } from './markdown';

/** One chapter of the guide. */
export function GuideChapter({ chapter }: { chapter: Chapter }) {
  return (
    <div className="selectable flex flex-col gap-3">
      {chapter.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
        <BlockOf key={index} block={block} />
      ))}
    </div>
  );
}

function BlockOf({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 className="pt-1 font-semibold text-ink">
          <Inlines inlines={block.inlines} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      );
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm">
          {block.text}
        </pre>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List className={`flex flex-col gap-1 pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'}`}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
            <li key={index}>
              <Inlines inlines={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
  }
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr>
          {head.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
            <th key={index} scope="col" className="border-b border-line-strong py-1.5 pr-4 text-left font-semibold">
              <Inlines inlines={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
          <tr key={place}>
            {row.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
              <td key={index} className="border-b border-line py-1.5 pr-4 align-top">
                <Inlines inlines={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Inlines({ inlines }: { inlines: readonly Inline[] }): ReactNode {
  return inlines.map(({ kind, text }, index) => {
    const key = `${index} ${text}`;
    if (kind === 'bold') {
      return (
        <strong key={key} className="font-semibold">
          {text}
        </strong>
      );
    }
    if (kind === 'code') {
      return (
        <code key={key} className="rounded-sm bg-sunken px-1 font-mono text-sm">
          {text}
        </code>
      );
    }
    return text;
  });
}
