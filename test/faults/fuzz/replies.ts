import { errors } from '../../../renderer/i18n/en/errors';

/** What is true of every reply, to every caller. */

/** The catalogue has words for every code, under its name in camel case. */
const hasWords = (code: unknown): boolean =>
  typeof code === 'string' &&
  Object.hasOwn(
    errors,
    code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );

/** What is wrong with the form of a reply; `null`: nothing. */
export function wrongForm(reply: unknown): string | null {
  if (typeof reply !== 'object' || reply === null || !('ok' in reply)) return 'no reply';
  const members = Object.keys(reply).sort().join();
  if (reply.ok === true) return members === 'ok,value' ? null : `a reply with ${members}`;
  if (reply.ok !== false || members !== 'error,ok' || !('error' in reply)) return `a reply with ${members}`;
  const { error } = reply;
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'an error without code';
  if (!hasWords(error.code)) return `an unknown code: ${String(error.code)}`;
  return error.code === 'internal' ? 'internal: a defect' : null;
}

/** Every text and byte array in a value, as one text. */
export function everythingIn(value: unknown): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  const collect = (part: unknown): void => {
    if (part instanceof Uint8Array) parts.push(Buffer.from(part).toString('utf8'));
    else if (typeof part === 'object' && part !== null) {
      if (seen.has(part)) return;
      seen.add(part);
      for (const [name, inner] of Object.entries(part)) {
        parts.push(name);
        collect(inner);
      }
    } else parts.push(String(part));
  };
  collect(value);
  return parts.join('\n');
}

/** The first of these secrets that stands in a value, plain or in base64 or hex; `null`: none. */
export function secretIn(value: unknown, secrets: readonly string[]): string | null {
  const text = everythingIn(value);
  const forms = (secret: string) => {
    const bytes = Buffer.from(secret, 'utf8');
    return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')];
  };
  return secrets.find((secret) => forms(secret).some((form) => text.includes(form))) ?? null;
}
