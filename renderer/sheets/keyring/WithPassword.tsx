import type { Reply } from '../../../common/errors';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useT } from '../../i18n';
import { fieldLabel } from '../../i18n/words';
import { OwnerField } from './OwnerField';
import { useOwner } from './use-owner';

interface WithPasswordProps<Value> {
  title: string;
  intro: string;
  submit: string;
  act: (password: Uint8Array<ArrayBuffer>) => Promise<Reply<Value>>;
  onDone: (value: Value) => void;
  onClose: () => void;
}

/** One act that needs nothing but the master password. */
export function WithPassword<Value>({ title, intro, submit, act, onDone, onClose }: WithPasswordProps<Value>) {
  const t = useT();
  const owner = useOwner();

  async function run(): Promise<void> {
    if (!owner.ready()) return;
    const done = await owner.run(act);
    if (done) onDone(done.value);
  }

  return (
    <SheetFrame
      title={title}
      subtitle={intro}
      onClose={onClose}
      onSubmit={() => void run()}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" pending={owner.pending} disabled={owner.wait > 0}>
            {submit}
          </Button>
        </>
      }
    >
      <Failure error={owner.failure} />
      <OwnerField owner={owner} label={fieldLabel(t, 'password')} />
    </SheetFrame>
  );
}
