import type { Page } from '@playwright/test';
import { providers } from '../../common/providers';

/** Names of products and terms of the consoles, which are used in Chinese sentences as they are. */
const terms = new Set(
  [
    'Keyfold AccessKey Access Key ID Secret RAM IAM CSV UTF ZStack Cloud AliyunEBS AliyunNAS LTAI HST STS',
    'Electron Chromium SQLite English API',
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

/**
 * Returns every word of Latin letters that the view shows or has as an accessible name, except the terms and `known`.
 */
export async function foreignWords(page: Page, known: readonly string[] = []): Promise<string[]> {
  const said = await page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder'];
    const named = [...document.querySelectorAll('*')].flatMap((element) =>
      attributes.flatMap((attribute) => element.getAttribute(attribute) ?? []),
    );
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      // A text that is only measured, or is still hidden, is seen by nobody.
      if (walker.currentNode.parentElement?.checkVisibility({ visibilityProperty: true })) {
        texts.push(walker.currentNode.nodeValue ?? '');
      }
    }
    return [document.title, ...texts, ...named].join('\n');
  });
  const rest = [...known, ...examples].reduce((text, value) => text.replaceAll(value, ' '), said);
  return [...new Set(rest.match(/[A-Za-z]{2,}/g))].filter((word) => !terms.has(word));
}
