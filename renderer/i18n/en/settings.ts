/** Words of Settings. */
export const settings = {
  title: 'Settings',
  theme: 'Theme',
  themeChoice: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageChoice: { system: 'System', en: 'English', 'zh-CN': '简体中文' },
  keychainState: {
    good: 'In use. Secrets open with the help of this system’s keychain; the master password always opens the vault, also without it.',
    missing:
      'Not available on this system. Keyfold asks for the master password whenever a secret is stored or shown. Nothing is less safe, only less convenient.',
    unavailable:
      'Locked or not answering. Keyfold asks for the master password when a secret is stored or shown, until the keychain answers again. Unlock it, or sign in to the system again.',
    otherBackend:
      'Another keychain answers than the one this vault was tied to (after a change of desktop, for example). Keyfold asks for the master password instead; nothing is lost. “Tie Anew” uses this one from now on.',
    lostKey:
      'The keychain no longer has the key that this vault was tied to (after a reset or on a new machine, for example). Keyfold asks for the master password instead; nothing is lost. “Tie Anew” puts that right.',
    notSealed:
      'This vault isn’t tied to a keychain. Keyfold asks for the master password when a secret is stored or shown. “Use Keychain” makes storing one need no password.',
  },
  about: 'About',
  version: 'Keyfold',
  electron: 'Electron',
  chromium: 'Chromium',
  sqlite: 'SQLite',
  vaultFolder: 'Vault folder',
  setAside:
    'The settings file could not be read and was set aside as {{file}}. Settings started again from their defaults; the vault isn’t affected.',
  offline: 'Keyfold never uses the network.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    settings: typeof settings;
  }
}
