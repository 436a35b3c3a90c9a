import type { AuditAction } from './audit/actions';
import type { EffectName } from './effect-names';

/**
 * What holds for each effect. Everything else follows from this table: which verification a plan needs, what the verify
 * sheet says about it, and under which name the log has it when it is done and when it is refused.
 */
export interface Effect {
  /**
   * Whether the owner must verify it. `create`, `status`: if the setting of that name is on. `password`: with the master
   * password and nothing else. `ticket`: it follows from an effect that was verified, and has no verification of its
   * own.
   */
  verify: 'never' | 'always' | 'create' | 'status' | 'password' | 'ticket';
  /** While the access key management lock is on, only the administrator can do it. */
  locked: boolean;
  /** Whether Keyfold itself can undo it. */
  undo: boolean;
  /** It is shown as dangerous: the button that does it is red. */
  danger: boolean;
  /** Its rows in the log have this action, those of a refusal included. */
  action: AuditAction;
  /** What its row in the log is about. */
  subject: 'key' | 'account' | 'identity' | 'tag' | 'view' | 'file' | 'backup' | 'setting' | 'vault';
}

const change = { verify: 'never', locked: false, undo: true, danger: false } as const;
const ofKeys = { ...change, locked: true } as const;
const leaving = { verify: 'always', locked: false, undo: false, danger: false } as const;
const way = { verify: 'password', locked: false, undo: false, danger: false, subject: 'vault' } as const;

