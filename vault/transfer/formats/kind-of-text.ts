import type { TargetId } from '../../../common/transfer/targets';
import { readYamlLines } from './yaml-lines';

/** Tells a text of another kind from a file of lines, so that nothing is written into it because of its name alone. */

type Kind = 'json' | 'yaml' | 'script' | 'hcl' | 'lines';

const kinds: Readonly<Partial<Record<TargetId, Kind>>> = {
  'aliyun-cli': 'json',
  'spring-yaml': 'yaml',
  'kubernetes-secret': 'yaml',
  'env-sh': 'script',
  'env-powershell': 'script',
  'env-cmd': 'script',
  terraform: 'hcl',
};

// Control characters other than those of lines, and escape sequences of terminals in scripts.
const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;
const json = /^\ufeff?\s*(?:\{|\[\s*(?:[[{\]"]|-?\d|true\b|false\b|null\b))/;
const markup = /^\ufeff?\s*<(?:\?xml|!doctype|!--|[a-z][\w:-]*[\s/>])/i;
const sealed = /^\ufeff?\s*(?:-----BEGIN |age-encryption\.org\/|# Encrypted rclone configuration|RCLONE_ENCRYPT_V)/;
// SOPS signs the whole file.
const signed = /^sops_(?:mac|version)[ \t]*=|^\[sops\]|^sops:/m;

/** Returns whether a text that isn't blank is of another kind than the target's files. */
export function isOtherKind(target: TargetId, text: string): boolean {
  const kind = kinds[target] ?? 'lines';
  if (binary.test(text) || markup.test(text) || sealed.test(text) || signed.test(text)) return true;
  if (kind === 'json') return !/^\ufeff?\s*\{/.test(text);
  if (kind === 'script') return /^\ufeff?\s*\{\s*"/.test(text) || isYaml(text);
  if (json.test(text)) return true;
  return kind === 'yaml' ? readYamlLines(text).items.length === 0 : isYaml(text, target === 'spring-properties');
}

/**
 * Returns whether a text is YAML and no file of lines: all of it has YAML's form, and no line assigns anything.
 * `flat`: `name: value` is a line of this format too.
 */
function isYaml(text: string, flat = false): boolean {
  // A line of configuration is shorter, and the patterns below take the square of its length.
  const lines = text.split('\n').map((line) => line.slice(0, 300).trimEnd());
  const written = lines.filter((line) => line.trim() !== '' && !/^\s*[#;]/.test(line));
  if (written.some((line) => /^\s*\[[^\]]*\]/.test(line) || /^[^:"']*=/.test(line))) return false;
  const isItem = (line: string) => /^\s*(?:- )*["']?[\w./ -]+["']?:(?:\s|$)/.test(line);
  const nests = written.some((line) => /^(?:---$|\s*- |\s*["']?[\w./-]+["']?:$)/.test(line));
  return written.some(isItem) && (nests || (!flat && written.every(isItem)));
}
