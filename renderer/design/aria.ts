/**
 * When the first pressable element appears, react-aria adds a small <style> to the page, unless there is an element
 * with this id. The content security policy refuses inline styles. So this module takes the id, and theme.css has the
 * rule. Every module of the design system that uses react-aria imports this module.
 */
const styleId = 'react-aria-pressable-style';

if (typeof document !== 'undefined' && !document.getElementById(styleId)) {
  const placeholder = document.createElement('meta');
  placeholder.id = styleId;
  document.head.append(placeholder);
}

export {};
