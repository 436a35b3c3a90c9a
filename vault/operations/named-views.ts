import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import { listViews, orderViews, removeView, saveView, viewName } from '../keys/named-views';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';

export interface ViewHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
  /** Tells the main view that named views changed. */
  viewsChanged(): null;
}

/** What the contract's group `views` does. */
export function viewHandlers({
  vault,
  verification,
  viewsChanged,
}: ViewHandlerNeeds): Handlers<'vault', unknown>['views'] {
  const once = (planned: Planned, act: (writer: Writer) => AuditFacts | null): void => {
    change(vault(), verification.pass(planOf([planned])), act);
    viewsChanged();
  };
  return {
    list: () => listViews(vault().database),
    save({ view, name, shown }) {
      let id = view ?? 0;
      once({ effect: 'view.save', subject: view === null ? '' : String(view) }, (writer) => {
        const saved = saveView(writer, view, { name, shown });
        id = saved.view;
        return saved.changed ? { subject: viewName(writer, id) } : null;
      });
      return { view: id };
    },
    remove({ view }) {
      once({ effect: 'view.delete', subject: String(view) }, (writer) => {
        const subject = viewName(writer, view);
        removeView(writer, view);
        return { subject };
      });
      return null;
    },
    reorder({ views }) {
      once({ effect: 'views.order', subject: '' }, (writer) => (orderViews(writer, views) ? {} : null));
      return null;
    },
  };
}
