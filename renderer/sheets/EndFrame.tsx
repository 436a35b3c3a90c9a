import type { ReactNode } from 'react';
import { Button } from '../design/plain/Button';
import { SheetFrame } from '../design/plain/SheetFrame';
import { useT } from '../i18n';

interface EndFrameProps {
  title: string;
  /** The word on the only button; “Done” if none is given. */
  act?: string;
  onClose: () => void;
  /** Another button beside it. */
  more?: ReactNode;
  children: ReactNode;
}

/** The last step of a sheet: the result, and a button that closes the sheet. */
export function EndFrame({ title, act, onClose, more, children }: EndFrameProps) {
  const t = useT();
  return (
    <SheetFrame
      title={title}
      onClose={onClose}
      footer={
        <>
          {more}
          <Button variant="primary" autoFocus onClick={onClose}>
            {act ?? t('common:done')}
          </Button>
        </>
      }
    >
      {children}
    </SheetFrame>
  );
}
