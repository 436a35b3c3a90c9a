import { client } from '../../client';
import { reported } from '../../report';
import { useUi } from '../../ui';

/**
 * Opens the import sheet when a file is held over the list. This view must not see what is in the file. Returns the
 * function that stops watching.
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
    // If the file is dropped before the sheet is there, it must not be opened in the place of this page. The sheet asks
    // for it again.
    event.preventDefault();
    void ask();
  };
  const onDrop = (event: DragEvent) => {
    if (withFiles(event)) event.preventDefault();
  };
  // `dragenter` may come before there is a list. `dragover` comes as long as the file is held.
  document.addEventListener('dragenter', onHeld);
  document.addEventListener('dragover', onHeld);
  document.addEventListener('drop', onDrop);
  return () => {
    document.removeEventListener('dragenter', onHeld);
    document.removeEventListener('dragover', onHeld);
    document.removeEventListener('drop', onDrop);
  };
}
