import { useEffect, useState } from 'react';
import { providerOf } from '../../../common/providers';
import { targetFacts, toolFiles } from '../../../common/transfer/targets';
import { variableSets } from '../../../common/transfer/variables';
import { Checkbox } from '../../design/plain/Checkbox';
import { Field } from '../../design/plain/Field';
import { TextField } from '../../design/plain/TextField';
import { type Translate, useLanguage, useT } from '../../i18n';
import { toolFileWords } from '../../i18n/words';
import type { ToolForm } from './use-tool';

interface ListFieldProps<Value extends string> {
  label: string;
  description?: string | undefined;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice of many, with a visible label. */
function ListField<Value extends string>({ label, description, choices, value, onChange }: ListFieldProps<Value>) {
  return (
    <Field label={label} description={description}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
          className="field-input h-8 cursor-default truncate pr-6"
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** More words about a name in this tool's file. */
const entryHints: Readonly<Partial<Record<string, (t: Translate) => string>>> = {
  ossutil: (t) => t('use:entryHint.ossutil'),
  'huaweicloud-credentials': (t) => t('use:entryHint.huawei'),
  terraform: (t) => t('use:entryHint.terraform'),
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

/** The fields for the tool and for what its form leaves open. */
export function ToolFields({ form }: { form: ToolForm }) {
  const t = useT();
  const language = useLanguage();
  const { key, target, look } = form;
  if (!key || !target) return null;
  const provider = providerOf(key.provider);
  const { names, region, current } = targetFacts[target];
  const { path } = toolFiles[target];
  const [usual] = provider.variables;
  return (
    <>
      <ListField
        label={t('use:tool')}
        description={path === null ? undefined : t('use:path', { path: `~/${path}` })}
        choices={provider.targets.map((value) => ({ value, label: toolFiles[value].name[language] }))}
        value={target}
        onChange={form.setTarget}
      />
      {names === 'variables' && usual !== undefined && provider.variables.length > 1 ? (
        <ListField
          label={t('use:variables')}
          choices={provider.variables.map((value) => ({
            value,
            label: `${variableSets[value].accessKeyId}, ${variableSets[value].secret}`,
          }))}
          value={form.variables ?? usual}
          onChange={form.setVariables}
        />
      ) : null}
      {names === 'entry' || names === 'prefix' || region !== null ? (
        <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
          {names === 'entry' || names === 'prefix' ? (
            <TextField
              label={names === 'entry' ? t('use:entry') : t('use:prefix')}
              description={entryHints[target]?.(t)}
              mono
              value={form.entry}
              onChange={form.setEntry}
              error={look.problem === 'bad-entry' ? toolFileWords['bad-entry'](t) : null}
            />
          ) : null}
          {region === null ? null : <RegionField form={form} usual={region} />}
        </div>
      ) : null}
      {current ? (
        <Checkbox label={t('use:makeCurrent')} checked={form.makeCurrent} onChange={form.setMakeCurrent} />
      ) : null}
    </>
  );
}
