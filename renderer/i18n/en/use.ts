/** The sheet that writes a key in the form that a tool reads. */
export const use = {
  title: 'Use in a Tool',
  disabled: 'This AccessKey is disabled in Keyfold. If it is disabled at the provider too, the tool can’t use it.',
  tool: 'Tool',
  path: 'The tool reads {{path}}.',
  variables: 'Environment variables',
  entry: 'Name in the file',
  prefix: 'Variables begin with',
  entryHint: {
    ossutil: 'Credentials for ossutil 1; default for ossutil 2.',
    huawei: 'basic for services of a project, global for those of the account.',
    terraform: 'Declare the variables in your configuration.',
  },
  region: 'Region',
  regionHint: 'Left empty: the one in the file, or {{region}}.',
  makeCurrent: 'Make it the current profile',
  preview: 'What is written, with the secret hidden',
  where: 'Where to',
  way: { copy: 'Clipboard', new: 'New file', existing: 'Existing file' },
  about: {
    copy: 'You paste it yourself. The clipboard is cleared after a while and when Keyfold locks.',
    new: 'The file can be read by you only. A file that is there is never overwritten.',
    existing: 'The rest of the file stays as it is, comments too. You see first whether the name is taken.',
  },
  warning: {
    copy: 'The secret leaves the vault unencrypted. What you paste into a shell may stay in its history.',
    new: 'The secret leaves the vault unencrypted. Whoever can read the file has it.',
    existing: 'The secret leaves the vault unencrypted. Whoever can read the file has it.',
  },
  submit: { copy: 'Copy', new: 'Save As…', existing: 'Add to File' },
  chooseFile: 'Choose File…',
  another: 'Other File…',
  running: 'Writing…',
  place: 'Choose the file in the system’s dialog.',
  private: 'Only you can read it',
  readable: 'Others on this machine can read it, and that stays so',
  existing: {
    same: 'The file already has this AccessKey in that place.',
    other: 'The file already has an entry in that place, with the AccessKey ID {{id}}.',
    none: 'The file already has an entry in that place, without an AccessKey.',
  },
  replace: 'Replace what is there',
  replaceNamed: 'Replace the entry “{{name}}”',
  doneTitle: { copy: 'Copied', new: 'File saved', existing: 'Added to the file' },
  done: {
    copy: 'The AccessKey is on the clipboard, for: {{tool}}.',
    cleared: 'The clipboard is cleared in {{seconds}} s.',
    gone: 'Its time on the clipboard is over.',
    new: 'The AccessKey is in {{file}}.',
    existing: 'The AccessKey is in {{file}}. Everything else in it is as it was.',
    unchanged: '{{file}} already had just this AccessKey. Nothing was changed.',
    keep: 'The file isn’t encrypted. Delete it, or the entry in it, when the tool no longer needs it.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    use: typeof use;
  }
}
