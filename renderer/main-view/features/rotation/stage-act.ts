/** What can be done to several rotations of one stage at once. */
export type StageAct = 'switch' | 'disable' | 'delete' | 'back' | 'enable' | 'cancel';
