/** Words of Settings. */
export const settings = {
  title: 'Settings',
  theme: 'Theme',
  themeChoice: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageChoice: { system: 'System', en: 'English', 'zh-CN': '简体中文' },
  textSize: {
    label: 'Text size',
    about: 'Of everything in Keyfold, also of the lock screen. {{key}} with +, − and 0 changes it anywhere.',
  },
  capture: 'Screenshots and screen sharing',
  captureChoice: { shown: 'Hide nothing', secrets: 'Hide secrets', window: 'Hide the whole window' },
  captureAbout: {
    win32:
      'Windows leaves what is hidden out of screenshots and screen sharing: the sheets of the open vault, or its whole window. Over a remote desktop you see only black there. The lock screen is always shown, and has this choice too.',
    darwin:
      'macOS leaves what is hidden out of screenshots: the sheets of the open vault, or its whole window. Newer programs that record the screen can get at it all the same. Over a remote desktop and on some external screens you see only black there. The lock screen is always shown, and has this choice too.',
    linux: 'Linux has no way to keep a window out of screenshots: whatever can take one sees what you see.',
  },
  locking: {
    title: 'Automatic lock',
    after: 'Lock when not used for',
    afterAbout: 'Counts from the last key press or mouse movement in Keyfold, also while a dialog is open.',
    minutes_one: '{{number}} minute',
    minutes_other: '{{number}} minutes',
    never: 'Never',
    neverWarning:
      'The vault stays open until you lock it, the computer sleeps or the screen locks. Anyone who reaches this computer meanwhile can use your keys.',
    told: 'Keyfold also locks when the computer sleeps, when the screen locks and when another user is switched to.',
    announced:
      'Keyfold also locks when the computer sleeps and when the desktop announces that the screen locks or another user is switched to. Simple lockers such as i3lock announce nothing; with those the time above counts.',
    unnoticed:
      'This system doesn’t tell Keyfold when the screen locks (no session bus, or dbus-monitor is not installed). It locks after the time above, and when the computer sleeps.',
  },
  clipboard: {
    title: 'Clipboard',
    after: 'Clear copied values after',
    afterAbout: 'Locking and quitting clear them at once. What another program has put there since is left alone.',
    seconds: '{{number}} seconds',
    concealed: 'Copied values are marked so that clipboard histories that heed the mark leave them out.',
    notConcealed:
      'The Electron that Keyfold runs on here can’t mark copied values as confidential, so a clipboard history may keep them. Turn such a history off, or clear it after copying.',
  },
  outside: {
    title: 'Outside the window',
    notifications: 'Tell when a key is due or about to end',
    notificationsAbout:
      'By a message of the desktop with the key’s name, and a count on Keyfold’s icon where there is one. Only while the vault is unlocked. Desktops may keep their messages for a while, also on a lock screen.',
    tray: 'Icon in the tray',
    trayAbout: 'Shows whether Keyfold is locked. Its menu locks, clears the clipboard and brings the window.',
    noNotifications: 'This desktop shows no messages of programs, so only the window tells.',
    noTray: 'This desktop has no tray for icons (GNOME needs an extension for it), so none is seen.',
  },
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
    'The settings file could not be used and was set aside as {{file}}. Settings started again from their defaults; the vault isn’t affected.',
  problem: {
    unread:
      'Settings could not be read, so Keyfold uses its defaults until it ends: {{cause}} Nothing was changed; the vault isn’t affected.',
    unsaved: 'Settings can’t be saved, so what you choose lasts only until Keyfold ends: {{cause}}',
    diskFull: 'The disk is full.',
    readOnly: '{{path}} can only be read.',
    noPermission: 'This user has no permission for {{path}}.',
    io: 'The file system refused at {{path}} ({{system}}).',
    unknown: 'The settings file is unusable.',
  },
  limits: {
    'folder-sync':
      'The vault’s folder is on a file system that can’t make new names durable (a network share, for example). After a power cut, the last backup or password change may be missing; the vault itself stays whole.',
    modes:
      'The vault’s folder is on a file system without permissions (FAT, for example). Other users of a computer that it is connected to can copy the vault’s files; without the master password they open nothing.',
    links:
      'The vault’s folder is on a file system without hard links (FAT, for example). Don’t start Keyfold on it twice at the same moment when a vault is made.',
  },
  failures: {
    title: 'Failures of Keyfold itself',
    about:
      'Keyfold keeps where in its own code something went wrong: no message, no names and nothing of your keys. Send this with a report.',
    none: 'None.',
    copy: 'Copy Report',
    copied: 'The report is on the clipboard.',
  },
  offline: 'Keyfold never uses the network.',
} as const;

declare module '../catalogue' {
  interface Catalogues {
    settings: typeof settings;
  }
}
