import { useId, useState } from 'react';
import type { AppError } from '../../../../common/errors';
import { type Tag, type TagColour, tagColours, tagLimits } from '../../../../common/keys/tags';
import { Button } from '../../../design/plain/Button';
import { Failure } from '../../../design/plain/Failure';
import { TextField } from '../../../design/plain/TextField';
import { useT } from '../../../i18n';
import { client } from '../../client';
import { loadTags } from './store';
import { TagChip, TagDot } from './TagChip';

/** A choice of a colour, each with its word. */
function Colours({ value, onChange }: { value: TagColour; onChange: (colour: TagColour) => void }) {
  const t = useT();
  const group = useId();
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-1.5 font-medium text-ink">{t('bulk:tag.colour')}</legend>
      <div className="flex flex-wrap items-center gap-1">
        {tagColours.map((colour) => (
          <label
            key={colour}
            title={t(`bulk:tag.colours.${colour}`)}
            className="relative flex size-7 items-center justify-center rounded-full border-2 border-transparent hover:border-line-strong has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              value={colour}
              checked={colour === value}
              onChange={() => onChange(colour)}
              aria-label={t(`bulk:tag.colours.${colour}`)}
              className="absolute inset-0 m-0 size-full opacity-0"
            />
            <TagDot colour={colour} large />
          </label>
        ))}
        <span className="pl-1 text-sm text-muted">{t(`bulk:tag.colours.${value}`)}</span>
      </div>
    </fieldset>
  );
}

interface TagFormProps {
  /** `null`: a new tag is made. */
  tag: Tag | null;
  /** It was made or changed. */
  onSaved: (id: number) => void;
  onCancel: () => void;
}

/** Makes a tag, or renames one and gives it another colour. It is a part of the dialog of tags. */
export function TagForm({ tag, onSaved, onCancel }: TagFormProps) {
  const t = useT();
  const [name, setName] = useState(tag?.name ?? '');
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? 'blue');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await client.tags.save({ tag: tag?.id ?? null, name: name.trim(), colour });
    if (!reply.ok) {
      setBusy(false);
      setProblem(reply.error);
      return;
    }
    await loadTags();
    onSaved(reply.value.tag);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form can't be inside the dialog's form.
    <div
      role="group"
      aria-label={tag ? t('bulk:tag.editTitle') : t('bulk:tag.newName')}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          event.preventDefault();
          void save();
        } else if (event.key === 'Escape') {
          // Only this part is left.
          event.stopPropagation();
          onCancel();
        }
      }}
      className="flex flex-col gap-3 rounded-lg border border-line bg-sunken p-3"
    >
      <Failure error={problem} />
      <TextField
        label={tag ? t('bulk:tag.name') : t('bulk:tag.newName')}
        autoFocus
        maxLength={tagLimits.name}
        value={name}
        onChange={(text) => {
          setName(text);
          setProblem(null);
        }}
      />
      <Colours value={colour} onChange={setColour} />
      <div className="flex items-center gap-2">
        <span className="mr-auto flex min-w-0">
          {name.trim() === '' ? null : <TagChip tag={{ name: name.trim(), colour }} />}
        </span>
        <Button size="small" disabled={busy} onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button size="small" variant="primary" pending={busy} disabled={name.trim() === ''} onClick={() => void save()}>
          {tag ? t('common:save') : t('bulk:tag.add')}
        </Button>
      </div>
    </div>
  );
}
