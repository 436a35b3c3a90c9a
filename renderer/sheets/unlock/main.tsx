import { createRoot } from 'react-dom/client';
import { clientOf } from '../../client';
import { UnlockSheet } from './UnlockSheet';

const client = clientOf('unlock');
const root = document.getElementById('root');
if (root) createRoot(root).render(<UnlockSheet client={client} />);

// The bench reads this mark: from now on a person can type into the field.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('keyfold:ready')));
