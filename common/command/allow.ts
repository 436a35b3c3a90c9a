import type { VerificationNeeds } from '../protection';
import type { ProviderId } from '../providers/provider';

/** The command `keyfold`: what it is used for, who asks, and for how long a person allows it. */

/** What a program can ask for. `list` gets names and the ends of AccessKey IDs; the others get a secret. */
const commandUses = ['exec', 'external', 'env', 'list'] as const;
export type CommandUse = (typeof commandUses)[number];

/** For how long a person allows it: this one time, 15 minutes, or until the vault is locked. */
export const allowedFor = ['once', 'minutes', 'lock'] as const;
export type AllowedFor = (typeof allowedFor)[number];

/** Minutes of `minutes`. */
export const grantMinutes = 15;

/** One process of the chain that asks. */
export interface AskingProcess {
  pid: number;
  /** The file's name; `null`: not known. */
  name: string | null;
  /** The whole path of its file; `null`: not known, or the file is gone. */
  path: string | null;
}

/** What the sheet `allow` shows. Nothing in it is secret. All texts come from other programs, and are shown as such. */
export interface AllowAsk {
  /** Names this request in the answer. */
  id: string;
  use: CommandUse;
  /** The process that asks, its parent, and so on. Empty: not known. */
  chain: readonly AskingProcess[];
  /** Which process of the chain a grant is for if the person chooses no other one. */
  preset: number;
  /** The command line, at most 200 characters; control and direction characters are shown as such. */
  commandLine: string;
  folder: string;
  /** `null` for a list. */
  key: {
    id: string;
    name: string;
    accessKeyId: string;
    provider: ProviderId;
    /** The key is the account's own, which can do everything. */
    master: boolean;
  } | null;
  /** Names of the variables that will be set, and of those that will be removed. */
  sets: readonly string[];
  removes: readonly string[];
  /** How many requests this answer is for, at least 1. */
  requests: number;
  /** Which proof it needs. `none`: the password that opened the vault for this request counts, or it is a list. */
  needs: VerificationNeeds;
  /** A grant that lasts can be given: a keychain opens the secret each time. */
  lasting: boolean;
}

/** A grant that counts now. */
export interface GrantRow {
  id: string;
  use: CommandUse;
  /** `null` for a list. */
  key: { id: string; name: string } | null;
  process: AskingProcess;
  /** When it was given and when it ends, in milliseconds since the epoch; `null`: when the vault is locked. */
  since: number;
  until: number | null;
  /** How often it was used. */
  uses: number;
}

/** Why a program can't ask. `ready`: it can. */
const commandStates = ['ready', 'no-program', 'no-folder', 'path-too-long', 'sandbox', 'failed'] as const;
export type CommandState = (typeof commandStates)[number];

/** Who waits for an unlock; `null`: nobody does. */
export type WaitingAsk = { use: CommandUse; program: string | null } | null;
