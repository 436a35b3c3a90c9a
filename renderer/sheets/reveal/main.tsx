import { clientOf } from '../../client';
import { reveal as english } from '../../i18n/en/reveal';
import { reveal as chinese } from '../../i18n/zh-CN/reveal';
import { startSheet } from '../start';
import { forbidNativeCopy } from './native-copy';
import { RevealSheet } from './RevealSheet';

const client = clientOf('reveal');
forbidNativeCopy(document);
// A ticket works for one call only. So it is spent here and not by a component, which may be made twice.
const opening = client.context().then(({ ticket }) => client.reveal.open({ ticket }));
startSheet(client, { reveal: { en: english, 'zh-CN': chinese } }, <RevealSheet client={client} opening={opening} />);
