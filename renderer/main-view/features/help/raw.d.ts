/** The text of a file, as the bundler puts it into the code. */
declare module '*.md?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler's own form.
  export default text;
}
