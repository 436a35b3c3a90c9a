import { z } from 'zod';
import { columnIds, columnWidths } from '../keys/columns';
import {
  type CaptureChoice,
  captureChoices,
  clipboardSecondLimits,
  languageChoices,
  lockMinuteLimits,
  type OutsideAbilities,
  paneLimits,
  type Settings,
  type SettingsProblem,
  type SystemAbilities,
  themes,
} from '../settings';
import { textSizes } from '../text-size';
import { mainOperation, type } from './operation';
import { nothing } from './schemas';

const columnWidth = z.int().min(columnWidths.least).max(columnWidths.most);
const listColumns = z.strictObject({
  shown: z.array(z.enum(columnIds)).max(columnIds.length).readonly().nullable(),
  widths: z.partialRecord(z.enum(columnIds), columnWidth).readonly(),
});

/** What Settings shows about this installation. */
export interface About {
  version: string;
  electron: string;
  chromium: string;
  sqlite: string;
  /** The folder that holds the vault. It is shown, never taken as input. */
  vaultFolder: string;
  /** The name under which an unreadable settings file was set aside at start; `null` if the file was good. */
  settingsSetAside: string | null;
  /** Why settings are only in memory; `null` if they are in their file. */
  settingsProblem: SettingsProblem | null;
  /** What went wrong in Keyfold itself, the newest first: kinds and places in its code, no message and no data. */
  failures: string[];
}

/** Settings, and what they show of this installation. */
export const settings = {
  get: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'reads', input: nothing }, type<Settings>()),
  set: mainOperation(
    {
      views: ['main-view'],
      needs: 'nothing',
      kind: 'changes',
      input: z.strictObject({
        theme: z.enum(themes).optional(),
        language: z.enum(languageChoices).optional(),
        textSize: z.literal(textSizes).optional(),
        notifications: z.boolean().optional(),
        tray: z.boolean().optional(),
        capture: z.enum(captureChoices).optional(),
        lockAfterMinutes: z.int().min(lockMinuteLimits.least).max(lockMinuteLimits.most).nullable().optional(),
        columns: listColumns.optional(),
        clipboardSeconds: z.int().min(clipboardSecondLimits.least).max(clipboardSecondLimits.most).optional(),
        paneWidth: z.int().min(paneLimits.width.least).max(paneLimits.width.most).optional(),
        paneHeight: z.int().min(paneLimits.height.least).max(paneLimits.height.most).optional(),
      }),
    },
    type<Settings>(),
  ),
  /** Returns what is kept out of screenshots. The lock screen has this setting, since the others can't be reached there. */
  capture: mainOperation(
    { views: ['create', 'unlock'], needs: 'nothing', kind: 'reads', input: nothing },
    type<CaptureChoice>(),
  ),
  /** Changes that from the lock screen. */
  setCapture: mainOperation(
    {
      views: ['create', 'unlock'],
      needs: 'nothing',
      kind: 'changes',
      input: z.strictObject({ capture: z.enum(captureChoices) }),
    },
    type<CaptureChoice>(),
  ),
  about: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'reads', input: nothing }, type<About>()),
  /** Puts a report on the clipboard: what `about` says of versions and failures, and the system's name. */
  copyReport: mainOperation({ views: ['main-view'], needs: 'nothing', kind: 'changes', input: nothing }, type<null>()),
  system: mainOperation(
    { views: ['main-view'], needs: 'nothing', kind: 'reads', input: nothing },
    type<SystemAbilities>(),
  ),
  /** Asks the desktop, which may take some seconds. */
  outside: mainOperation(
    { views: ['main-view'], needs: 'nothing', kind: 'reads', input: nothing },
    type<OutsideAbilities>(),
  ),
} as const;
