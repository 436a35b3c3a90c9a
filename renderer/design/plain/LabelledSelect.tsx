import { cx } from '../cx';
import { Select, type SelectProps } from './Select';

/** A choice of many with its label before it, on one line. */
export function LabelledSelect<Value extends string>(props: SelectProps<Value>) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span aria-hidden className="shrink-0 text-muted">
        {props.label}
      </span>
      <Select {...props} className={cx('max-w-120', props.className)} />
    </div>
  );
}
