/**
 * Everything that can happen to the vault, and everything that can leave it. The list is closed: whatever a form, an
 * act on many keys, an import or a restore does, it is made of these. `effects.ts` says what holds for each of them.
 */
export const effectNames = [
  'key.add',
  /** Another secret takes the place of the stored one, which is lost. */
  'key.replaceSecret',
  /** Name, description and endpoint. */
  'key.edit',
  /** When it was created and last used, as its provider says. */
  'key.dates',
  /** A key gets or loses tags. */
  'key.tag',
  /** The key belongs to another account or user. */
  'key.assign',
  'key.setDefault',
  'key.cancelDefault',
  'key.enable',
  'key.disable',
  /** The key goes into the recycle bin. */
  'key.delete',
  /** A person says that the key leaked, or that it didn't. */
  'key.leaked',
  'key.notLeaked',
  /** A key in the recycle bin comes back. */
  'key.restore',
  /** A key in the recycle bin is gone for good. */
  'key.erase',
  /** For how many days deleted keys stay in the recycle bin from then on. */
  'bin.keep',
  'account.add',
  'account.edit',
  'account.delete',
  'identity.add',
  'identity.edit',
  'identity.delete',
  /** An account gets or loses tags. */
  'account.tag',
  'tag.add',
  'tag.edit',
  /** A tag is taken from everything that has it. */
  'tag.delete',
  'view.save',
  'view.delete',
  /** The named views are put into another order. */
  'views.order',
  'rotation.period',
  'rotation.start',
  /** A key becomes the new key of a rotation. */
  'rotation.link',
  'rotation.switch',
  'rotation.back',
  'rotation.cancel',
  /** An import as a whole. What it does to each key is an effect of its own. */
  'import.apply',
  'backup.make',
  'backup.remove',
  'backups.keep',
  /** Fewer backups are kept from then on. Those that go at once are effects of their own. */
  'backups.keepFewer',
  /** Backups are copied into another second folder from then on, or into none. */
  'backups.second',
  'original.remove',
  /** Entries are taken out of a file of the person, which is stored as an original before that. */
  'source.clean',
  'protection.on',
  'protection.off',
  'ways.password',
  'ways.recovery',
  'ways.device',
  'ways.forget',
  'vault.restore',
  'vault.rekey',
  'clock.accept',
  'generation.accept',
  'audit.check',
  /** The oldest rows of the log are moved into a signed file. */
  'audit.archive',
  /** A verification allows to show a secret. */
  'leave.reveal',
  /** The secret is shown. */
  'leave.show',
  'leave.copy',
  'leave.csv',
  'leave.toolCopy',
  'leave.toolFile',
  'leave.toolEntry',
  /** A program gets the key by the command `keyfold`. */
  'leave.exec',
  'leave.export',
  'leave.exportCsv',
  /** A receipt of what was given to somebody: names, the ends of AccessKey IDs, and nothing secret. */
  'leave.receipt',
  'leave.original',
  'leave.log',
  'leave.recoveryKey',
] as const;
export type EffectName = (typeof effectNames)[number];
