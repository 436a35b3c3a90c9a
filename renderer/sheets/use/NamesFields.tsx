import { providerOf } from '../../../common/providers';
import { targetFacts } from '../../../common/transfer/targets';
import { type VariableSet, variableSets } from '../../../common/transfer/variables';
import { TextField } from '../../design/plain/TextField';
import { useLanguage, useT } from '../../i18n';
import { toolFileWords } from '../../i18n/words';
import { ListField } from './ListField';
import { usualNames } from './use-options';
import type { ToolForm } from './use-tool';

const shown = ({ accessKeyId, secret }: VariableSet) => `${accessKeyId}, ${secret}`;
const keyOf = ({ accessKeyId, secret }: VariableSet) => `file ${accessKeyId} ${secret}`;

/** The names that the parts of the key have in the file: those of a tool, those that the file has, or any others. */
export function NamesFields({ form }: { form: ToolForm }) {
  const t = useT();
  const { key, target, look, naming } = form;
  if (!key || !target) return null;
  const { names, ownNames } = targetFacts[target];
  if (!ownNames) return null;
  const provider = providerOf(key.provider);
  const usual = usualNames(target, key, form.entry);
  const tools =
    names === 'variables'
      ? provider.variables.map((id) => ({ value: `set ${id}`, label: shown(variableSets[id]) }))
      : [{ value: 'usual', label: shown(usual) }];
  const present = look.names.map((set) => ({ value: keyOf(set), label: shown(set), set }));
  const value = (): string => {
    if (naming.kind === 'set') return `set ${naming.id}`;
    if (naming.kind === 'file') return keyOf(naming.names);
    return naming.kind === 'own' ? 'own' : (tools[0]?.value ?? 'own');
  };
  const choose = (chosen: string) => {
    const id = provider.variables.find((one) => chosen === `set ${one}`);
    const inFile = present.find((one) => one.value === chosen)?.set;
    if (id) form.setNaming({ kind: 'set', id });
    else if (inFile) form.setNaming({ kind: 'file', names: inFile });
    else form.setNaming(chosen === 'own' ? { kind: 'own', names: usual } : { kind: 'usual' });
  };
  // Until the file is looked at again, what was chosen stays in the list.
  const missing = naming.kind === 'file' && !present.some((one) => one.value === keyOf(naming.names));
  return (
    <>
      <ListField
        label={names === 'variables' ? t('use:variables') : t('use:names')}
        groups={[
          ...(present.length > 0 || missing
            ? [
                {
                  title: t('use:namesInFile'),
                  choices: missing ? [{ value: value(), label: shown(naming.names) }] : present,
                },
              ]
            : []),
          { title: present.length > 0 ? t('use:namesOfTools') : null, choices: tools },
          { title: null, choices: [{ value: 'own', label: t('use:namesOwn') }] },
        ]}
        value={value()}
        onChange={choose}
      />
      {naming.kind === 'own' ? <OwnNames form={form} names={naming.names} /> : null}
    </>
  );
}

function OwnNames({ form, names }: { form: ToolForm; names: VariableSet }) {
  const t = useT();
  const set = (part: keyof VariableSet) => (value: string) =>
    form.setNaming({ kind: 'own', names: { ...names, [part]: value.trim() } });
  const wrong = form.look.problem === 'bad-names' ? toolFileWords['bad-names'](t) : null;
  const language = useLanguage();
  if (!form.key) return null;
  const { accessKeyId, secret } = providerOf(form.key.provider);
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[560px]:grid-cols-1">
      <TextField
        label={t('use:nameOf', { part: accessKeyId.label[language] })}
        mono
        value={names.accessKeyId}
        onChange={set('accessKeyId')}
        error={wrong}
      />
      <TextField
        label={t('use:nameOf', { part: secret.label[language] })}
        mono
        value={names.secret}
        onChange={set('secret')}
      />
      {form.key.credential === 'temporary' ? (
        <TextField label={t('use:nameOfToken')} mono value={names.token} onChange={set('token')} />
      ) : null}
    </div>
  );
}
