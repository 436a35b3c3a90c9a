/** Keys that no cloud ever gave. Each says FAKE of itself and has its provider's shape. */

/**
 * @typedef {object} FakeKey
 * @property {string} provider the Addition Method, as the form names it
 * @property {string[]} choices other choices to make, by their words
 * @property {Record<string, string>} fields what to type, by the fields' labels
 */

const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const letters = `${capitals}abcdefghijkmnopqrstuvwxyz`;

/**
 * The same beginning always gives the same text, so that pictures made anew differ only where the application does.
 * @param {string} beginning
 * @param {number} length
 * @param {string} alphabet
 */
export function fake(beginning, length, alphabet = letters) {
  let state = [...beginning].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  let text = beginning;
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet[(state >>> 8) % alphabet.length];
  }
  return text;
}

/** @param {string} beginning */
export const fakeCapitals = (beginning, length = 20) => fake(beginning, length, capitals);

export const masterPassword = 'fake horse battery staple';

/** @type {FakeKey} */
export const alibaba = {
  provider: 'Alibaba Cloud',
  choices: ['RAM user'],
  fields: {
    Name: 'Production deploy',
    Description: 'Pushes images and rolls out services in cn-hangzhou.',
    'Account ID': '1234567890123456',
    'Sub-Username': 'deploy-bot',
    'AccessKey ID': fake('LTAIFAKEdeploy', 24),
    'AccessKey Secret': fake('FAKE', 30),
  },
};

/** The fields of the key that takes the first one's place; account and user come with the rotation. */
export const successor = {
  Name: 'Production deploy, new',
  'AccessKey ID': fake('LTAIFAKEsuccessor', 24),
  'AccessKey Secret': fake('FAKEnew', 30),
};

/** The name that the first key has after that. */
export const oldName = `${alibaba.fields.Name} (old)`;

/** @type {FakeKey} */
export const privateAlibaba = {
  provider: 'Private Alibaba Cloud',
  choices: ['AliyunEBS', 'RAM user'],
  fields: {
    Name: 'Block storage, data centre A',
    Endpoint: 'ebs.dc-a.example.internal',
    'Account ID': '1000000000000042',
    'Sub-Username': 'storage-admin',
    'AccessKey ID': fake('FAKEEBS', 16),
    'AccessKey Secret': fake('FAKEEBS', 30),
  },
};

/** What stands in the file that Huawei Cloud's console gives; the rest is typed. */
export const huaweiFile = {
  name: 'credentials.csv',
  text: `\uFEFFUser Name,Access Key Id,Secret Access Key\r\nops-reader,${fakeCapitals('FAKEHW')},${fake('FAKEHW', 40)}\r\n`,
};

/** @type {FakeKey} */
export const huawei = {
  provider: 'Huawei Cloud',
  choices: [],
  fields: { Name: 'Read-only for the dashboard', 'Domain / Account': 'hw-example' },
};

/** @type {FakeKey} */
export const huaweiTemporary = {
  provider: 'Huawei Cloud',
  choices: ['IAM user', 'Temporary'],
  fields: {
    Name: 'Migration week',
    'Domain / Account': 'hw-example',
    'IAM User': 'migration',
    'Access Key ID': fakeCapitals('HSTFAKE'),
    'Secret Access Key': fake('FAKEHST', 40),
    'Security Token': fake('FAKETOKEN', 240),
    Expires: inDays(3),
  },
};

/** @type {FakeKey} */
export const pingan = {
  provider: 'Ping An Cloud',
  choices: ['Subaccount'],
  fields: {
    Name: 'Nightly builds',
    'Master Account': 'pa-example',
    'Subaccount Name': 'ci-runner',
    'Access Key ID': fake('FAKEPA', 24),
    'Secret Access Key': fake('FAKEPA', 32),
  },
};

/**
 * A moment some days from now as `datetime-local` takes it.
 * @param {number} days
 */
function inDays(days) {
  const moment = new Date(Date.now() + days * 86_400_000);
  moment.setHours(18, 0, 0, 0);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
