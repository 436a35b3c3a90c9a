import { client } from '../../client';
import { reported } from '../../report';
import { useUi } from '../../ui';

/**
 * A file that is held over the list is for the import sheet, which opens for it: what is in the file is none of this
 * view's business. Answers how to stop watching.
 */
export function watchFileDrag(): () => void {
  const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  let asked = false;
  const ask = async () => {
    const { dialog, unlocked } = useUi.getState();
    if (asked || !unlocked || dialog !== null) return;
    asked = true;
    await reported(client.window.openSheet({ sheet: 'import', from: 'drop' }));
    asked = false;
  };
  const onHeld = (event: DragEvent) => {
    if (!withFiles(event)) return;
    // Let go before the sheet stands, a file must not be opened in the place of this page; the sheet asks for it again.
    event.preventDefault();
    void ask();
  };
  const onDrop = (event: DragEvent) => {
    if (withFiles(event)) event.preventDefault();
  };
  // Entered may be a list that is not there yet; `dragover` comes for as long as the file is held.
  document.addEventListener('dragenter', onHeld);
  document.addEventListener('dragover', onHeld);
  document.addEventListener('drop', onDrop);
  return () => {
    document.removeEventListener('dragenter', onHeld);
    document.removeEventListener('dragover', onHeld);
    document.removeEventListener('drop', onDrop);
  };
}
