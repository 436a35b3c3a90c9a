import { useEffect, useState } from 'react';

/**
 * Takes files that are dropped anywhere on the sheet. Returns whether files are held over it now. `left` is called when
 * they were taken out of the window again.
 */
export function useFileDrop(take: (files: readonly File[]) => Promise<void>, left?: () => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // If the pointer goes from one element to another inside the page, it doesn't leave the page.
      if (event.relatedTarget !== null) return;
      setOver(false);
      left?.();
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void take([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [take, left]);
  return over;
}
