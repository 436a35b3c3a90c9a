/**
 * react-aria puts a small <style> into the page when the first pressable element appears, unless an element with this
 * id is there. The content security policy refuses inline styles, so this module takes the id, and theme.css has the
 * rule. Every module of the design system that uses react-aria imports it.
 */
const styleId = 'react-aria-pressable-style';

if (typeof document !== 'undefined' && !document.getElementById(styleId)) {
  const placeholder = document.createElement('meta');
  placeholder.id = styleId;
  document.head.append(placeholder);
}

export {};
