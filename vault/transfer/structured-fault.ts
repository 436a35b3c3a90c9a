import { fail } from '../../common/errors';
import type { FormatId } from '../../common/transfer/targets';
import { textLimit } from './formats/format';
import { beginsLikeJson, jsonFault } from './formats/json-tree';
import { yamlFault } from './formats/yaml-tree';

/** Says why structured text gives no keys: what breaks its rules, and where. */

const jsonFormats: readonly FormatId[] = ['json', 'aliyun-cli', 'koocli'];

/** Returns whether a text is structured: by its format, or by how it begins. */
export function isStructured(format: FormatId | null, text: string): boolean {
  return format === 'yaml' || (format !== null && jsonFormats.includes(format)) || beginsLikeJson(text);
}

/** Errors: `file-syntax`, `file-too-large`, `file-damaged`. */
export function refuseStructured(format: FormatId | null, text: string): never {
  if (text.length > textLimit || Buffer.byteLength(text, 'utf8') > textLimit) {
    fail('file-too-large', { limit: textLimit });
  }
  const isYaml = format === 'yaml' && !beginsLikeJson(text);
  const fault = isYaml ? yamlFault(text) : jsonFault(text);
  if (fault) return fail('file-syntax', { format: isYaml ? 'yaml' : 'json', ...fault });
  // The rules are kept, but a name occurs twice where only one can count.
  return fail('file-damaged', {});
}
