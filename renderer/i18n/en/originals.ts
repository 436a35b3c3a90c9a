/** The originals of files that were cleaned after an import, as Settings lists them. */
export const originals = {
  title: 'Cleaned files',
  about:
    'Files that AccessKeys were removed from after an import. As they were, they are kept here, encrypted, until you delete them.',
  empty: 'No file has been cleaned after an import.',
  line_one: '{{moment}} · {{number}} AccessKey removed',
  line_other: '{{moment}} · {{number}} AccessKeys removed',
  saveOf: 'Save the original of {{file}}…',
  deleteOf: 'Delete the original of {{file}}',
  delete: 'Delete',
  deleteTitle: 'Delete this original?',
  deleteBody:
    'The file {{file}} stays as it is now. What it was before it was cleaned will be gone for good; the AccessKeys stay in the vault.',
  deleted: 'The original was deleted.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    originals: typeof originals;
  }
}
