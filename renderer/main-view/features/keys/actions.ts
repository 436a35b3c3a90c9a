import type { KeyDetail, KeyRow } from '../../../../common/keys/access-key';
import { isKnownProvider, needsNewer, type ProviderId, providerOf } from '../../../../common/providers';
import { toast } from '../../../design/toast';
import type { Translate } from '../../../i18n';
import { language, translator } from '../../../i18n';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { reported, reportedIfVerified } from '../../report';
import { closeDialog, focusOn, gridId, openDialog, showPage } from '../../ui';
import { verified } from '../../verification';
import { rotate, rotationWith } from '../rotation/actions';
import { openExport, openUse } from '../transfer/actions';
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
  | 'export'
  | 'rotate'
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

async function setDefault(row: KeyRow): Promise<void> {
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
  toast('good', translator()('keys:done.deleted', { name: isolate(row.name) }));
  keys.clearSelection();
  // The element that opened the dialog is gone with the key.
  setTimeout(() => focusOn(gridId), 0);
}

/** Asks which identity these keys are to belong to. */
export function assign(rows: readonly KeyRow[]): void {
  openDialog({ kind: 'accounts', show: { dialog: 'assign', rows } });
}

/** Returns the provider that the list shows, if keys can be added to it. */
function shownProvider(): ProviderId | null {
  const { provider } = keys.store.getState();
  return provider !== null && isKnownProvider(provider) ? provider : null;
}

/** Opens the sheet that adds a key, over the list that will show it. It begins with the provider that the list shows. */
export async function openAdd(): Promise<void> {
  showPage('keys');
  await reported(client.window.openSheet({ sheet: 'add', provider: shownProvider() }));
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
    actions.push({ id: 'set-default', label: t('common:setDefault'), refusal, run: () => void setDefault(row) });
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
    id: 'export',
    label: t('keys:export'),
    refusal: null,
    run: () => void openExport({ kind: 'keys', ids: [row.id] }),
  });
  if (row.credential === 'long-term') {
    const refusal = row.status === 'disabled' && rotationWith(row.id) === null ? t('keys:notNow.rotateDisabled') : null;
    actions.push({ id: 'rotate', label: t('rotation:rotate'), refusal, run: () => void rotate(row) });
  }
  actions.push({
    id: 'delete',
    label: t('common:delete'),
    refusal: null,
    run: () => openDialog({ kind: 'delete', row }),
  });
  // An export takes such a key along as it is. Everything else needs rules that only a later Keyfold has.
  return needsNewer(row) ? actions.filter(({ id }) => id === 'export') : actions;
}
