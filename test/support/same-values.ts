import fc from 'fast-check';
import { has } from './systems';

/**
 * Properties try the same values in each run, so that a run tells of the change it is for and not of luck. The long run
 * seeks new ones; a failure prints its seed.
 */
if (!has('longRun')) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_129 });
