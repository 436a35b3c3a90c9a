import type { Language } from '../../common/languages';
import { isKnownProvider, providerIds, providerOf, type StoredProviderId } from '../../common/providers';
import { cx } from '../design/cx';
import { useLanguage } from '../i18n';

// The colours go by the place in the list of providers. A new provider gets the next one.
const tints = [
  'bg-[#fdeede] text-[#8f4700] dark:bg-[#3a2a18] dark:text-[#f5b877]',
  'bg-[#e0f3f1] text-[#0c625b] dark:bg-[#16322f] dark:text-[#78d3c8]',
  'bg-[#fde8e9] text-[#a32632] dark:bg-[#3b1f23] dark:text-[#f79aa3]',
  'bg-[#eaf1e2] text-[#44631b] dark:bg-[#263019] dark:text-[#b2d182]',
  'bg-[#f0e9fb] text-[#62389f] dark:bg-[#2d2340] dark:text-[#c8aaf4]',
];

/**
 * Returns the first two letters of an English name. Of a Chinese name it returns the first character that no provider
 * before it has.
 */
function markOf(provider: StoredProviderId, language: Language): string {
  if (!isKnownProvider(provider)) return '?';
  const name = providerOf(provider).name[language];
  if (language === 'en') return name.slice(0, 2);
  const before = providerIds.slice(0, providerIds.indexOf(provider)).map((id) => providerOf(id).name[language]);
  return [...name].find((character) => !before.join('').includes(character)) ?? name.slice(0, 1);
}

/** A small mark that tells a provider's keys apart in a mixed list. */
export function ProviderMark({ provider, named = false }: { provider: StoredProviderId; named?: boolean }) {
  const language = useLanguage();
  const { name } = providerOf(provider);
  return (
    <span
      title={named ? name[language] : undefined}
      className={cx(
        'inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-[10px] leading-none font-semibold',
        isKnownProvider(provider)
          ? tints[providerIds.indexOf(provider) % tints.length]
          : 'border border-line text-muted',
      )}
    >
      <span aria-hidden="true">{markOf(provider, language)}</span>
      {named ? <span className="sr-only">{name[language]}</span> : null}
    </span>
  );
}
