import type { KeyScope } from '../../../../common/accounts/account';
import type { KeyDetail, KeyRow } from '../../../../common/keys/access-key';
import {
  identityOf,
  isKnownProvider,
  needsNewer,
  providerOf,
  type StoredProviderId,
} from '../../../../common/providers';
import { toast } from '../../../design/toast';
import type { Translate } from '../../../i18n';
import { language, translator } from '../../../i18n';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { reported, reportedIfVerified } from '../../report';
import { closeDialog, focusOn, gridId, openDialog, showPage, useUi } from '../../ui';
import { verified } from '../../verification';
import { sayDeleted } from '../bin/actions';
import { rotate } from '../rotation/actions';
import { openExport, openGive, openUse } from '../transfer/actions';
import { keys } from './store';

export type ActionId =
  | 'edit'
  | 'assign'
  | 'set-default'
  | 'cancel-default'
  | 'enable'
  | 'disable'
  | 'view-secret'
  | 'use'
  | 'give'
  | 'export'
  | 'rotate'
  | 'leaked'
  | 'delete';

export interface KeyAction {
  id: ActionId;
  label: string;
  /** Why it can't be done now; `null` if it can. */
  refusal: string | null;
  run: () => void;
}

/** Returns whether a temporary key has expired. `now` is in milliseconds since the epoch. */
export function isExpired(row: KeyRow, now: number): boolean {
  return row.expiresAt !== null && row.expiresAt <= now;
}

const words = (row: KeyRow) => ({ name: isolate(row.name), provider: providerOf(row.provider).name[language()] });

/** Makes a key the default. A warning comes first if the key has full permissions or leaked. */
function askDefault(row: KeyRow): void {
  if (row.leakedAt !== null || identityOf(row.provider, row.identityKind)?.root) openDialog({ kind: 'default', row });
  else void setDefault(row);
}

/** Makes a key the default, and says so. */
export async function setDefault(row: KeyRow): Promise<void> {
  if (await reported(client.keys.setDefault({ id: row.id }))) {
    toast('good', translator()('keys:done.setDefault', words(row)));
  }
}

async function cancelDefault(row: KeyRow): Promise<void> {
  if (await reported(client.keys.cancelDefault({ id: row.id }))) {
    toast('good', translator()('keys:done.cancelDefault', words(row)));
  }
}

/** Enables a key. It says why if that fails. */
export async function enable(row: KeyRow): Promise<void> {
  const call = verified({ act: 'enable', ids: [row.id] }, (ticket) =>
    client.keys.setStatus({ ids: [row.id], status: 'enabled', ...ticket }),
  );
  if (await reportedIfVerified(call)) {
    toast('good', translator()('keys:done.enabled', { name: isolate(row.name) }));
  }
}

/** After its dialog said yes. */
export async function disable(row: KeyRow): Promise<void> {
  const call = verified({ act: 'disable', ids: [row.id] }, (ticket) =>
    client.keys.setStatus({ ids: [row.id], status: 'disabled', ...ticket }),
  );
  if (await reportedIfVerified(call)) {
    toast('good', translator()('keys:done.disabled', { name: isolate(row.name) }));
  }
  closeDialog();
}

/** After its dialog said yes. */
export async function remove(row: KeyRow): Promise<void> {
  const done = await reportedIfVerified(
    verified({ act: 'delete', ids: [row.id] }, (ticket) => client.keys.delete({ ids: [row.id], ...ticket })),
  );
  closeDialog();
  if (!done) return;
  sayDeleted(done.value, 1, row.name);
  keys.clearSelection();
  // The element that opened the dialog is gone with the key.
  setTimeout(() => focusOn(gridId), 0);
}

/** Asks which identity these keys are to belong to. */
export function assign(rows: readonly KeyRow[]): void {
  openDialog({ kind: 'accounts', show: { dialog: 'assign', rows } });
}

/** What a new key is for: a provider, and perhaps an account or an identity of it. */
interface AddFor {
  provider: StoredProviderId | null;
  scope: KeyScope | null;
}

/**
 * Opens the sheet that adds a key. It begins with what the list shows, or with what is given here. From the overview it
 * goes to the list, which will show the key.
 */
