import { clientOf } from '../client';

/** What the main view may call. */
export const client = clientOf('main-view');
