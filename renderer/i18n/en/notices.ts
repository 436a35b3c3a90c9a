/** Short messages above the list, about the vault as a whole. */
export const notices = {
  region: 'Notices',
  dismiss: 'Hide this notice',
  clock: {
    behind:
      'The system clock looks wrong: it is {{by}} behind a time that this vault has already seen. Ages may be off; what has expired stays expired.',
    forward:
      'The system clock stepped forward by {{by}} (or the computer slept that long). If it is wrong, ages and expiry may be off.',
    back: 'The system clock stepped back by {{by}}. If it is wrong, ages and expiry may be off.',
    accept: 'The clock is right',
    accepted: 'Keyfold now takes the system clock as right.',
  },
} as const;

declare module '../catalogue' {
  interface Catalogues {
    notices: typeof notices;
  }
}
