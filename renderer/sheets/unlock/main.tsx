import { createRoot } from 'react-dom/client';
import { clientOf } from '../../client';
import { UnlockSheet } from './UnlockSheet';

const client = clientOf('unlock');
const root = document.getElementById('root');
if (root) createRoot(root).render(<UnlockSheet client={client} />);

// The bench reads it: from here on the field stands there to be typed into.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('keyfold:ready')));
