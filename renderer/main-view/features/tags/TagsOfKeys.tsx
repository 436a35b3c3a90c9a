import { useState } from 'react';
import type { AppError } from '../../../../common/errors';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { FormDialog } from '../../FormDialog';
import { closeDialog } from '../../ui';
import type { BulkProps } from '../bulk/bulk-act';
import { Chosen } from '../bulk/Chosen';
import { changeAll } from '../bulk/change';
import { type Has, TagPicker } from './TagPicker';

/** Gives tags to keys and takes them away. A tag that only some of them have stays so unless it is pressed. */
export function TagsOfKeys({ selection, count, facts, problem }: BulkProps) {
  const t = useT();
  const language = useLanguage();
  // The tags that were pressed, and whether all of the keys are to have them.
  const [wanted, setWanted] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);

  const had = (tag: number): Has => {
    const keys = facts?.tags.find((one) => one.tag === tag)?.keys ?? 0;
    return keys === 0 ? 'none' : keys === facts?.keys ? 'all' : 'some';
  };
  const has = (tag: number): Has => {
    const on = wanted.get(tag);
    return on === undefined ? had(tag) : on ? 'all' : 'none';
  };
  const press = (tag: number) => {
    const next = new Map(wanted);
    const before = had(tag);
    const on = has(tag) !== 'all';
    // Of a tag that some have, the third press leaves it as it was.
    if (before === 'some' && wanted.get(tag) === false) next.delete(tag);
    else next.set(tag, on);
    setWanted(next);
    setFailed(null);
  };
  const save = async () => {
    if (busy || !facts) return;
    const add = [...wanted].flatMap(([tag, on]) => (on && had(tag) !== 'all' ? [tag] : []));
    const remove = [...wanted].flatMap(([tag, on]) => (!on && had(tag) !== 'none' ? [tag] : []));
    if (add.length + remove.length === 0) {
      closeDialog();
      return;
    }
    setBusy(true);
    setFailed(await changeAll(selection, { act: 'tag', add, remove }));
    setBusy(false);
  };
  return (
    <FormDialog
      title={t('bulk:tag.title', { count, number: formatNumber(language, count) })}
      size="small"
      busy={busy}
      problem={failed ?? problem}
      onSubmit={save}
    >
      {problem ? null : <Chosen facts={facts} />}
      {facts ? <TagPicker has={has} onPress={press} /> : null}
    </FormDialog>
  );
}
