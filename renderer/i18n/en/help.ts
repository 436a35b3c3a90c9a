/** Words around what the providers' manuals say, and of the page Help. */
export const help = {
  title: 'Help',
  search: 'Search help',
  searchPlaceholder: 'Search manuals and guide',
  contents: 'Contents',
  providers: 'What the manuals say',
  guide: 'Guide',
  nothing: 'Nothing found for “{{text}}”',
  found_one: '{{number}} section found',
  found_other: '{{number}} sections found',
  /** Leads from an empty list to the page. */
  more: 'More in Help',
  about: 'About access keys of {{provider}}',
  /** For the empty vault. */
  pair: 'An AccessKey is a pair for calling a cloud’s APIs: the ID says who calls, the secret signs the call. It is no account, and can’t sign in to a console.',
  topic: {
    pair: 'What a pair is',
    owner: 'Whose the resources are',
    creators: 'Who may create one',
    once: 'Seeing the secret',
    lifetime: 'How long it is valid',
    signIn: 'Signing in',
    disable: 'Disabling',
    delete: 'Deleting',
    lost: 'If it is lost',
  },
  leaked: 'If it is leaked',
  where: 'Where in the console',
  act: {
    create: 'Create',
    disable: 'Disable',
    delete: 'Delete',
  },
  /** Below the facts: nothing here was asked of the provider. */
  source: 'From the provider’s public manual. Consoles change; theirs counts.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    help: typeof help;
  }
}
