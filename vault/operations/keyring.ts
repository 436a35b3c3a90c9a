import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import type { KeyringChange } from '../../common/keyring';
import type { Caller, Emit } from '../base/caller';
import type { Control } from '../base/control';
import { saveFile } from '../base/files/save-file';
import { saveAs } from '../base/save-as';
import { refuseUnfit } from '../base/typed-text';
import type { Recoveries } from '../protection/recoveries';
import type { Verification } from '../protection/verification';
import { sealingOver, sealNow } from '../session/device';
import { leave } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { replaceSlots } from '../session/replace-slots';
import { type KdfCosts, makeMeasuredSlot } from '../store/slots/calibration';
import { recoverySlotOf } from '../store/slots/recovery-slot';
import { deviceSlotOf, withDeviceSlot, withoutDeviceSlot, withSlot } from '../store/slots/slots';

export interface KeyringNeeds {
  vault(): OpenVault;
  control: Control;
  verification: Verification;
  recoveries: Recoveries<Caller>;
  costs: KdfCosts;
  emit: Emit;
  /** Milliseconds since the epoch. */
  now(): number;
}

const planned = (effect: EffectName) => planOf([{ effect, subject: '' }]);

/** The operations of the group `keyring`. */
export function keyringHandlers(needs: KeyringNeeds): Handlers<'vault', Caller>['keyring'] {
  const { vault, control, verification, recoveries, costs, emit, now } = needs;

  const changed = (what: KeyringChange): null => {
    emit('keyringChanged', what);
    return null;
  };

  return {
    state() {
      const { slots } = vault();
      return { recoveryKey: recoverySlotOf(slots)?.madeAt ?? null, device: deviceSlotOf(slots) !== null };
    },
    async changePassword({ password, newPassword }) {
      refuseUnfit(newPassword);
      await verification.withOwnerKey(planned('ways.password'), password, async (secretKey, passed) => {
        const keys = { vaultKey: vault().key, secretKey };
        const slot = await makeMeasuredSlot(vault().slots, keys, newPassword, costs);
        replaceSlots(vault(), passed, (slots) => withSlot(slots, slot));
      });
      return changed('password');
    },
    beginRecovery: ({ password }, caller) =>
      verification.withOwnerKey(planned('ways.recovery'), password, (secretKey, passed) => ({
        key: recoveries.begin(caller, vault(), passed, secretKey, now()),
      })),
    saveRecovery: (_, caller) =>
      saveAs(control, { fileName: 'keyfold-recovery-key.txt' }, (place) => {
        const text = recoveries.file(caller, vault());
        const passed = verification.pass(planned('leave.recoveryKey'));
        leave(
          vault(),
          passed,
          () => ({ way: 'file', place: place.path }),
          () => saveFile(place, text),
        );
        return {};
      }),
    confirmRecovery({ key }, caller) {
      const { slot, passed } = recoveries.confirmed(caller, vault(), key);
      replaceSlots(vault(), passed, (slots) => withSlot(slots, slot));
      recoveries.close(caller);
      return changed('recovery-key');
    },
    async sealDevice({ password }) {
      await verification.withOwnerKey(planned('ways.device'), password, (secretKey, passed) =>
        sealNow(vault(), control, secretKey, (device) =>
          replaceSlots(vault(), passed, (slots) => withDeviceSlot(slots, device)),
        ),
      );
      return changed('device');
    },
    async forgetDevice() {
      // If a device slot is being made, it is waited for. Otherwise it would be added afterwards.
      await sealingOver(vault());
      replaceSlots(vault(), verification.pass(planned('ways.forget')), withoutDeviceSlot);
      return changed('forgotten');
    },
  };
}
