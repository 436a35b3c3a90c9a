import { useEffect, useState } from 'react';
import { providerOf } from '../../../common/providers';
import { targetFacts, targetGroups, toolFiles } from '../../../common/transfer/targets';
import { Checkbox } from '../../design/plain/Checkbox';
import { TextField } from '../../design/plain/TextField';
import { type Translate, useLanguage, useT } from '../../i18n';
import { toolFileWords } from '../../i18n/words';
import { ListField } from './ListField';
import { NamesFields } from './NamesFields';
import type { ToolForm } from './use-tool';

/** More words about a name in this tool's file. */
const entryHints: Readonly<Partial<Record<string, (t: Translate) => string>>> = {
  ossutil: (t) => t('use:entryHint.ossutil'),
  'huaweicloud-credentials': (t) => t('use:entryHint.huawei'),
  terraform: (t) => t('use:entryHint.terraform'),
  'kubernetes-secret': (t) => t('use:entryHint.kubernetes'),
  rclone: (t) => t('use:entryHint.rclone'),
};

/** Milliseconds without a change before a region is called wrong, since an unfinished one often looks wrong. */
const pause = 500;

function RegionField({ form, usual }: { form: ToolForm; usual: string }) {
  const t = useT();
  const { region, look } = form;
  const [settled, setSettled] = useState(region);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(region), pause);
    return () => clearTimeout(timer);
  }, [region]);
  return (
    <TextField
      label={t('use:region')}
      hint={t('common:optional')}
      description={t('use:regionHint', { region: usual })}
      placeholder={usual}
      mono
      value={region}
      onChange={form.setRegion}
      error={look.problem === 'bad-region' && settled === region ? toolFileWords['bad-region'](t) : null}
    />
  );
}

/** Where the tool looks for its file, if not all programs look in the same place. */
function PlaceField({ form }: { form: ToolForm }) {
  const t = useT();
  const language = useLanguage();
  const places = form.target ? toolFiles[form.target].places : undefined;
  if (!places) return null;
  return (
    <ListField
      label={t('use:readBy')}
      description={t('use:readByHint')}
      groups={[
        {
          title: null,
          choices: places.map(({ path, readers }, at) => ({
            value: String(at),
            label: t('use:readers', { readers: readers[language], path: `~/${path}` }),
          })),
        },
      ]}
      value={String(form.place)}
      onChange={(value) => form.setPlace(Number(value))}
    />
  );
}

/** The name of the entry, and the region, beside each other. */
function EntryFields({ form }: { form: ToolForm }) {
  const t = useT();
  const { key, target, look, naming } = form;
  if (!key || !target) return null;
  const { names, region } = targetFacts[target];
  const usual = region === 'storage' ? (providerOf(key.provider).storage?.region ?? null) : region;
  // Names with dots say all that the beginning would.
  const asks = names === 'entry' || names === 'prefix' || (names === 'spring' && naming.kind === 'usual');
  if (!asks && usual === null) return null;
  const wrong = look.problem === 'bad-entry' || look.problem === 'other-entry' ? look.problem : null;
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
      {asks ? (
        <TextField
          label={names === 'entry' ? t('use:entry') : names === 'spring' ? t('use:namePrefix') : t('use:prefix')}
          description={entryHints[target]?.(t)}
          mono
          value={form.entry}
          onChange={form.setEntry}
          error={wrong ? toolFileWords[wrong](t) : null}
        />
      ) : null}
      {usual === null ? null : <RegionField form={form} usual={usual} />}
    </div>
  );
}

/** The fields for the tool and for what its form leaves open. */
export function ToolFields({ form }: { form: ToolForm }) {
  const t = useT();
  const language = useLanguage();
  const { key, target } = form;
  if (!key || !target) return null;
  const provider = providerOf(key.provider);
  const { path, places } = toolFiles[target];
  return (
    <>
      <ListField
        label={t('use:tool')}
        description={path === null || places ? undefined : t('use:path', { path: `~/${path}` })}
        groups={targetGroups.flatMap((group) => {
          const choices = provider.targets
            .filter((value) => targetFacts[value].group === group)
            .map((value) => ({ value, label: toolFiles[value].name[language] }));
          return choices.length > 0 ? [{ title: t(`use:group.${group}`), choices }] : [];
        })}
        value={target}
        onChange={form.setTarget}
      />
      <PlaceField form={form} />
      <NamesFields form={form} />
      <EntryFields form={form} />
      {targetFacts[target].current ? (
        <Checkbox label={t('use:makeCurrent')} checked={form.makeCurrent} onChange={form.setMakeCurrent} />
      ) : null}
    </>
  );
}
