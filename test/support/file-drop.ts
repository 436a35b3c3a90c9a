import { expect, type JSHandle, type Page } from '@playwright/test';

/** Makes a file that a person drags, as the pages of `page` see it. */
export function fileInHand(page: Page, name: string, content: Uint8Array): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    ({ fileName, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName));
      return data;
    },
    { fileName: name, base64: Buffer.from(content).toString('base64') },
  );
}

/** Holds a file over the list until the import sheet opens for it. */
export async function holdFile(list: Page, name: string, content: Uint8Array): Promise<void> {
  const dataTransfer = await fileInHand(list, name, content);
  const body = list.locator('body');
  await body.dispatchEvent('dragenter', { dataTransfer });
  // The event is sent again and again, as the real one is while a file is held there.
  await expect(async () => {
    await body.dispatchEvent('dragover', { dataTransfer });
    const views = list.context().pages();
    expect(views.some((page) => page.url() === 'app://import/')).toBe(true);
  }).toPass({ intervals: [100], timeout: 10_000 });
}

/** Drops a file on a sheet. */
export async function dropFile(page: Page, name: string, content: Uint8Array): Promise<void> {
  const dataTransfer = await fileInHand(page, name, content);
  const sheet = page.getByRole('dialog');
  await sheet.dispatchEvent('dragenter', { dataTransfer });
  // The event is sent again and again, as the real one is while a file is held over the sheet.
  await expect(async () => {
    await sheet.dispatchEvent('dragover', { dataTransfer });
    await expect(page.getByText(/^(Drop the (CSV )?file here|将( CSV )?文件拖放到此处)/)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await sheet.dispatchEvent('drop', { dataTransfer });
}
