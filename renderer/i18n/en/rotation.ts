/** Words of rotation: what is due, the assistant, and temporary keys that end by themselves. */
export const rotation = {
  rotate: 'Rotate',
  continue: 'Continue',
  notice: {
    expired_one: '{{number}} temporary key has expired.',
    expired_other: '{{number}} temporary keys have expired.',
  },
  stage: {
    started: 'Add the new key',
    added: 'Switch over',
    switched: 'Disable the old key',
    disabled: 'Delete the old key',
    finished: 'Finished',
  },
  assistant: {
    title: 'Rotate AccessKey',
    oldKey: 'Old key',
    newKey: 'New key',
    none: 'Not added yet',
    deleted: 'Deleted',
    addBody:
      'Create a second key for the same user in the provider’s console, then add it here. The old key stays as it is.',
    addAct: 'Add New Key',
    full: '{{identity}} already has {{limit}} keys, the most that {{provider}} allows; the quota can’t be raised. Delete the second key that is no longer used first, here and in the console:',
    switchBody: 'Put the new key into every application that uses the old one. Then confirm it here.',
    switchDefault: 'The default of {{provider}} moves to the new key.',
    switchAct: 'Applications Use the New Key',
    disableBody:
      'Disable the old key, here and in the console, and watch for a few days whether anything fails. It can be enabled again meanwhile.',
    disableFinal:
      'With {{provider}}, disabling is final: the old key can’t be enabled again. Make sure that nothing uses it any more.',
    disableAct: 'Disable Old Key',
    back: 'Back to the Old Key',
    backDefault: 'Back to the old key; it becomes the default again.',
    deleteBody: 'When nothing has failed, delete the old key, here and in the console. This can’t be undone.',
    deleteAct: 'Delete Old Key',
    enableAct: 'Enable Old Key Again',
    finishedBody: 'The old key is gone; the new one has taken its place.',
    stop: 'Cancel Rotation',
    stopped: 'The rotation was cancelled. Both keys stay as they are.',
    done: 'done',
    current: 'now',
  },
  period: {
    title: 'Rotation Period',
    label: 'Rotation',
    provider: 'Every {{days}} (provider’s advice)',
    own: 'Every {{days}}',
    never: 'Never',
    change: 'Change rotation period',
    choice: 'Remind to rotate this key',
    byProvider: 'As the provider advises',
    byProviderBody: 'After {{days}}.',
    byOwn: 'After a number of days',
    byOwnBody: 'Counted from the day on which it was added.',
    byNever: 'Never',
    byNeverBody: 'It isn’t listed as due.',
    days: 'Days',
    invalid: 'A whole number from {{least}} to {{most}}.',
    saved: 'The rotation period of “{{name}}” was saved.',
  },
  lastUsed: 'Last used in Keyfold',
  neverUsed: 'Never',
  left: '{{time}} left',
  leftOf: 'Expires {{when}}',
  clear: {
    act: 'Clear Expired',
    title: 'Clear expired keys?',
    body_one: '{{number}} expired temporary key and its secret will be removed from this vault. This can’t be undone.',
    body_other:
      '{{number}} expired temporary keys and their secrets will be removed from this vault. This can’t be undone.',
    actCount: 'Clear {{number}} Expired',
    done_one: '{{number}} expired key was cleared.',
    done_other: '{{number}} expired keys were cleared.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    rotation: typeof rotation;
  }
}
