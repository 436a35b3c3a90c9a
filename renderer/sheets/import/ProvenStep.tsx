import { type ReactNode, useMemo, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import type { AppError, Reply } from '../../../common/errors';
import type { Proof } from '../../../common/protection';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';

interface ProvenStepProps<Value> {
  client: Client<'import'>;
  /** What is done, and needs the verification. */
  effect: EffectName;
  title: string;
  /** The words on the button that does the act. */
  submit: string;
  /** The other button: its label and what it does. */
  leave: { label: string; run: () => void };
  /** An error that is known before the first try. */
  problem?: AppError | null;
  /** Does the act. The proof is wiped after it. */
  act: (proof: Proof) => Promise<Reply<Value>>;
  onDone: (value: Value) => void;
  onClose: () => void;
  children: ReactNode;
}

/** One act on a file of the person, after a verification. */
export function ProvenStep<Value>(props: ProvenStepProps<Value>) {
  const { client, effect, title, submit, leave, problem = null, act, onDone, onClose, children } = props;
  const what = useMemo(() => ({ effects: [effect] }), [effect]);
  const proof = useProof(client, what);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function run(): Promise<void> {
    const given = pending ? null : proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await act(given);
    wipeProof(given);
    setPending(false);
    if (reply.ok) onDone(reply.value);
    else if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  return (
    <SheetFrame
      title={title}
      {...(pending ? {} : { onClose })}
      onSubmit={() => void run()}
      footer={
        <>
          <Button disabled={pending} onClick={leave.run}>
            {leave.label}
          </Button>
          <Button variant="primary" type="submit" pending={pending} disabled={proof.wait > 0}>
            {submit}
          </Button>
        </>
      }
    >
      <Failure error={failure ?? problem} />
      {children}
      <ProofFields proof={proof} autoFocus />
    </SheetFrame>
  );
}
