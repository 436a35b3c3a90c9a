import { useState } from 'react';
import {
  accessTypes,
  apiCredentials,
  credentialChoices,
  type IdentityDetails,
  type IdentityNode,
} from '../../../../../common/accounts/account';
import { checkIdentity } from '../../../../../common/accounts/fields';
import type { KeyRow } from '../../../../../common/keys/access-key';
import { identityOf, isKnownProvider, providerOf } from '../../../../../common/providers';
import { toast } from '../../../../design/toast';
import { useT } from '../../../../i18n';
import { isolate } from '../../../../i18n/words';
import { type NearQuestion, useNear } from '../../../../known/use-near';
import { client } from '../../../client';
import { closeDialog, openDialog } from '../../../ui';
import { useDraft } from '../../drafts/use-draft';
import { accounts, type FoundAccount } from '../store';
import { identityName } from '../words';
import { useForm } from './form';

export interface IdentityDialogProps {
  found: FoundAccount;
  /** The identity to edit; left out to add one. */
  identity?: IdentityNode;
  /** Keys that are to be assigned next. */
  rows?: readonly KeyRow[] | undefined;
  /** What was typed in the fields when Keyfold locked. */
  typed?: Record<string, string> | undefined;
}

/**
 * Returns the first values of the fields: what was typed before a lock, or the values of the identity, or the usual
 * ones.
 */
function detailsAtFirst({ identity, typed }: IdentityDialogProps): IdentityDetails {
  return {
    name: typed?.name ?? identity?.name ?? '',
    remark: typed?.remark ?? identity?.remark ?? '',
    accessType: accessTypes.find((type) => type === typed?.accessType) ?? identity?.accessType ?? 'programmatic',
    apiCredential:
      apiCredentials.find((choice) => choice === typed?.apiCredential) ?? identity?.apiCredential ?? 'access-key',
    credential: credentialChoices.find((choice) => choice === typed?.credential) ?? identity?.credential ?? 'both',
  };
}

/** The state of an identity's fields, and the function that saves them. */
export function useIdentityForm(props: IdentityDialogProps) {
  const {
    found: { provider: id, account },
    identity,
    rows,
    typed: before,
  } = props;
  const t = useT();
  const [kindId, setKindId] = useState(
    identity?.kind ?? identityOf(id, before?.kind ?? '')?.kind ?? providerOf(id).identities[0].kind,
  );
  const [typed, setTyped] = useState(() => detailsAtFirst(props));
  useDraft(
    { kind: 'identity', account: account.id, identity: identity?.id },
    { kind: kindId, ...typed },
    before !== undefined,
  );
  const kind = identityOf(id, kindId);
  const several = (kind?.credentials.length ?? 0) > 1;
  // If this kind has no field for a value, the value is not sent.
  const details: IdentityDetails = {
    ...typed,
    name: kind?.nameField ? typed.name : '',
    apiCredential: kind?.apiPassword && typed.accessType !== 'console' ? typed.apiCredential : 'access-key',
    credential: several ? typed.credential : 'both',
  };
  const form = useForm(checkIdentity(kind, details));
  const named = { accountId: account.accountId, identityKind: kindId, identityName: details.name };
  const near = useNear(
    client,
    details.name === identity?.name || !isKnownProvider(id) ? null : { provider: id, ...named },
    { account: account.id, identity: identity?.id ?? null },
  );

  const change = (part: Partial<IdentityDetails>) => {
    setTyped((before) => ({ ...before, ...part }));
    form.changed('name' in part ? 'identityName' : 'remark' in part ? 'remark' : undefined);
  };

  const save = async () => {
    const target = identity ? { identity: identity.id } : { account: account.id, kind: kindId };
    const done = await form.send(() => client.accounts.saveIdentity({ target, ...details }), near.asks);
    if (!done) return;
    closeDialog();
    const name = isolate(identityName(id, { name: details.name.trim(), kind: kindId }));
    toast('good', t('accounts:done.identitySaved', { name }));
    if (!rows) return;
    await accounts.load();
    openDialog({ kind: 'accounts', show: { dialog: 'assign', rows, identity: done.value.identity } });
  };

  return {
    kind,
    kindId,
    /** The kind can have both long-term and temporary keys, so there is a choice. */
    several,
    typed,
    chooseKind(chosen: string): void {
      setKindId(chosen);
      form.changed();
    },
    change,
    near,
    /** Goes on with the identity that is there already. */
    openKnown: ({ known }: NearQuestion) =>
      openDialog({
        kind: 'accounts',
        show: rows
          ? { dialog: 'assign', rows, identity: known.id }
          : { dialog: 'identity', account: account.id, identity: known.id },
      }),
    save,
    form,
  };
}