export const effects: Readonly<Record<EffectName, Effect>> = {
  'key.add': { ...ofKeys, verify: 'create', action: 'add', subject: 'key' },
  'key.replaceSecret': {
    ...ofKeys,
    ...{ verify: 'always', undo: false, danger: true, action: 'secret-replaced', subject: 'key' },
  },
  'key.edit': { ...change, action: 'edit', subject: 'key' },
  'key.dates': { ...change, action: 'dates', subject: 'key' },
  'key.tag': { ...change, action: 'tagged', subject: 'key' },
  'key.assign': { ...ofKeys, action: 'assign', subject: 'key' },
  'key.setDefault': { ...change, action: 'set-default', subject: 'key' },
  'key.cancelDefault': { ...change, action: 'cancel-default', subject: 'key' },
  'key.enable': { ...ofKeys, verify: 'status', action: 'enable', subject: 'key' },
  'key.disable': { ...ofKeys, verify: 'status', danger: true, action: 'disable', subject: 'key' },
  'key.delete': { ...ofKeys, verify: 'always', danger: true, action: 'delete', subject: 'key' },
  'key.restore': { ...ofKeys, verify: 'always', action: 'key-restored', subject: 'key' },
  'key.erase': { ...ofKeys, verify: 'always', undo: false, danger: true, action: 'key-erased', subject: 'key' },
  'bin.keep': { ...ofKeys, action: 'bin-kept', subject: 'setting' },
  // Whoever sees a leak says so at once. Only the administrator takes the warning away under the lock.
  'key.leaked': { ...change, action: 'leaked', subject: 'key' },
  'key.notLeaked': { ...ofKeys, action: 'not-leaked', subject: 'key' },
  'account.add': { ...ofKeys, action: 'account-add', subject: 'account' },
  'account.edit': { ...ofKeys, action: 'account-edit', subject: 'account' },
  'account.delete': { ...ofKeys, undo: false, danger: true, action: 'account-delete', subject: 'account' },
  'identity.add': { ...ofKeys, action: 'identity-add', subject: 'identity' },
  'identity.edit': { ...ofKeys, action: 'identity-edit', subject: 'identity' },
  'identity.delete': { ...ofKeys, undo: false, danger: true, action: 'identity-delete', subject: 'identity' },
  'account.tag': { ...change, action: 'account-tagged', subject: 'account' },
  'tag.add': { ...change, action: 'tag-add', subject: 'tag' },
  'tag.edit': { ...change, action: 'tag-edit', subject: 'tag' },
  // Which keys had it is not known any more. The keys themselves stay as they are.
  'tag.delete': { ...change, undo: false, action: 'tag-delete', subject: 'tag' },
  'view.save': { ...change, action: 'view-saved', subject: 'view' },
  'view.delete': { ...change, undo: false, action: 'view-delete', subject: 'view' },
  'views.order': { ...change, action: 'views-ordered', subject: 'view' },
  'rotation.period': { ...change, action: 'rotation-days', subject: 'key' },
  'rotation.start': { ...change, action: 'rotation-start', subject: 'key' },
  'rotation.link': { ...change, action: 'rotation-link', subject: 'key' },
  'rotation.switch': { ...change, action: 'rotation-switch', subject: 'key' },
  'rotation.back': { ...change, action: 'rotation-back', subject: 'key' },
  'rotation.cancel': { ...change, action: 'rotation-cancel', subject: 'key' },
  'import.apply': { ...ofKeys, action: 'imported', subject: 'file' },
  'backup.make': { ...change, action: 'backup', subject: 'backup' },
  'backup.remove': {
    ...change,
    ...{ verify: 'always', undo: false, danger: true, action: 'backup-removed', subject: 'backup' },
  },
  'backups.keep': { ...change, action: 'backups-kept', subject: 'setting' },
  // Every later backup may remove older ones then, and no one is asked again.
  'backups.keepFewer': { ...change, verify: 'always', action: 'backups-kept', subject: 'setting' },
  // What goes there is encrypted as the vault is, and whoever sits here can copy the vault itself.
  'backups.second': { ...change, action: 'backup-place', subject: 'setting' },
  'original.remove': {
    ...change,
    ...{ verify: 'always', undo: false, danger: true, action: 'original-deleted', subject: 'file' },
  },
  // The keys in the vault stay as they are, so the administrator is not needed.
  'source.clean': { ...change, verify: 'always', action: 'source-cleaned', subject: 'file' },
  'protection.on': { ...ofKeys, verify: 'always', action: 'protection-on', subject: 'setting' },
  'protection.off': { ...ofKeys, verify: 'always', action: 'protection-off', subject: 'setting' },
  'ways.password': { ...way, action: 'password-changed' },
  'ways.recovery': { ...way, action: 'recovery-made' },
  'ways.device': { ...way, action: 'device-sealed' },
  // This only takes a way in away.
  'ways.forget': { ...way, verify: 'never', undo: true, action: 'device-forgotten' },
  'vault.restore': { ...way, undo: true, danger: true, action: 'restore' },
  'vault.rekey': { ...way, action: 'rekey' },
  'clock.accept': { ...change, action: 'clock-accepted', subject: 'vault' },
  'generation.accept': { ...change, action: 'older-copy-accepted', subject: 'vault' },
  'audit.check': { ...change, action: 'audit-checked', subject: 'vault' },
  // The rows leave the vault for good, so under the lock it is the administrator's act.
  'audit.archive': { ...ofKeys, verify: 'always', undo: false, action: 'audit-archived', subject: 'file' },
  'leave.reveal': { ...leaving, action: 'reveal-allowed', subject: 'key' },
  'leave.show': { ...leaving, verify: 'ticket', action: 'reveal-displayed', subject: 'key' },
  'leave.copy': { ...leaving, verify: 'ticket', action: 'copy', subject: 'key' },
  'leave.csv': { ...leaving, verify: 'ticket', action: 'csv-saved', subject: 'key' },
  'leave.toolCopy': { ...leaving, action: 'tool-copied', subject: 'key' },
  'leave.toolFile': { ...leaving, action: 'tool-saved', subject: 'key' },
  'leave.toolEntry': { ...leaving, action: 'tool-added', subject: 'key' },
  'leave.exec': { ...leaving, action: 'program-used', subject: 'key' },
  'leave.export': { ...leaving, action: 'exported', subject: 'key' },
  'leave.exportCsv': { ...leaving, action: 'exported-csv', subject: 'key' },
  // It follows from giving the keys, which was verified, and says what stands on the screen: nothing secret.
  'leave.receipt': { ...leaving, verify: 'ticket', action: 'receipt-saved', subject: 'file' },
  'leave.original': { ...leaving, action: 'original-saved', subject: 'file' },
  'leave.log': { ...leaving, action: 'audit-exported', subject: 'vault' },
  // It follows from making the key, which took the master password.
  'leave.recoveryKey': { ...leaving, verify: 'ticket', action: 'recovery-saved', subject: 'vault' },
};
