import { PencilLine, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TagUse } from '../../../../common/keys/tags';
import { Button } from '../../../design/plain/Button';
import { CheckMark } from '../../../design/plain/CheckMark';
import { IconButton } from '../../../design/plain/IconButton';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { reported } from '../../report';
import { loadTags, useTags } from './store';
import { TagChip } from './TagChip';
import { TagForm } from './TagForm';

/** Whether what the dialog is about has a tag: all of it, some or none. */
export type Has = 'all' | 'some' | 'none';

interface TagPickerProps {
  /** What has each tag; `null`: tags are only managed. */
  has: ((tag: number) => Has) | null;
  onPress: (tag: number) => void;
}

type Open = { form: 'new' } | { form: 'edit' | 'remove'; tag: number } | null;

/** Every tag of the vault, to be given or taken, made, renamed, coloured and removed. */
export function TagPicker({ has, onPress }: TagPickerProps) {
  const t = useT();
  const tags = useTags((state) => state.tags);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const remove = async (tag: TagUse) => {
    const done = await reported(client.tags.remove({ tag: tag.id }));
    close();
    if (!done) return;
    await loadTags();
    toast('good', t('bulk:tag.removed', { name: isolate(tag.name) }));
  };
  return (
    <>
      {tags.size === 0 ? <p className="text-muted">{t('bulk:tag.none')}</p> : null}
      {tags.size > 0 ? (
        <ul
          aria-label={t('bulk:tag.list')}
          className="flex max-h-72 flex-col overflow-y-auto rounded-lg border border-line py-1"
        >
          {[...tags.values()].map((tag) => (
            <li key={tag.id} className="flex flex-col px-3 py-0.5">
              {open && open.form === 'edit' && open.tag === tag.id ? (
                <TagForm tag={tag} onSaved={close} onCancel={close} />
              ) : (
                <Line tag={tag} has={has?.(tag.id) ?? null} onPress={onPress} onOpen={setOpen} />
              )}
              {open && open.form === 'remove' && open.tag === tag.id ? (
                <Removal tag={tag} onCancel={close} onConfirm={() => void remove(tag)} />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {open?.form === 'new' || tags.size === 0 ? (
        <TagForm
          key={tags.size}
          tag={null}
          onSaved={(id) => {
            close();
            onPress(id);
          }}
          onCancel={close}
        />
      ) : (
        <span className="flex">
          <Button size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setOpen({ form: 'new' })}>
            {t('bulk:tag.newName')}
          </Button>
        </span>
      )}
    </>
  );
}

interface LineProps {
  tag: TagUse;
  has: Has | null;
  onPress: (tag: number) => void;
  onOpen: (open: Open) => void;
}

function Line({ tag, has, onPress, onOpen }: LineProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="flex min-h-8 min-w-0 items-center gap-2.5">
      {has === null ? null : (
        <CheckMark label={tag.name} checked={has === 'all'} mixed={has === 'some'} onPress={() => onPress(tag.id)} />
      )}
      <span className="flex min-w-0 flex-1">
        <TagChip tag={tag} />
      </span>
      <span className="shrink-0 text-sm text-faint tabular-nums">
        {t('keys:count', { count: tag.keys, number: formatNumber(language, tag.keys) })}
      </span>
      <span className="flex shrink-0">
        <IconButton
          size="small"
          label={t('bulk:tag.edit', { name: tag.name })}
          icon={<PencilLine size={14} aria-hidden />}
          onClick={() => onOpen({ form: 'edit', tag: tag.id })}
        />
        <IconButton
          size="small"
          label={t('bulk:tag.removeNamed', { name: tag.name })}
          icon={<Trash2 size={14} aria-hidden />}
          onClick={() => onOpen({ form: 'remove', tag: tag.id })}
        />
      </span>
    </div>
  );
}

/** Asks before a tag is taken from everything that has it. */
function Removal({ tag, onConfirm, onCancel }: { tag: TagUse; onConfirm: () => void; onCancel: () => void }) {
  const t = useT();
  const language = useLanguage();
  const number = (value: number) => formatNumber(language, value);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a question inside the dialog.
    <div
      role="group"
      aria-label={t('bulk:tag.removeNamed', { name: tag.name })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
      className="my-1 flex flex-col gap-2 rounded-lg border border-line bg-sunken p-3"
    >
      <p className="text-ink">
        {t('bulk:tag.removeBody', { number: number(tag.keys), accounts: number(tag.accounts.length) })}
      </p>
      <span className="flex justify-end gap-2">
        <Button size="small" autoFocus onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button size="small" variant="danger" onClick={onConfirm}>
          {t('bulk:tag.remove')}
        </Button>
      </span>
    </div>
  );
}
