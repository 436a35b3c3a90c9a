import { client } from '../../client';
import { reported } from '../../report';
import { useUi } from '../../ui';

/**
 * A file that is held over the list is for the import sheet, which opens for it: what is in the file is none of this
 * view's business. Answers how to stop watching.
 */
export function watchFileDrag(): () => void {
  const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const onEnter = (event: DragEvent) => {
    if (!withFiles(event)) return;
    const { dialog, unlocked } = useUi.getState();
    if (unlocked && dialog === null) void reported(client.window.openSheet({ sheet: 'import', dropping: true }));
  };
  // Let go before the sheet stands, a file must not be opened in the place of this page; the sheet asks for it again.
  const onOver = (event: DragEvent) => {
    if (withFiles(event)) event.preventDefault();
  };
  document.addEventListener('dragenter', onEnter);
  document.addEventListener('dragover', onOver);
  document.addEventListener('drop', onOver);
  return () => {
    document.removeEventListener('dragenter', onEnter);
    document.removeEventListener('dragover', onOver);
    document.removeEventListener('drop', onOver);
  };
}
