import { aliyunCli } from './aliyun-cli';
import type { Format } from './format';
import { parseJson } from './json';
import { beginsLikeJson, jsonRoots } from './json-tree';
import { kooCli } from './koocli';
import { memberOf, type TextNode, textOf } from './text-tree';
import { entriesIn } from './tree-pairs';

/** Any JSON: replies of programs and interfaces, settings, variables, lines of objects. */
export const jsonText: Format = {
  id: 'json',
  fileName: /\.(?:json[c5l]?|ndjson|tfstate|code-workspace)$/,
  fits(text) {
    if (!beginsLikeJson(text)) return false;
    const roots = jsonRoots(text);
    // A file of a tool that reads it more strictly is that tool's, also if it is damaged.
    return Array.isArray(roots) && !roots.some(isOfStrictTool) && !aliyunCli.fits(text) && !kooCli.fits(text);
  },
  scan(text) {
    const roots = jsonRoots(text);
    if (roots === null) return 'damaged';
    if (!Array.isArray(roots)) return roots;
    if (roots.some(isOfStrictTool) && typeof parseJson(text) === 'string') return 'damaged';
    return entriesIn(text, roots);
  },
};

/** Returns whether an object is the configuration of one of the CLIs. They take no comment, and no comma too many. */
function isOfStrictTool(root: TextNode): boolean {
  const profiles = memberOf(root, 'profiles');
  return (
    profiles?.kind === 'list' &&
    textOf(root, 'current') !== '' &&
    profiles.items.some((profile) => textOf(profile, 'mode') !== '' || textOf(profile, 'accesskeyid') !== '')
  );
}
