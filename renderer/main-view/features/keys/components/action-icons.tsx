import {
  Eye,
  FileLock,
  Handshake,
  PencilLine,
  Power,
  PowerOff,
  RefreshCw,
  Siren,
  SquareTerminal,
  Star,
  StarOff,
  Trash2,
  UserRoundCheck,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ActionId } from '../actions';

/** An icon for each action, for the pane and for the menus. */
export const actionIcons: Record<ActionId, ReactNode> = {
  edit: <PencilLine size={15} aria-hidden />,
  assign: <UserRoundCheck size={15} aria-hidden />,
  'set-default': <Star size={15} aria-hidden />,
  'cancel-default': <StarOff size={15} aria-hidden />,
  enable: <Power size={15} aria-hidden />,
  disable: <PowerOff size={15} aria-hidden />,
  'view-secret': <Eye size={15} aria-hidden />,
  use: <SquareTerminal size={15} aria-hidden />,
  give: <Handshake size={15} aria-hidden />,
  export: <FileLock size={15} aria-hidden />,
  rotate: <RefreshCw size={15} aria-hidden />,
  leaked: <Siren size={15} aria-hidden />,
  delete: <Trash2 size={15} aria-hidden />,
};
