import type { ElectronApplication, Page } from '@playwright/test';

/**
 * This message comes for each page that is loaded, because the policy names features that only other Electrons have.
 * Whether it is heard depends on how early the page is followed.
 */
const ofThisElectron = /Permissions-Policy header: Unrecognized feature/;

/** Collects what no test may leave behind: errors on a page's console, violations of the content policy, exceptions. */
export class Watch {
  /** Everything the processes wrote to standard error. */
  output = '';
  #problems: string[] = [];
  #leaving = false;

  follow(app: ElectronApplication): void {
    this.#leaving = false;
    for (const page of app.windows()) this.#followPage(page);
    app.on('window', (page) => this.#followPage(page));
    app.process().stderr?.on('data', (data: Buffer) => this.#read(data.toString('utf8')));
  }

  /** The application is about to end. What its pages write while they close does not count. */
  leave(): void {
    this.#leaving = true;
  }

  /** Returns what was collected. Afterwards it counts as seen. */
  take(): string[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  #followPage(page: Page): void {
    page.on('console', (message) => {
      if (ofThisElectron.test(message.text())) return;
      if (message.type() === 'error' || message.type() === 'warning')
        this.#note(`${page.url()} ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#note(`${page.url()} exception: ${error.message}`));
  }

  #read(text: string): void {
    this.output += text;
    if (
      /Uncaught|UnhandledPromise|keyfold: the operation|keyfold: the vault's request|keyfold vault: (?:stretcher|worker)/.test(
        text,
      )
    )
      this.#note(text);
  }

  #note(problem: string): void {
    if (!this.#leaving) this.#problems.push(problem);
  }
}
