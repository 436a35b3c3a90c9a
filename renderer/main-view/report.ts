import type { Reply } from '../../common/errors';
import { toast } from '../design/toast';
import { translator } from '../i18n';
import { errorWords } from '../i18n/words';

/** Says why a verified call failed. `null` means that the person didn't verify, which needs no words. */
export async function reportedIfVerified<Value>(call: Promise<Reply<Value> | null>): Promise<{ value: Value } | null> {
  const reply = await call;
  return reply && reported(Promise.resolve(reply));
}

/** Waits for a call and says why it failed, as a message over the view. Returns its value, or `null` if it failed. */
export async function reported<Value>(call: Promise<Reply<Value>>): Promise<{ value: Value } | null> {
  const reply = await call;
  if (reply.ok) return { value: reply.value };
  toast('danger', errorWords(translator(), reply.error));
  return null;
}
