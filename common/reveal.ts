/**
 * Seconds that a reveal sheet stays open, at least, after a save dialog that was open longer than the sheet's own time.
 */
export const dialogGraceSeconds = 10;
