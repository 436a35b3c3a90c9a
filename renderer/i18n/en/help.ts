/** Words around what the providers' manuals say, and of the page Help. */
export const help = {
  title: 'Help',
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
