import { memberOf, type TextNode, textOf } from './text-tree';

/** Names that an object has by another object in it. */

/** Returns the name of an object of Kubernetes; empty if it is none. */
export function metadataName(node: TextNode): string {
  return textOf(memberOf(node, 'metadata'), 'name');
}

/** Returns what a document at the top is for: a profile of Spring, or an object of Kubernetes. */
export function profileOf(root: TextNode): string {
  const spring = memberOf(root, 'spring');
  const active = memberOf(memberOf(spring, 'config'), 'activate');
  return (
    textOf(active, 'on-profile') ||
    textOf(root, 'spring.config.activate.on-profile', 'spring.profiles') ||
    textOf(spring, 'profiles') ||
    textOf(root, 'name', 'profile')
  );
}
