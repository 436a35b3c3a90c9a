/** Words of the overview: what needs care, what comes, and how old the keys are. */
export const overview = {
  title: 'Overview',
  loadFailed: 'The overview can’t be shown',
  now: 'Now',
  soon: 'Soon',
  tidy: 'When there is time',
  calm: {
    title: 'Nothing needs care',
    body_one: '{{number}} AccessKey. It isn’t leaked, overdue or expired.',
    body_other: '{{number}} AccessKeys. None is leaked, overdue or expired.',
    notUrgent: 'Nothing is urgent',
  },
  tile: {
    leaked: {
      title: 'Leaked',
      about: 'Marked as leaked and still here. Replace each, and disable the old one at its provider first.',
      act: 'Replace them',
    },
    overdue: {
      title: 'Overdue',
      about: 'Older than their rotation period allows.',
      act: 'Rotate them',
    },
    expiring: {
      title: 'About to expire',
      about: 'Temporary keys with less than an hour left.',
      act: 'Get new ones',
    },
    expired: {
      title: 'Expired',
      about: 'Temporary keys that work no longer.',
      act: 'Clear them away',
    },
    backup: {
      title: 'Backups',
      act: 'Look at the backups',
    },
    recovery: {
      title: 'No recovery key',
      about: 'If the master password is forgotten, nothing opens this vault.',
      act: 'Set one up',
    },
    soon: {
      title: 'Due soon',
      about: 'Their rotation period ends within days.',
      act: 'Plan the rotation',
    },
    rotating: {
      title: 'In a rotation',
      about: 'A rotation was started and isn’t finished.',
      act: 'Go on',
    },
    pending: {
      title: 'Secret never shown',
      about: 'Added, but the secret was not seen. It can still be shown once.',
      act: 'View them',
    },
    root: {
      title: 'Account’s own keys',
      about: 'Enabled keys of an account itself may do everything in it.',
      act: 'Use keys of users instead',
    },
    'two-active': {
      title: 'Two active keys',
      about: 'Users with two enabled keys for more than 30 days. Two are meant for the days of a rotation.',
      act: 'Disable the older one',
    },
    unused: {
      title: 'Not used',
      about: 'No use is known for more than 90 days. Disable first, and delete when nothing fails.',
      act: 'Look at them',
    },
    unassigned: {
      title: 'Unassigned',
      about: 'The account or the user of these keys isn’t recorded.',
      act: 'Assign them',
    },
    full: {
      title: 'No room for another',
      about: 'Keys of users that have as many as their provider allows. A rotation needs room for one more.',
      act: 'Look at them',
    },
    plain: {
      title: 'Files in plain text',
      about: 'Keyfold wrote keys into them, and they are still there.',
      act: 'See where they are',
    },
    originals: {
      title: 'Kept originals',
      about: 'Files as they were before keys were taken out, sealed in the vault.',
      act: 'Delete what isn’t needed',
    },
    lock: {
      title: 'Locks late',
      about: 'Keyfold stays open for {{minutes}} without input.',
      never: 'Keyfold never locks by itself: whoever comes by finds the vault open.',
      act: 'Change the time',
    },
  },
  backup: {
    failed: 'The last backup failed. {{cause}}',
    old: 'The last one was made {{when}}.',
    readOnly: 'The last one was made {{when}}: the vault can only be read.',
    secondFailed: 'The last copy into the second folder failed. {{cause}}',
    secondOld: 'The last copy into the second folder was made {{when}}.',
  },
  minutes_one: '{{number}} minute',
  minutes_other: '{{number}} minutes',
  ahead: {
    title: 'The next 90 days',
    list: 'Days on which keys fall due or expire',
    nothing: 'Nothing falls due or expires.',
    next: 'Next: {{day}}',
    today: 'Today',
    due_one: '{{number}} falls due',
    due_other: '{{number}} fall due',
    expires_one: '{{number}} expires',
    expires_other: '{{number}} expire',
    legendDue: 'Falls due',
    legendExpires: 'Expires',
    day: '{{day}}: {{what}}',
    more: '{{names}} and {{number}} more',
    within: 'Within {{days}}',
    withinOf: 'Within {{days}}: {{number}}',
  },
  ages: {
    title: 'Ages',
    about: 'How long ago the keys were created, as far as that is known.',
    provider: 'Provider',
    band: {
      '0': 'Under 30 days',
      '1': '30–89',
      '2': '90–179',
      '3': '180–364',
      '4': '1 year or more',
    },
    cell: '{{provider}}, {{band}}: {{number}}',
    none: 'None',
  },
  plain: {
    title: 'Files in plain text',
    about:
      'Keyfold wrote keys into these files, and they aren’t encrypted. Whoever can read them has the keys. Keep those that a tool needs, and delete the others yourself.',
    line_one: '{{moment}} · {{number}} key',
    line_other: '{{moment}} · {{number}} keys',
    empty: 'None of these files is there any more.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    overview: typeof overview;
  }
}
