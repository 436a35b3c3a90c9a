import type { ImportPlan, NearInFile, OpenedFile } from '../../../common/transfer/import';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { NearBox } from '../../known/NearNote';
import type { ImportForm } from './use-import';

interface NearQuestionsProps {
  form: ImportForm;
  file: OpenedFile;
  plan: ImportPlan;
}

/** Returns the name that the file has. */
const nameIn = ({ of, accountId, identityName }: NearInFile) => (of === 'account' ? accountId : identityName);

/**
 * Asks, one after the other, whether accounts and users that the import would make are known ones. What is known then
 * takes the place of what the file says, for all its keys.
 */
export function NearQuestions({ form, file, plan }: NearQuestionsProps) {
  const t = useT();
  const language = useLanguage();
  const open = form.nearIn(plan);
  const [first] = open;
  return (
    <div aria-live="polite">
      {first ? (
        <NearBox
          of={first.of}
          typed={nameIn(first)}
          known={first.known}
          alias={first.alias}
          how={first.how}
          onTake={() => void form.takeKnown(file, first)}
          onKeep={() => form.keepAsIs(first)}
        >
          <p className="text-sm text-muted">
            {t('transfer:import.near', {
              keys: t('transfer:import.nearKeys', {
                count: first.keys,
                number: formatNumber(language, first.keys),
              }),
              more:
                open.length > 1
                  ? t('transfer:import.nearMore', { number: formatNumber(language, open.length - 1) })
                  : '',
            })}
          </p>
        </NearBox>
      ) : null}
    </div>
  );
}
