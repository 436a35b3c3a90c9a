import { buildHost } from '../support/view-host/bundle';

/** Runs before the workers start; what it returns runs after they ended. */
export default buildHost;
