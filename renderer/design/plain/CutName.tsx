import { cutMiddle } from './cut-name';

/** A name that a person chose, cut if it is long. Its direction doesn't reach what stands around it. */
export function CutName({ name, most, className }: { name: string; most?: number; className?: string }) {
  const cut = cutMiddle(name, most);
  return (
    <bdi className={className} {...(cut === name ? {} : { title: name })}>
      {cut}
    </bdi>
  );
}