export async function openAdd(wanted?: AddFor): Promise<void> {
  const shown = keys.store.getState();
  // On another page nobody sees which part of the list is chosen.
  const { provider, scope } = wanted ?? (useUi.getState().page === 'keys' ? shown : { ...shown, scope: null });
  // Keys can't be added to a provider that only a later Keyfold knows.
  const known = provider !== null && isKnownProvider(provider) ? provider : null;
  if (useUi.getState().page === 'overview') showPage('keys');
  const holder = known && scope && scope.kind !== 'unassigned' ? { holder: scope } : {};
  await reported(client.window.openSheet({ sheet: 'add', provider: known, ...holder }));
}

/**
 * Returns what can be done with a key, in the order of the consoles. What a rule forbids now keeps its place and says
 * why, so that a person doesn't search for it. View Secret is included only if the vault would show the secret.
 */
export function actionsFor(t: Translate, row: KeyRow, detail: KeyDetail | null, now: number): KeyAction[] {
  const provider = providerOf(row.provider);
  const final = provider.disable === 'irreversible';
  const actions: KeyAction[] = [
    { id: 'edit', label: t('common:edit'), refusal: null, run: () => openDialog({ kind: 'edit', id: row.id }) },
    { id: 'assign', label: t('accounts:assign.act'), refusal: null, run: () => assign([row]) },
  ];
  if (row.isDefault) {
    actions.push({
      id: 'cancel-default',
      label: t('common:cancelDefault'),
      refusal: null,
      run: () => void cancelDefault(row),
    });
  } else {
    const refusal =
      row.status === 'disabled'
        ? t('keys:notNow.defaultDisabled')
        : isExpired(row, now)
          ? t('keys:notNow.defaultExpired')
          : null;
    actions.push({ id: 'set-default', label: t('common:setDefault'), refusal, run: () => askDefault(row) });
  }
  if (row.status === 'enabled') {
    actions.push({
      id: 'disable',
      label: t('common:disable'),
      refusal: null,
      run: () => openDialog({ kind: 'disable', row }),
    });
  } else {
    const refusal = final ? t('keys:notNow.enableFinal', { provider: provider.name[language()] }) : null;
    actions.push({ id: 'enable', label: t('common:enable'), refusal, run: () => void enable(row) });
  }
  if (detail?.id === row.id && detail.secretCanBeShown) {
    actions.push({
      id: 'view-secret',
      label: t('common:viewSecret'),
      refusal: null,
      run: () => void reported(client.window.openSheet({ sheet: 'verify', intent: { act: 'reveal', id: row.id } })),
    });
  }
  // If a provider has no tools, there is nothing to offer.
  if (provider.targets.length > 0) {
    const refusal = isExpired(row, now) ? t('keys:notNow.useExpired') : null;
    actions.push({ id: 'use', label: t('keys:use'), refusal, run: () => void openUse(row.id) });
  }
  actions.push({
    id: 'give',
    label: t('given:give'),
    refusal: null,
    run: () => void openGive({ kind: 'keys', ids: [row.id] }),
  });
  actions.push({
    id: 'export',
    label: t('keys:export'),
    refusal: null,
    run: () => void openExport({ kind: 'keys', ids: [row.id] }),
  });
  if (row.credential === 'long-term') {
    // A leaked key can be replaced also if it was disabled at once.
    const isClosed = row.status === 'disabled' && row.leakedAt === null && detail?.id === row.id && !detail.rotation;
    const refusal = isClosed ? t('keys:notNow.rotateDisabled') : null;
    actions.push({ id: 'rotate', label: t('rotation:rotate'), refusal, run: () => rotate(row) });
  }
  actions.push(
    row.leakedAt === null
      ? {
          id: 'leaked',
          label: t('rotation:leaked.act'),
          refusal: null,
          run: () => openDialog({ kind: 'leaked', row }),
        }
      : { id: 'leaked', label: t('rotation:leaked.open'), refusal: null, run: () => rotate(row) },
  );
  actions.push({
    id: 'delete',
    label: t('common:delete'),
    refusal: null,
    run: () => openDialog({ kind: 'delete', row }),
  });
  // An export takes such a key along as it is, and so does the recycle bin. Everything else needs rules that only a later Keyfold has.
  return needsNewer(row) ? actions.filter(({ id }) => id === 'give' || id === 'export' || id === 'delete') : actions;
}
