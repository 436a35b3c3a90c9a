import { common as commonEnglish } from './en/common';
import { errors as errorsEnglish } from './en/errors';
import { fields as fieldsEnglish } from './en/fields';
import { common as commonChinese } from './zh-CN/common';
import { errors as errorsChinese } from './zh-CN/errors';
import { fields as fieldsChinese } from './zh-CN/fields';

/**
 * The namespaces that every view needs. A view adds its own: `startI18n(client, { ...base, unlock: { en, 'zh-CN':
 * chinese } })`.
 */
export const base = {
  common: { en: commonEnglish, 'zh-CN': commonChinese },
  errors: { en: errorsEnglish, 'zh-CN': errorsChinese },
  fields: { en: fieldsEnglish, 'zh-CN': fieldsChinese },
} as const;
