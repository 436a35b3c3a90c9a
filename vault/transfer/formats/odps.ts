import type { Entry, WritableFormat } from './format';
import { isPlainIniValue } from './ini';
import { type Property, parseProperties, setProperties } from './properties';
import { applyEdits } from './text-edit';

/**
 * `odps_config.ini` of MaxCompute's client, which Java reads as properties. Its `account_provider` says where the key
 * comes from; without one, the pair counts. A temporary key has no name there.
 */

const names = { accessKeyId: 'access_id', secret: 'access_key' } as const;
const isPart = ({ name }: Property) => name === names.accessKeyId || name === names.secret;
const lastValue = (properties: readonly Property[], name: string) =>
  properties.findLast((one) => one.name === name)?.value ?? '';

export const odps: WritableFormat = {
  id: 'odps',
  fileName: /(?:^|\/)odps_config\.ini$/,
  fits(text) {
    if (/^[ \t]*\[/m.test(text)) return false;
    const present = new Set(parseProperties(text).map(({ name }) => name));
    return present.has(names.accessKeyId) && present.has(names.secret);
  },
  scan(text) {
    const properties = parseProperties(text);
    if (!properties.some(isPart)) return [];
    const entry: Entry = {
      place: names.accessKeyId,
      name: lastValue(properties, 'project_name') || 'MaxCompute',
      provider: ['alibaba'],
      accessKeyId: lastValue(properties, names.accessKeyId),
      secret: lastValue(properties, names.secret),
      token: '',
      endpoint: lastValue(properties, 'end_point'),
      without: () =>
        applyEdits(
          text,
          properties.filter(isPart).map(({ line }) => ({ start: line.start, end: line.next, text: '' })),
        ),
    };
    return [entry];
  },
  set(text, { accessKeyId, secret, token }, { region }) {
    if (token !== null || ![accessKeyId, secret].every(isPlainIniValue)) return { problem: 'not-writable' };
    const end = `http://service.${region ?? 'cn-hangzhou'}.maxcompute.aliyun.com/api`;
    const own = (name: string) => (other: string) => other === name;
    return setProperties(text, [
      { is: own('account_provider'), write: 'account_provider', value: 'aliyun', only: true },
      { is: own(names.accessKeyId), write: names.accessKeyId, value: accessKeyId },
      { is: own(names.secret), write: names.secret, value: secret },
      { is: own('end_point'), write: 'end_point', value: end, keep: region === undefined },
    ]);
  },
  switches: (text) => {
    const provider = lastValue(parseProperties(text), 'account_provider');
    return new Map([['account_provider', provider]]);
  },
};
