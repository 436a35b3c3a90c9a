import { useState } from 'react';
import { careKinds, type KeyFilter } from '../../../../../common/keys/filter';
import { rotationStages } from '../../../../../common/keys/status';
import { Dialog } from '../../../../design/Dialog';
import { Button } from '../../../../design/plain/Button';
import { Checkbox } from '../../../../design/plain/Checkbox';
import { RadioCards, Segmented } from '../../../../design/plain/RadioCards';
import { useT } from '../../../../i18n';
import { closeDialog, focusOn, gridId } from '../../../ui';
import { TagChecks } from '../../tags/TagChecks';
import { keys } from '../store';
import { Holders } from './Holders';
import { IdentityKinds, Providers, Types } from './kinds';
import { type AddedPart, instead } from './parts';
import { DaysRange, TimesRange } from './ranges';
import { toggled } from './toggled';

interface EditorProps {
  filter: KeyFilter;
  onChange: (change: KeyFilter) => void;
  /** Tells whether what is typed can't be applied. */
  onProblem: (problem: boolean) => void;
}

const yesNo = ['yes', 'no'] as const;

/** What the dialog of each filter has in it. */
const editors: Record<AddedPart, (props: EditorProps) => React.ReactNode> = {
  care: Care,
  status: ({ filter, onChange }) => {
    const t = useT();
    return (
      <Segmented
        label={t('filter:part.status')}
        labelHidden
        choices={(['enabled', 'disabled'] as const).map((value) => ({ value, label: t(`common:${value}`) }))}
        value={filter.status ?? 'enabled'}
        onChange={(status) => onChange({ status })}
      />
    );
  },
  credential: ({ filter, onChange }) => {
    const t = useT();
    return (
      <Segmented
        label={t('filter:part.credential')}
        labelHidden
        choices={[
          { value: 'long-term', label: t('common:longTerm') },
          { value: 'temporary', label: t('common:temporary') },
        ]}
        value={filter.credential ?? 'long-term'}
        onChange={(credential) => onChange({ credential })}
      />
    );
  },
  isDefault: (props) => <YesNo {...props} part="isDefault" />,
  root: (props) => <YesNo {...props} part="root" />,
  providers: Providers,
  holders: Holders,
  identityKinds: IdentityKinds,
  types: Types,
  tags: ({ filter, onChange }) => (
    <TagChecks
      chosen={filter.tags ?? []}
      without={filter.tagged === false}
      onChange={(tags) => onChange({ tags: tags.length > 0 ? tags : undefined, tagged: undefined })}
      onWithout={(on) => onChange({ tags: undefined, tagged: on ? false : undefined })}
    />
  ),
  age: (props) => <DaysRange {...props} part="age" />,
  due: (props) => <DaysRange {...props} part="due" />,
  idle: (props) => <DaysRange {...props} part="idle" />,
  created: (props) => <TimesRange {...props} part="created" />,
  used: (props) => <TimesRange {...props} part="used" />,
  rotation: ({ filter, onChange }) => {
    const t = useT();
    return (
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('filter:part.rotation')}</legend>
        {rotationStages.map((stage) => (
          <Checkbox
            key={stage}
            label={t(`rotation:stage.${stage}`)}
            checked={filter.rotation?.includes(stage) ?? false}
            onChange={(on) => onChange({ rotation: toggled(filter.rotation, stage, on) })}
          />
        ))}
      </fieldset>
    );
  },
};

function Care({ filter, onChange }: EditorProps) {
  const t = useT();
  return (
    <RadioCards
      label={t('filter:part.care')}
      labelHidden
      choices={careKinds.map((value) => ({ value, label: t(`filter:care.${value}`) }))}
      value={filter.care ?? 'leaked'}
      onChange={(care) => onChange({ care })}
    />
  );
}

function YesNo({ part, filter, onChange }: EditorProps & { part: 'isDefault' | 'root' }) {
  const t = useT();
  return (
    <Segmented
      label={t(`filter:part.${part}`)}
      labelHidden
      choices={yesNo.map((value) => ({ value, label: t(`filter:${value}`) }))}
      value={(filter[part] ?? true) ? 'yes' : 'no'}
      onChange={(value) => onChange({ [part]: value === 'yes' })}
    />
  );
}

/** What a part begins with if the list isn't narrowed by it yet, for those that show a first choice. */
const beginnings: Partial<Record<AddedPart, KeyFilter>> = {
  care: { care: 'leaked' },
  status: { status: 'enabled' },
  credential: { credential: 'long-term' },
  isDefault: { isDefault: true },
  root: { root: true },
};

/** Changes one part of what the list is narrowed to, or adds it. */
export function FilterDialog({ part }: { part: AddedPart }) {
  const t = useT();
  const [filter, setFilter] = useState<KeyFilter>(() => {
    const present = keys.store.getState().filter;
    return present[part] === undefined ? { ...present, ...beginnings[part] } : present;
  });
  const [problem, setProblem] = useState(false);
  const Editor = editors[part];
  const apply = () => {
    if (problem) return;
    const other = part in instead ? instead[part as keyof typeof instead] : part;
    void keys.narrow({ [part]: filter[part], [other]: filter[other] });
    closeDialog();
    // What opened the dialog may be gone.
    setTimeout(() => focusOn(gridId), 0);
  };
  return (
    <Dialog
      title={t(`filter:part.${part}`)}
      size={part === 'care' || part === 'holders' ? 'large' : 'small'}
      onClose={closeDialog}
      onSubmit={apply}
      footer={
        <>
          <Button onClick={closeDialog}>{t('common:cancel')}</Button>
          <Button type="submit" variant="primary" disabled={problem}>
            {t('filter:apply')}
          </Button>
        </>
      }
    >
      <Editor
        filter={filter}
        onChange={(change) => setFilter((before) => ({ ...before, ...change }))}
        onProblem={setProblem}
      />
    </Dialog>
  );
}
