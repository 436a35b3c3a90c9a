import type { Format } from './format';
import { beginsLikeJson } from './json-tree';
import { entriesIn } from './tree-pairs';
import { looksLikeYaml, yamlFault, yamlRoots } from './yaml-tree';

/** Any YAML: objects of Kubernetes, services of Docker Compose, settings of Spring, variables of Ansible. */
export const yamlText: Format = {
  id: 'yaml',
  fileName: /\.ya?ml$/,
  fits: (text) => !beginsLikeJson(text) && looksLikeYaml(text),
  scan(text) {
    const read = yamlRoots(text);
    if (typeof read === 'string') return read;
    // A template breaks the rules until it is filled in. What is literal in it counts all the same.
    if (read.stray && !text.includes('{{')) return 'damaged';
    const entries = entriesIn(text, read.roots);
    // All rules are looked at only if there is nothing to show, because that takes longer than reading.
    return entries.length === 0 && yamlFault(text) !== null ? 'damaged' : entries;
  },
};
