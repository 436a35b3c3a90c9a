/** Style sheets are imported for their effect only. The bundler makes files from them. */
declare module '*.css';
