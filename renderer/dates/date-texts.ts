import { dayOf, dayText, type ProviderDates } from '../../common/keys/dates';

/** What is known from the provider, as a form has it. */
export interface DateTexts {
  providerCreatedAt: string;
  providerUsedAt: string;
}

/** Stands in a form for "the provider says that it was never used". */
export const neverUsed = 'never';

/** Returns the dates as a form has them. */
export function textsOf({ providerCreatedAt, providerUsedAt }: ProviderDates): DateTexts {
  return {
    providerCreatedAt: dayText(providerCreatedAt),
    providerUsedAt: providerUsedAt === 0 ? neverUsed : dayText(providerUsedAt),
  };
}

/** Returns the dates that a form says. A day that is still the one of `former` keeps the time that it had. */
export function datesOf(texts: DateTexts, former?: ProviderDates): ProviderDates {
  const before = former && textsOf(former);
  const at = (field: keyof DateTexts) => {
    if (former && texts[field] === before?.[field]) return former[field];
    return texts[field] === neverUsed ? 0 : dayOf(texts[field]);
  };
  return { providerCreatedAt: at('providerCreatedAt'), providerUsedAt: at('providerUsedAt') };
}
