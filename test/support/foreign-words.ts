import type { Page } from '@playwright/test';
import { providers } from '../../common/providers';

/** Names of products and the consoles' own terms, which stand in Chinese sentences as they are. */
const terms = new Set(
  [
    'Keyfold AccessKey Access Key ID Secret RAM IAM CSV UTF ZStack Cloud AliyunEBS AliyunNAS LTAI HST STS',
    'Electron Chromium SQLite English',
  ].flatMap((line) => line.split(' ')),
);

/** Examples in empty fields. */
const examples = [
  ...providers.flatMap(({ account, identities }) => [
    account.placeholder,
    ...identities.flatMap(({ nameField }) => nameField?.placeholder ?? []),
  ]),
  'ebs.example.internal',
];

/** Every word of Latin letters that the view says, by text or by accessible name, beside the terms and `known`. */
export async function foreignWords(page: Page, known: readonly string[] = []): Promise<string[]> {
  const said = await page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder'];
    const named = [...document.querySelectorAll('*')].flatMap((element) =>
      attributes.flatMap((attribute) => element.getAttribute(attribute) ?? []),
    );
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      // What is only measured, or waits hidden, is said to nobody.
      if (walker.currentNode.parentElement?.checkVisibility({ visibilityProperty: true })) {
        texts.push(walker.currentNode.nodeValue ?? '');
      }
    }
    return [document.title, ...texts, ...named].join('\n');
  });
  const rest = [...known, ...examples].reduce((text, value) => text.replaceAll(value, ' '), said);
  return [...new Set(rest.match(/[A-Za-z]{2,}/g))].filter((word) => !terms.has(word));
}
