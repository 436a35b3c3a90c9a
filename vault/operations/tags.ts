import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import { fail } from '../../common/errors';
import type { Tag } from '../../common/keys/tags';
import { findTag, removeTag, saveTag, setAccountTags, tagsOfAccount, tagUses } from '../keys/tags';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';
import { findHolder, holderFacts } from './holders';
import { tagWords } from './keys-change';

export interface TagHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
  /** Tells the main view that tags changed. */
  tagsChanged(): null;
}

const wordsOf = ({ name, colour }: Tag) => `${name} · ${colour}`;

/** What the contract's group `tags` does. */
export function tagHandlers({ vault, verification, tagsChanged }: TagHandlerNeeds): Handlers<'vault', unknown>['tags'] {
  const once = (planned: Planned, act: (writer: Writer) => AuditFacts | null): void => {
    change(vault(), verification.pass(planOf([planned])), act);
    tagsChanged();
  };
  const effectOf = (tag: number | null): EffectName => (tag === null ? 'tag.add' : 'tag.edit');

  return {
    list: () => tagUses(vault().database),
    save({ tag, ...typed }) {
      let id = tag ?? 0;
      once({ effect: effectOf(tag), subject: tag === null ? '' : String(tag) }, (writer) => {
        const former = tag === null ? null : findTag(writer, tag);
        id = saveTag(writer, tag, typed);
        const present = findTag(writer, id);
        if (former === null) return { subject: present.name };
        const [before, after] = [wordsOf(former), wordsOf(present)];
        return before === after ? null : { subject: present.name, before, after };
      });
      return { tag: id };
    },
    remove({ tag }) {
      once({ effect: 'tag.delete', subject: String(tag) }, (writer) => {
        const { name } = findTag(writer, tag);
        return { subject: name, count: removeTag(writer, tag) };
      });
      return null;
    },
    setOfAccount({ account, tags }) {
      once({ effect: 'account.tag', subject: String(account) }, (writer) => {
        const holder = findHolder(writer, 'account', account) ?? fail('identity-gone', {});
        const before = tagWords(tagsOfAccount(writer, account));
        setAccountTags(writer, account, tags);
        const after = tagWords(tagsOfAccount(writer, account));
        return before === after ? null : { ...holderFacts(null, holder), before, after };
      });
      return null;
    },
  };
}
